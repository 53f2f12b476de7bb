/** JSON as hostile senders write it: values as usual, and pieces of text that no JSON writer would make. */

/** Stands in the place of a value and is written as it is. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Path = readonly (string | number)[]

export function writeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, inner]) => (inner instanceof RawJson && key === '' ? inner.text : `${JSON.stringify(key)}:${writeJson(inner)}`)).join(',')}}`
  }
  return value === undefined ? 'null' : JSON.stringify(value)
}

const most = 400

/** Where something stands in it, the whole included. */
export function pathsOf(value: unknown): Path[] {
  const paths: Path[] = [[]]
  for (let next = 0; next < paths.length && paths.length < most; next++) {
    const path = paths[next] as Path
    const at = valueAt(value, path)
    if (typeof at !== 'object' || at === null || at instanceof RawJson) continue
    for (const key of Array.isArray(at) ? at.keys() : Object.keys(at)) paths.push([...path, key])
  }
  return paths
}

export function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const key of path) at = (at as Record<string | number, unknown>)[key]
  return at
}

/** The same with what stands at the path changed; `drop` leaves it out. */
export function changedAt(value: unknown, path: Path, change: (former: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  if (typeof value !== 'object' || value === null || value instanceof RawJson) return value
  const inner = changedAt((value as Record<string | number, unknown>)[key], rest, change)
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => (index !== key ? [item] : inner === drop ? [] : [inner]))
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => (name !== key ? [[name, item]] : inner === drop ? [] : [[name, inner]]))
  return Object.fromEntries(entries)
}

export const drop = Symbol('left out')

const sorted = (_key: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))

/** True for the same content, in whatever order and realm its objects were made. */
export const isSameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one, sorted) === JSON.stringify(other, sorted)
