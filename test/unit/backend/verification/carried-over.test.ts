import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { carriedOver } from '#backend/verification/carried-over.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { asRecord, openTestList } from '#test/support/facility-list.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const folder = temporaryFolders()
const facility = (facilityCode: string, name: string, address: string, more: Partial<FacilityRecord> = {}): FacilityRecord => asRecord({
  facilityCode, name, postalCode: null, address, telephone: '03-0111-2222', founder: null, manager: null, designatedOn: null, type: 'clinic', status: 'active',
  listKind: 'medical', prefectureNumber: '13', ...more,
})
const common = facility('1310000001', '医療法人社団　田中医院', '千代田区神田１－２－３', { predecessorCodes: ['1399999999'] })
const rare = facility('1310000004', '榛名坂クリニック', '港区南青山１－１', { telephone: null })
const twins = [facility('1310000005', '双子医院', '港区赤坂１－１'), facility('1310000006', '双子医院', '港区赤坂９－９')]
let list: ListHandle
beforeAll(() => {
  list = openTestList(folder(), [
    common, facility('1310000002', '田中医院', '港区赤坂１－１'), facility('2710000003', '田中医院', '大阪市北区梅田１', { prefectureNumber: '27' }), rare, ...twins,
    facility('1310000007', '榛名坂クリニック', '港区六本木１', { status: 'closed' }),
  ])
})
afterAll(() => list?.close())

const answers = (of: FacilityRecord, typed: string) => carriedOver(list, of, typed).map(({ item, result }) => `${item} ${result}`)

describe('what was typed to find a facility', () => {
  it.each([
    ['the code', common, '13-1000-0001', ['facilityCode match']],
    ['the whole telephone', common, '03 (0111) 2222', ['telephone match']],
    ['name and town', common, '田中医院 神田', ['nameAndTown match']],
    ['town and name', common, '千代田区神田　田中医院', ['nameAndTown match']],
    ['a name only one facility in use has', rare, 'はるなざかクリニック'.replace('はるなざか', '榛名坂'), ['nameAndTown match']],
  ])('%s is an answer', (_what, of, typed, expected) => expect(answers(of, typed)).toEqual(expected))

  it.each([
    ['nothing', common, ''],
    ['a beginning of the code', common, '131'],
    ['the last seven', common, '0000001'],
    ['another code', common, '1310000002'],
    ['the old code', common, '1399999999'],
    ['the end of the telephone', common, '2222'],
    ['one character', rare, '榛'],
    ['a beginning of the name', rare, '榛名坂'],
    ['a name others have too', common, '田中医院'],
    ['a name and another town', common, '田中医院 赤坂'],
    ['name and town that two facilities have', twins[0]!, '双子医院 赤坂'],
    ['an address alone', common, '千代田区神田1-2-3'],
  ])('%s is none', (_what, of, typed) => expect(answers(of, typed)).toEqual([]))
})
