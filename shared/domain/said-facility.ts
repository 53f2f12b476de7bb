/** Name and town as a caller says them: enough to identify a facility only where they mean no other one (domain §5). */
import { compareItem } from './verification-items.ts'
import type { FacilityHistory, HeldFacility, SpokenAnswers } from './verification-items.ts'

/**
 * True where what was said means this facility and none of the others, or those only less exactly. Also true where it does
 * not mean this one at all: comparing says so.
 * @param others facilities in use that the name may mean too; the facility itself among them does not matter
 */
export function meansFacilityAlone(
  said: SpokenAnswers['nameAndTown'], held: HeldFacility, history: FacilityHistory, others: Iterable<Pick<HeldFacility, 'facilityCode' | 'name' | 'address'>>,
): boolean {
  const own = compareItem('nameAndTown', said, held, history).result
  if (own !== 'match' && own !== 'close') return true
  for (const other of others) {
    if (other.facilityCode === held.facilityCode) continue
    const { result } = compareItem('nameAndTown', said, { ...other, telephone: null, founder: null, manager: null })
    if (result === 'match' || (result === 'close' && own === 'close')) return false
  }
  return true
}
