import type { SeededRandom } from './seeded-random.ts'

/**
 * A telephone number that rings nowhere. A local exchange (市内局番) never begins with 0: the first
 * digit dialled decides between a local and a trunk call, and 0 is the trunk prefix (電気通信番号規則,
 * 国内プレフィックス). So "0776-00-1234" has the form of a real number of its place and cannot be assigned.
 * Only four-digit area codes are used, each followed by 00: no other split of the same digits is then
 * another area's number ("048-021-…" would be "0480-21-…", which rings), since no five-digit area code ends in 0.
 */
export function unassignedTelephone(prefectureNumber: string, random: SeededRandom): string {
  const areaCode = areaCodes[Number(prefectureNumber) - 1]
  if (areaCode === undefined) throw new RangeError('A prefecture number is 01 to 47')
  return `${areaCode}-00-${String(random.integer(0, 9999)).padStart(4, '0')}`
}

/** One four-digit area code (市外局番) of each prefecture, 01 to 47. */
const areaCodes =
  '0123 0172 0197 0225 0184 0234 0242 0297 0282 0276 0493 0476 0422 0463 0258 0763 0767 0776 0551 0263 0584 0545 0566 0596 0749 0774 0721 0797 0742 0739 0857 0852 0868 0848 0834 0883 0877 0897 0887 0942 0952 0957 0968 0977 0985 0995 0980'.split(
    ' ',
  )
