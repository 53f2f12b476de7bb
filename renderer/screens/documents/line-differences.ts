/** What differs between two texts, line by line: a line put in between does not make all the lines below it differ. */
import { ja } from '../../strings/ja.ts'

export interface Difference {
  /** In words, from the outside in. */
  readonly place: string
  /** null = not there. */
  readonly before: string | null
  readonly after: string | null
}

/** Lengths of the longest common run of lines from each pair of places on (Hunt–McIlroy's table; a document has some hundred lines). */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const row = table[left] ?? []
      row[right] = old[left] === now[right] ? (table[left + 1]?.[right + 1] ?? 0) + 1 : Math.max(table[left + 1]?.[right] ?? 0, row[right + 1] ?? 0)
    }
  }
  return table
}

/** Lines that differ; a line changed in place is one entry. The line is counted in the new text, of one taken away in the old. */
export function lineDifferences(before: string, after: string): Difference[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const table = commonLengths(old, now)
  const differences: Difference[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < now.length) {
    if (left < old.length && right < now.length && old[left] === now[right]) {
      left += 1
      right += 1
      continue
    }
    // One stretch without a common line: what was there, and what stands there now.
    const [fromLeft, fromRight] = [left, right]
    while ((left < old.length || right < now.length) && !(left < old.length && right < now.length && old[left] === now[right])) {
      if (right >= now.length || (left < old.length && (table[left + 1]?.[right] ?? 0) >= (table[left]?.[right + 1] ?? 0))) left += 1
      else right += 1
    }
    for (let index = 0; index < Math.max(left - fromLeft, right - fromRight); index += 1) {
      const isNow = fromRight + index < right
      differences.push({
        place: ja.documents.line((isNow ? fromRight : fromLeft) + index + 1),
        before: fromLeft + index < left ? (old[fromLeft + index] ?? null) : null,
        after: isNow ? (now[fromRight + index] ?? null) : null,
      })
    }
  }
  return differences
}
