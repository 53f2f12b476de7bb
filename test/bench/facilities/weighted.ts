import type { SeededRandom } from '#trial/seeded-random.ts'

/** Chooses by weight; prepared once, then fast however many there are. */
export type Picker<T> = (random: SeededRandom) => T

/** @throws RangeError when there is nothing to choose from */
export const picker = <T>(entries: readonly (readonly [item: T, weight: number])[]): Picker<T> => {
  const ends = new Float64Array(entries.length)
  let total = 0
  for (const [index, [, weight]] of entries.entries()) ends[index] = total += weight
  if (total <= 0) throw new RangeError('Nothing to choose from')
  return (random) => {
    const wanted = random.next() * total
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return entries[low]![0]
  }
}

/** About normally distributed, mean 0 and deviation 1 (sum of twelve). */
export const gauss = (random: SeededRandom): number => {
  let sum = -6
  for (let index = 0; index < 12; index += 1) sum += random.next()
  return sum
}
