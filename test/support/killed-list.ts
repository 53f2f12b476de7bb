/** Lists whose every version can be told apart: odd ones are whole, even ones a small difference. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { asRecord } from './facility-list.ts'

export const killedCount = 1500

const facility = (index: number, version: number): FacilityRecord => asRecord({
  facilityCode: `13${String(10_000_000 + index)}`, name: `第${index}版${version}医院`, postalCode: '1000001', address: `千代田区千代田${index}`, telephone: `03-0${String(1_000_000 + index)}`,
  founder: null, manager: null, designatedOn: null, type: 'clinic', status: 'active', listKind: 'medical', prefectureNumber: '13', listVersion: version,
})

/** What of a version comes in. */
export const killedList = (version: number, isFirst: boolean): FacilityRecord[] =>
  Array.from({ length: version % 2 === 1 || isFirst ? killedCount : 50 }, (_, index) => facility(index, version))
