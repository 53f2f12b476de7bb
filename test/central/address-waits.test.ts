/** 住所相違・一覧待ち at central, and what central does not take of a verification. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { changeBodies } from '#shared/contract/central/sync.ts'
import type { CallbackRecord, FacilityRecord, VerificationRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { useList } from './support/lists.ts'
import { call, facility, snapshotOf, verification } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'
import { useRule } from './support/verification-rule.ts'

const dayMilliseconds = 86_400_000
const old = (code: string): FacilityRecord => facility(code, { address: '見本市中央１丁目２番３号' })
const moved = (code: string, more: Partial<FacilityRecord> = {}): FacilityRecord => facility(code, { address: '見本市本町４－５－６　見本ビル２階', ...more })
const codes = ['2619900001', '2619900002', '2619900003', '2619900004', '2619900005', '2619900006', '2619900007'] as const

let test: TestCentral
let desk: Desktop
let operator: SignedIn
let administrator: SignedIn
let key: Buffer
beforeAll(async () => {
  test = await startTestCentral()
  for (const [staffId, role] of [['operator', 'operator'], ['administrator', 'administrator']] as const) await addPerson(test, staffId, role)
  desk = await enrolDesktop(test)
  operator = await desk.signIn('operator')
  administrator = await desk.signIn('administrator')
  await useList(test, administrator, codes.map(old))
  key = Buffer.from((await clientOf(test.url, desk.deviceToken).call('officeKey', {})).key, 'base64')
}, 60_000)
afterAll(() => test.close())

const hashOf = (numbers: string) => createHmac('sha256', key).update(numbers, 'utf8').digest('hex')
const compared = (...entries: [VerificationRecord['comparisons'][number]['item'], VerificationRecord['comparisons'][number]['result']][]) =>
  entries.map(([item, result]) => ({ item, result, reason: null, attempts: 1 }))
const enough = compared(['facilityCode', 'match'], ['addressNumbers', 'mismatch'], ['telephone', 'match'], ['movedRecently', 'mismatch'])
const waiting = (code: string, more: Partial<VerificationRecord> = {}): VerificationRecord =>
  verification('operator', old(code), { comparisons: enough, outcome: 'addressDiffers', spokenAddressHash: hashOf('4-5-6'), performedAt: new Date(test.clock.now()).toISOString(), ...more })

async function all<K extends 'verification' | 'callback'>(entity: K): Promise<(K extends 'verification' ? VerificationRecord : CallbackRecord)[]> {
  const latest = new Map((await desk.pull()).changes.filter((change) => change.entity === entity).map((change) => [change.id, change.body]))
  return [...latest.values()].map((body) => changeBodies[entity].parse(body)) as never
}
const stored = async (id: string): Promise<VerificationRecord | undefined> => (await all('verification')).find((one) => one.verificationId === id)
const callbacksOf = async (id: string): Promise<CallbackRecord[]> => (await all('callback')).filter((one) => one.verificationId === id)

describe('an address a caller told', () => {
  it('wakes when a list brings it: decided anew, and whoever spoke with the caller calls back', async () => {
    const ringing = call('operator', { callbackTelephone: '075-000-1234', callerName: '見本 花子' })
    const [passing, incomplete, otherNumbers, noHash] = [
      waiting(codes[0], { callId: ringing.callId }), waiting(codes[1], { comparisons: enough.filter(({ item }) => item !== 'telephone') }),
      waiting(codes[2], { spokenAddressHash: hashOf('4-5-7') }), waiting(codes[3], { spokenAddressHash: null }),
    ]
    expect(await desk.send(operator, 'call.saved', ringing)).toBe('applied')
    for (const one of [passing, incomplete, otherNumbers, noHash]) expect(await desk.send(operator, 'verification.recorded', one)).toBe('applied')
    await useList(test, administrator, codes.map((code, index) => (index < 4 ? moved(code) : old(code))))

    expect(await stored(passing.verificationId)).toMatchObject({
      outcome: 'passed', facility: snapshotOf(moved(codes[0])), decidedBy: null, decisionReason: 'addressListed', spokenAddressHash: null, comparisons: enough, version: 2,
    })
    expect(await stored(incomplete.verificationId)).toMatchObject({ outcome: 'listUpdated', facility: snapshotOf(moved(codes[1])) })
    expect(await stored(otherNumbers.verificationId)).toMatchObject({ outcome: 'addressDiffers', facility: snapshotOf(old(codes[2])), version: 1 })
    expect(await stored(noHash.verificationId)).toMatchObject({ outcome: 'addressDiffers', version: 1 })

    expect(await callbacksOf(passing.verificationId)).toMatchObject([{
      kind: 'listUpdated', state: 'open', target: 'told', telephone: '075-000-1234', callerName: '見本 花子', callId: ringing.callId, assignedTo: 'operator', createdBy: null,
      dueAt: new Date(test.clock.now()).toISOString(), facilityCode: codes[0],
    }])
    // The call is unknown to central: the listed number is what there is.
    expect(await callbacksOf(incomplete.verificationId)).toMatchObject([{ kind: 'listUpdated', target: 'listed', telephone: '' }])
    expect(await callbacksOf(otherNumbers.verificationId)).toEqual([])

    // A save the desktop made before it knew is stale.
    expect(await desk.send(operator, 'verification.recorded', { ...passing, version: 1 })).toBe('VERSION_CONFLICT')
  })

  it('wakes at once where central has the address already and the desktop did not', async () => {
    const late = waiting(codes[0])
    expect(await desk.send(operator, 'verification.recorded', late)).toBe('applied')
    expect((await stored(late.verificationId))?.outcome).toBe('passed')
    expect(await callbacksOf(late.verificationId)).toHaveLength(1)
  })

  it('goes to a supervisor after the days of the rule, counted in Japan', async () => {
    const one = waiting(codes[4])
    expect(await desk.send(operator, 'verification.recorded', one)).toBe('applied')
    test.clock.advance(44 * dayMilliseconds)
    expect(await test.central.admin.endAddressWaits()).toBe(0)
    test.clock.advance(dayMilliseconds)
    // The two of the first test wait since the same day.
    expect(await test.central.admin.endAddressWaits()).toBe(3)
    expect(await stored(one.verificationId)).toMatchObject({ outcome: 'supervisor', decidedBy: null, decidedAt: null, decisionReason: 'listNotUpdated', spokenAddressHash: null })
    expect(await test.central.admin.endAddressWaits()).toBe(0)
    operator = await desk.signIn('operator')
    administrator = await desk.signIn('administrator')
  })

  it('is found by its index, not by reading every verification', async () => {
    const plan = await test.central.database.transaction(async (transaction) => {
      await transaction.query('set local enable_seqscan = off')
      return await transaction.query(`explain select id from verification where body ->> 'outcome' = 'addressDiffers'`) as { 'QUERY PLAN': string }[]
    })
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('verification_waiting')
  })
})

describe('a verification that is handed in', () => {
  it('is refused where no rule lets it pass, or claims what is central\'s to say', async () => {
    const given = (more: Partial<VerificationRecord>) => verification('operator', old(codes[5]), more)
    expect(await desk.send(operator, 'verification.recorded', given({ comparisons: compared(['facilityCode', 'match'], ['telephone', 'match']) }))).toBe('NOT_VERIFIED')
    expect(await desk.send(operator, 'verification.recorded', given({ comparisons: compared(['addressNumbers', 'match'], ['telephone', 'match']) }))).toBe('NOT_VERIFIED')
    expect(await desk.send(operator, 'verification.recorded', given({ comparisons: enough }))).toBe('NOT_VERIFIED')
    expect(await desk.send(operator, 'verification.recorded', given({ outcome: 'listUpdated' }))).toBe('FORBIDDEN')
    const named = given({ comparisons: compared(['nameAndTown', 'close'], ['addressNumbers', 'notHeld'], ['founder', 'match']) })
    expect(await desk.send(operator, 'verification.recorded', named)).toBe('applied')
  })

  it('keeps no hash of what was said but of an address that waits', async () => {
    const passed = verification('operator', old(codes[5]), { spokenAddressHash: hashOf('1-2-3') })
    expect(await desk.send(operator, 'verification.recorded', passed)).toBe('applied')
    expect((await stored(passed.verificationId))?.spokenAddressHash).toBeNull()
  })

  it('goes to a supervisor where the published rule leaves the last word to one, also after a list update', async () => {
    await useRule(test, { confirmedBy: 'client' })
    const [passed, wait] = [verification('operator', old(codes[6])), waiting(codes[6])]
    for (const one of [passed, wait]) expect(await desk.send(operator, 'verification.recorded', one)).toBe('applied')
    expect((await stored(passed.verificationId))?.outcome).toBe('supervisor')
    await useList(test, administrator, codes.map((code) => moved(code)))
    expect(await stored(wait.verificationId)).toMatchObject({ outcome: 'supervisor', decisionReason: 'addressListed', decidedAt: null })
    await useRule(test, {})
  })
})
