/** 登録情報の確認 on a desktop with a central: the rule in use, limits, the e-mail address, 住所相違・一覧待ち. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { officeDocuments, verifications } from '#backend/database/record-repository.ts'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { defaultVerificationRule, type VerificationRule } from '#shared/domain/verification-rule.ts'
import { useRule } from '#test/central/support/verification-rule.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

const folder = temporaryFolders()
let office: TestOffice
let desktop: TestDesktop
let page: DeskClient
beforeAll(async () => {
  office = await startOffice()
  desktop = await office.openDesktop(folder())
  page = await desktop.signedIn('operator')
}, 120_000)
afterAll(async () => {
  await desktop.stop()
  await office.close()
})

const useTheRule = async (more: Partial<VerificationRule>) => {
  await useRule(office.test, more)
  // The feed does not tell of what a test writes by hand: the desktop is given the same.
  const rule = { ...defaultVerificationRule, ...more }
  await desktop.backend.core.database.write(async (manager) => await officeDocuments.save(manager, {
    documentId: '01a20878-0000-7000-8000-00000000d0c5', version: 1, kind: 'verificationRule', name: '', state: 'published', text: JSON.stringify(rule), hash: 'a'.repeat(64), note: '',
    proposedBy: 'supervisor', proposedAt: '2026-10-05T01:00:00.000Z', decidedBy: 'administrator', decidedAt: '2026-10-05T01:00:00.000Z',
  }))
}

const begin = async (facility: SampleFacility): Promise<{ callId: string; verificationId: string; say: (item: 'addressNumbers' | 'movedRecently' | 'telephone' | 'registeredMail', spoken: string) => Promise<VerificationView> }> => {
  const { callId } = await page.calls.start({})
  const { verificationId } = await page.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
  return { callId, verificationId, say: async (item, spoken) => await page.verifications.compare({ verificationId, item, spoken }) }
}
const end = async (callId: string) => await page.calls.park({ callId, note: '' })
const itemOf = (view: VerificationView, item: string) => view.items.find((one) => one.item === item)
const kept = async (verificationId: string) => (await verifications.get(desktop.backend.core.database.reader.manager, verificationId))!

describe('the rule in use', () => {
  it('says what counts, who confirms, and what is said to the caller', async () => {
    expect(await page.verifications.rule({})).toMatchObject({ confirmedBy: 'operator', plus: ['telephone', 'founder', 'manager'], plusNeeded: 1 })
    await useTheRule({ confirmedBy: 'client', plus: ['registeredMail', 'telephone'], neutralSentence: '承りました。' })
    const facility = office.nextFacility()
    const { callId, verificationId, say } = await begin(facility)
    await say('addressNumbers', facility.address)
    await say('movedRecently', 'no')
    const view = await say('telephone', facility.telephone!)
    expect(view).toMatchObject({ outcome: 'supervisor', because: 'confirmedByClient', confirmedBy: 'client', neutralSentence: '承りました。', waitsUntil: null })
    expect([itemOf(view, 'addressNumbers')?.counts, itemOf(view, 'registeredMail')?.counts, itemOf(view, 'founder')?.counts]).toEqual(['must', 'plus', null])
    expect(await page.verifications.conclude({ verificationId })).toMatchObject({ outcome: 'supervisor', isConcluded: true })
    await end(callId)
  })

  it('limits comparisons of a facility a day; then a supervisor is asked', async () => {
    await useTheRule({ comparisonsPerFacilityAndDay: 5, attemptsPerItem: 3 })
    const { callId, verificationId, say } = await begin(office.nextFacility())
    for (const spoken of ['9999-1', '9999-2']) await say('addressNumbers', spoken)
    for (const spoken of ['00000', '00001']) await say('telephone', spoken)
    expect(await refusalOf(say('telephone', '00002'))).toContain('COMPARISON_LIMIT_FACILITY')
    expect(await page.verifications.conclude({ verificationId })).toMatchObject({ outcome: 'supervisor' })
    await end(callId)
    await useTheRule({ comparisonsPerOperatorAndHour: 10 })
    const other = await begin(office.nextFacility())
    expect(await refusalOf(other.say('telephone', '00000').then(async () => await other.say('telephone', '00001')).then(async () => await other.say('addressNumbers', '1')))).toContain('COMPARISON_LIMIT_OPERATOR')
    await end(other.callId)
  })
})

describe('the registered e-mail address', () => {
  it('is compared by central, and asked about by itself where central was away; the address is kept nowhere', async () => {
    await useTheRule({ plus: ['registeredMail'], mailQuestionsPerFacilityAndDay: 2 })
    const facility = office.nextFacility()
    await office.test.central.admin.importAccounts([{ facilityCode: facility.facilityCode, state: 'registered', registeredMail: 'secret.box@mail.example.jp' }])
    const { callId, verificationId, say } = await begin(facility)
    await say('addressNumbers', facility.address)
    await say('movedRecently', 'no')
    expect(await refusalOf(say('registeredMail', 'no address'))).toContain('EMAIL_SYNTAX')
    expect(itemOf(await say('registeredMail', 'other@mail.example.jp'), 'registeredMail')).toMatchObject({ result: 'mismatch', attemptsLeft: 1 })

    desktop.network.isDown = true
    const offline = await say('registeredMail', 'secret.box@mail.example.jp')
    expect(itemOf(offline, 'registeredMail')).toMatchObject({ result: 'unconfirmed', attemptsLeft: 1 })
    expect(offline).toMatchObject({ outcome: 'pending', missing: ['registeredMail'] })
    const events = desktop.backend.core.hub.watch()
    desktop.network.isDown = false
    await desktop.sync()
    let answered = offline
    // What comes down with the sync is told in the same way: looked at each time, until the answer is there.
    while (itemOf(answered, 'registeredMail')?.result === 'unconfirmed' && !(await events.next()).done) answered = await page.verifications.get({ verificationId })
    events.end()
    expect(itemOf(answered, 'registeredMail')).toMatchObject({ result: 'match', attemptsLeft: 0 })
    expect(answered.outcome).toBe('passed')
    await page.verifications.conclude({ verificationId })
    expect(JSON.stringify(await kept(verificationId))).not.toContain('secret')
    await end(callId)

    const again = await begin(facility)
    expect(await refusalOf(again.say('registeredMail', 'third@mail.example.jp'))).toContain('MAIL_QUESTION_LIMIT')
    await end(again.callId)
    expect(desktop.log.map(({ text }) => text).join('\n')).not.toMatch(/secret|mail\.example/u)
  })

  it('is forgotten when the person signs out, and goes to a supervisor where nothing else is left', async () => {
    const facility = office.nextFacility()
    const { callId, verificationId, say } = await begin(facility)
    await say('addressNumbers', facility.address)
    await say('movedRecently', 'no')
    desktop.network.isDown = true
    await say('registeredMail', 'secret@mail.example.jp')
    await page.session.signOut({})
    desktop.network.isDown = false
    page = await desktop.signedIn('operator')
    const before = desktop.network.requests.length
    await desktop.sync()
    expect(desktop.network.requests.slice(before).some(({ path }) => path.includes('mail-comparisons'))).toBe(false)
    expect(await page.verifications.conclude({ verificationId })).toMatchObject({ outcome: 'supervisor' })
    await end(callId)
  })
})

describe('住所相違・一覧待ち', () => {
  it('keeps a hash of what was said and nothing else, and wakes when the list brings the address', async () => {
    await useTheRule({})
    const facility = office.nextFacility()
    const { callId, verificationId, say } = await begin(facility)
    await say('telephone', facility.telephone!)
    await say('movedRecently', 'yes')
    const view = await say('addressNumbers', '7の88の999')
    expect(view.outcome).toBe('addressDiffers')
    // Nothing was compared: no attempt was spent on an address the list does not have.
    expect(itemOf(view, 'addressNumbers')).toMatchObject({ result: 'notAsked', attemptsLeft: 2 })
    expect(await page.verifications.conclude({ verificationId })).toMatchObject({ outcome: 'addressDiffers', waitsUntil: '2026-11-19' })
    const waiting = await kept(verificationId)
    expect(waiting.spokenAddressHash).toMatch(/^[0-9a-f]{64}$/u)
    expect(JSON.stringify(waiting)).not.toContain('999')
    expect((await page.verifications.listAddressWaits({})).map((one) => [one.verificationId, one.outcome, one.waitsUntil])).toEqual([[verificationId, 'addressDiffers', '2026-11-19']])
    await end(callId)
    await desktop.sync()
    await office.useList(desktop, office.facilities.map((one) => (one.facilityCode === facility.facilityCode ? { ...one, address: `${one.address.slice(0, 4)}見本町７－８８－９９９` } : one)))
    await desktop.sync()
    expect(await kept(verificationId)).toMatchObject({ outcome: 'passed', decisionReason: 'addressListed', spokenAddressHash: null })
    const promised = await page.callbacks.list({}) as unknown
    expect(JSON.stringify(promised)).toContain(verificationId)
  })
})
