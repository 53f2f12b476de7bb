/** What a letter may be drawn from: the facility as verified or with its 外字 corrected, the template in use. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { facilitySnapshot, type FacilityRecord } from '#shared/contract/records.ts'
import { clientOfPerson, fetchFacility, problemOf } from './support/lists.ts'
import { openMailHouse, type MailHouse } from './support/mail-house.ts'
import { handInVerifier, requestLetter } from './support/notices.ts'
import { lot } from './support/records.ts'

let house: MailHouse
beforeAll(async () => {
  house = await openMailHouse('27100', 20)
}, 60_000)
afterAll(() => house.close())

const gaiji = '\uE38B'
const correct = async (of: FacilityRecord, item: 'name' | 'founder', replacement: string): Promise<FacilityRecord> => {
  await clientOfPerson(house.test, house.administrator).call('correctFacility', {
    parameters: { facilityCode: of.facilityCode }, body: { item, replacements: [{ character: gaiji, replacement }] },
  })
  return fetchFacility(house.test, house.desk, of.facilityCode)
}

describe('the facility', () => {
  it('must be drawable; what was verified with a 外字 is drawn corrected, and remembered so', async () => {
    const of = { ...house.nextFacility(), name: `${gaiji}田病院`, founder: `医療法人${gaiji}会` }
    await house.changeFacility(of)
    const { letter, answer } = await requestLetter(house.desk, house.operator, of)
    expect(answer).toBe('applied')
    expect(await handInVerifier(house.test, house.mailroom, letter)).toBe('NOT_DRAWABLE')
    await correct(of, 'name', '吉')
    const corrected = await correct(of, 'founder', '吉')
    expect(corrected).toMatchObject({ name: '吉田病院', founder: '医療法人吉会' })
    // Neither the text as verified, nor another one that would be a correction of it.
    expect(await handInVerifier(house.test, house.mailroom, letter)).toBe('FACILITY_CHANGED')
    expect(await handInVerifier(house.test, house.mailroom, letter, { facility: facilitySnapshot.parse({ ...corrected, name: '古田病院' }) })).toBe('FACILITY_CHANGED')
    expect(await handInVerifier(house.test, house.mailroom, letter, { facility: facilitySnapshot.parse(corrected) })).toBeNull()
    expect(await house.recordOf(letter)).toMatchObject({ state: 'issuing', facility: { name: '吉田病院', founder: '医療法人吉会' } })
  })

  it('is refused when anything else of it changed since it was verified', async () => {
    const [byName, byFounder] = [house.nextFacility(), house.nextFacility()]
    for (const [of, change] of [[byName, { name: '別の病院' }], [byFounder, { founder: '別の法人' }]] as const) {
      const { letter } = await requestLetter(house.desk, house.operator, of)
      const now = { ...of, ...change }
      await house.changeFacility(now)
      expect(await handInVerifier(house.test, house.mailroom, letter, { facility: facilitySnapshot.parse(now) })).toBe('FACILITY_CHANGED')
      expect(await house.stateOf(letter)).toBe('queued')
    }
  })
})

describe('the lot', () => {
  it.each(['closed', 'abandoned'] as const)('takes no letter once it is %s', async (state) => {
    const letter = await house.letterIn('queued')
    const record = lot('mailroom', house.mailDesk.deviceId, [letter.notice.noticeId])
    expect(await house.mailDesk.send(house.mailroom, 'lot.saved', record)).toBe('applied')
    expect(await house.mailDesk.send(house.mailroom, 'lot.saved', { ...record, version: 1, state })).toBe('applied')
    expect(await problemOf(handInVerifier(house.test, house.mailroom, letter, { lotId: record.lotId }))).toBe('CONFLICT')
  })
})

// Last: it holds for all letters after it.
describe('the template', () => {
  it('is any until one is published, then that one', async () => {
    const [free, bound] = [await house.letterIn('queued'), await house.letterIn('queued')]
    const own = { version: '自作', hash: 'b'.repeat(64) }
    expect(await handInVerifier(house.test, house.mailroom, free, { template: own })).toBeNull()
    expect(await house.recordOf(free)).toMatchObject({ template: own })
    const { hash } = await house.publishDocument('passwordNotice', JSON.stringify({ version: '2026-11' }))
    expect(await handInVerifier(house.test, house.mailroom, bound, { template: own })).toBe('TEMPLATE_UNKNOWN')
    expect(await handInVerifier(house.test, house.mailroom, bound, { template: { version: '2026-11', hash } })).toBeNull()
    expect(await house.recordOf(bound)).toMatchObject({ template: { version: '2026-11', hash } })
  })
})
