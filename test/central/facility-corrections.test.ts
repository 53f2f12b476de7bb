import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { CorrectableItem } from '#shared/domain/gaiji-correction.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { clientOfPerson, fetchFacility, problemOf, touchedSince, useList, versionInUse, type ListOptions } from './support/lists.ts'
import { handInVerifier, requestLetter } from './support/notices.ts'
import { facility } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let administrator: SignedIn
let supervisor: SignedIn
let used = 0
beforeAll(async () => {
  test = await startTestCentral()
  for (const role of ['operator', 'supervisor', 'mailroom', 'administrator'] as const) await addPerson(test, role, role)
  desk = await enrolDesktop(test)
  administrator = await desk.signIn('administrator')
  supervisor = await desk.signIn('supervisor')
}, 60_000)
afterAll(() => test.close())

/** U+E38B and U+E000 are private: no font draws them. */
const gaiji = '\uE38B'
const otherGaiji = '\uE000'
const yoshi = '\u{20BB7}'

/** A facility of a prefecture of its own, so that the list of one test closes nothing of another. */
function aFacility(more: Partial<FacilityRecord> = {}): FacilityRecord {
  used += 1
  const prefectureNumber = String(used).padStart(2, '0')
  return facility(`${prefectureNumber}19900042`, { prefectureNumber, ...more })
}
const use = (of: FacilityRecord, options: ListOptions = {}) => useList(test, administrator, [of], options)
const now = () => new Date(test.clock.now()).toISOString()
const correct = (of: FacilityRecord, item: CorrectableItem, replacements: Record<string, string>, who = supervisor) =>
  clientOfPerson(test, who).call('correctFacility', {
    parameters: { facilityCode: of.facilityCode },
    body: { item, replacements: Object.entries(replacements).map(([character, replacement]) => ({ character, replacement })) },
  })

describe('a correction of 外字', () => {
  it('replaces the character, keeps the published form, and reaches the desktops as a difference of one row', async () => {
    const of = aFacility({ name: `${gaiji}田医院`, manager: `${gaiji}田${otherGaiji}郎` })
    await use(of)
    const version = await versionInUse(test, desk)
    const reply = await correct(of, 'name', { [gaiji]: yoshi })
    expect(reply).toMatchObject({ version: version + 1, facility: { name: `${yoshi}田医院`, publishedForms: { name: `${gaiji}田医院` }, formerNames: [], listVersion: version + 1 } })
    expect(await touchedSince(test, desk, version)).toEqual({ version: version + 1, codes: [of.facilityCode] })
    expect(await fetchFacility(test, desk, of.facilityCode)).toEqual(reply.facility)
    expect((await desk.pull()).changes.find((change) => change.entity === 'facilityList')).toMatchObject({ version: version + 1, body: { version: version + 1 } })
    // One character after the other, and a second thought.
    expect((await correct(of, 'manager', { [otherGaiji]: '太' })).facility).toMatchObject({ manager: `${gaiji}田太郎`, publishedForms: { manager: `${gaiji}田${otherGaiji}郎` } })
    expect((await correct(of, 'manager', { [gaiji]: '吉' })).facility.manager).toBe('吉田太郎')
    expect((await correct(of, 'manager', { [gaiji]: yoshi })).facility.manager).toBe(`${yoshi}田太郎`)
    // The same again changes nothing.
    expect((await correct(of, 'manager', { [gaiji]: yoshi, [otherGaiji]: '太' })).version).toBe(version + 4)
  })

  it('touches nothing but unprintable characters of the item', async () => {
    const of = aFacility({ name: `${gaiji}田医院１`, founder: null, address: `市中央${gaiji.repeat(390)}` })
    await use(of)
    const version = await versionInUse(test, desk)
    for (const [item, replacements] of [
      ['name', { 田: '吉' }], ['name', { '１': '一' }], ['name', { [otherGaiji]: '吉' }], ['name', { [gaiji]: '１' }], ['name', { [gaiji]: '〇' }], ['name', { [gaiji]: ' ' }],
      ['name', { [gaiji]: otherGaiji }], ['name', { [`${gaiji}田`]: '吉田' }], ['name', { [gaiji]: yoshi, 田: '吉' }], ['name', { [gaiji]: yoshi, [otherGaiji]: '太' }], ['founder', { [gaiji]: yoshi }],
      // 390 characters would become 780.
      ['address', { [gaiji]: '吉田' }],
    ] as const) expect(await problemOf(correct(of, item, replacements))).toBe('INVALID_REQUEST')
    const twice = { item: 'name' as const, replacements: [{ character: gaiji, replacement: '吉' }, { character: gaiji, replacement: '古' }] }
    expect(await problemOf(clientOfPerson(test, supervisor).call('correctFacility', { parameters: { facilityCode: of.facilityCode }, body: twice }))).toBe('INVALID_REQUEST')
    expect(await problemOf(correct({ ...of, facilityCode: '9999999999' }, 'name', { [gaiji]: yoshi }))).toBe('NOT_FOUND')
    expect(await problemOf(correct(of, 'name', { [gaiji]: yoshi }, await desk.signIn('operator')))).toBe('FORBIDDEN')
    expect(await touchedSince(test, desk, version)).toEqual({ version, codes: [] })
  })

  it('is kept over later lists: applied anew to new text, gone where the list publishes the right character', async () => {
    const of = aFacility({ name: `${gaiji}田医院` })
    await use(of)
    await correct(of, 'name', { [gaiji]: yoshi })
    expect(await use(of)).toMatchObject({ changed: 0, unchanged: 1 })
    expect(await use({ ...of, name: `${gaiji}田内科` })).toMatchObject({ changed: 1 })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({
      name: `${yoshi}田内科`, publishedForms: { name: `${gaiji}田内科` }, formerNames: [`${yoshi}田医院`],
    })
    // The same name, published rightly at last, is no former name.
    await use({ ...of, name: `${yoshi}田内科` })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({ name: `${yoshi}田内科`, publishedForms: {}, formerNames: [`${yoshi}田医院`] })
  })

  it('that gives back a former text leaves it former no longer', async () => {
    const of = aFacility({ name: '吉田医院', founder: '吉田' })
    await use(of)
    await use({ ...of, name: `${gaiji}田医院`, founder: `${gaiji}田` })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({ formerNames: ['吉田医院'], formerFounders: ['吉田'] })
    await correct(of, 'name', { [gaiji]: '吉' })
    await correct(of, 'founder', { [gaiji]: '吉' })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({ name: '吉田医院', formerNames: [], founder: '吉田', formerFounders: [] })
  })

  it('leaves a trace', async () => {
    const of = aFacility({ name: `${gaiji}田医院` })
    await use(of)
    const { version } = await correct(of, 'name', { [gaiji]: yoshi })
    expect(await test.central.database.reader.query('select operation, staff_id, device_id, list_version, details from facility_operation where subject = $1', [of.facilityCode])).toEqual([{
      operation: 'correctFacility', staff_id: 'supervisor', device_id: desk.deviceId, list_version: version, details: { item: 'name', replacements: [{ character: gaiji, replacement: yoshi }] },
    }])
  })
})

describe('former names and founders', () => {
  it('are kept newest first, five of them, each once, and never what is in use', async () => {
    const of = aFacility({ name: '第0医院', founder: '甲' })
    await use(of)
    for (const index of [1, 2, 3, 4, 5, 6, 2]) await use({ ...of, name: `第${index}医院`, founder: '甲' })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({
      name: '第2医院', formerNames: ['第6医院', '第5医院', '第4医院', '第3医院', '第1医院'], founder: '甲', formerFounders: [],
    })
    await use({ ...of, name: '第2医院', founder: null })
    await use({ ...of, name: '第2医院', founder: '乙' })
    await use({ ...of, name: '第2医院', founder: '丙', telephone: null })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({ founder: '丙', formerFounders: ['乙', '甲'] })
  })
})

describe('a change of the address', () => {
  const changeOf = async (of: FacilityRecord) => (await fetchFacility(test, desk, of.facilityCode)).addressChange

  it('by a list that is no bureau\'s report is remembered until a report says otherwise', async () => {
    const of = aFacility()
    await use(of, { form: 'table' })
    expect(await changeOf(of)).toBeNull()
    await use({ ...of, address: '別の市１' }, { form: 'table' })
    const byTable = { at: now(), by: 'administrator' }
    expect(await changeOf(of)).toEqual(byTable)
    test.clock.advance(1000)
    await use({ ...of, address: '別の市１', telephone: null }, { form: 'table' })
    await use({ ...of, address: '別の市１' })
    expect(await changeOf(of)).toEqual(byTable)
    await use({ ...of, address: '別の市２' })
    expect(await changeOf(of)).toBeNull()
    await use({ ...of, address: '別の市３' })
    expect(await changeOf(of)).toBeNull()
  })

  it('by a correction is remembered as long as it stands in the address', async () => {
    const of = aFacility({ address: `${gaiji}町１` })
    await use(of)
    await correct(of, 'address', { [gaiji]: yoshi })
    const byCorrection = { at: now(), by: 'supervisor' }
    expect(await changeOf(of)).toEqual(byCorrection)
    test.clock.advance(1000)
    // The bureau changes the address, but the corrected character is still the supervisor's.
    await use({ ...of, address: `${gaiji}町２` })
    expect(await changeOf(of)).toEqual(byCorrection)
    await use({ ...of, address: `${yoshi}町２` })
    expect(await fetchFacility(test, desk, of.facilityCode)).toMatchObject({ address: `${yoshi}町２`, addressChange: null })
  })

  it('keeps who made it from approving and printing the letter, for thirty days', async () => {
    const of = aFacility({ address: `${gaiji}町１` })
    await use(of)
    await test.central.admin.importAccounts([{ facilityCode: of.facilityCode, state: 'registered' }])
    await addPerson(test, 'keeper', 'supervisor')
    const corrected = (await correct(of, 'address', { [gaiji]: yoshi }, await desk.signIn('keeper'))).facility
    const actAs = (role: string) => test.central.database.reader.query(`update staff set role = $1 where staff_id = 'keeper'`, [role])
    const { letter, answer } = await requestLetter(desk, await desk.signIn('operator'), corrected, { state: 'awaitingApproval' })
    expect(answer).toBe('applied')
    const approve = async (staffId: string) => desk.send(await desk.signIn(staffId), 'notice.approved', { noticeId: letter.notice.noticeId })
    expect(await approve('keeper')).toBe('SAME_PERSON')
    test.clock.advance(30 * 86_400_000)
    expect(await approve('keeper')).toBe('SAME_PERSON')
    expect(await approve('supervisor')).toBe('applied')
    const validUntil = '2026-12-01'
    await actAs('mailroom')
    expect(await handInVerifier(test, await desk.signIn('keeper'), letter, { validUntil, facility: corrected })).toBe('SAME_PERSON')
    expect(await handInVerifier(test, await desk.signIn('mailroom'), letter, { validUntil, facility: corrected })).toBeNull()
    const step = { noticeId: letter.notice.noticeId, pieceId: letter.pieceId }
    expect(await desk.send(await desk.signIn('keeper'), 'notice.printed', step)).toBe('SAME_PERSON')
    test.clock.advance(1)
    expect(await desk.send(await desk.signIn('keeper'), 'notice.printed', step)).toBe('applied')
  })
})
