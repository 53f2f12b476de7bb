/**
 * Two people changed one record from the same state: what only one of them changed is taken, what both changed differently is for a
 * person to choose. Nothing that was typed is dropped without being asked.
 */

export type Fields = Readonly<Record<string, unknown>>

/** Both changed this field, to different values. */
export interface FieldConflict {
  readonly field: string
  readonly mine: unknown
  readonly theirs: unknown
}

export interface ThreeWayMerge {
  /** What to save; where there is a conflict, their value. */
  readonly merged: Fields
  readonly conflicts: readonly FieldConflict[]
}

export interface ThreeVersions {
  /** What both began with; null where that is not known: then every difference is a conflict. */
  readonly base: Fields | null
  readonly mine: Fields
  readonly theirs: Fields
}

/** One spelling of a value: the order of names inside an object means nothing, and a name without a value is as good as none. */
function spelling(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spelling).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const named = Object.entries(value).filter(([, part]) => part !== undefined && part !== null).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${named.map(([name, part]) => `${JSON.stringify(name)}:${spelling(part)}`).join(',')}}`
}

export const isSameValue = (one: unknown, other: unknown): boolean => spelling(one) === spelling(other)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Items of `list` that are not in `others`; each of those stands for one. */
function without(list: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = others.map(spelling)
  return list.filter((item) => {
    const at = left.indexOf(spelling(item))
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** @param appended fields that are lists to which is only ever added (histories): what either added is kept, theirs first */
export function mergeThreeWay({ base, mine, theirs }: ThreeVersions, appended: ReadonlySet<string> = new Set()): ThreeWayMerge {
  const merged: Record<string, unknown> = {}
  const conflicts: FieldConflict[] = []
  for (const field of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    if (appended.has(field)) {
      const begun = listOf(base?.[field])
      const [own, other] = [listOf(mine[field]), listOf(theirs[field])]
      merged[field] = [...other, ...without(without(own, begun), without(other, begun))]
    } else if (isSameValue(mine[field], theirs[field]) || (base !== null && isSameValue(mine[field], base[field]))) merged[field] = theirs[field]
    else if (base !== null && isSameValue(theirs[field], base[field])) merged[field] = mine[field]
    else {
      merged[field] = theirs[field]
      conflicts.push({ field, mine: mine[field], theirs: theirs[field] })
    }
  }
  return { merged, conflicts }
}

export type Side = 'mine' | 'theirs'

/** @returns the record as chosen, and the conflicts nobody has chosen in yet */
export function settleConflicts({ merged, conflicts }: ThreeWayMerge, choices: Readonly<Record<string, Side>>): ThreeWayMerge {
  const settled: Record<string, unknown> = { ...merged }
  const open: FieldConflict[] = []
  for (const conflict of conflicts) {
    const side = Object.hasOwn(choices, conflict.field) ? choices[conflict.field] : undefined
    if (side === undefined) open.push(conflict)
    else settled[conflict.field] = side === 'mine' ? conflict.mine : conflict.theirs
  }
  return { merged: settled, conflicts: open }
}
