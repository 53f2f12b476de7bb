/** What calls a supervisor: told to every desktop, settled once, without flooding anybody. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { raiseAlert, resolveAlert } from '#central/audit/security-alert-repository.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import type { SecurityAlertRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { problemOf } from './support/lists.ts'
import { call } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
beforeAll(async () => {
  test = await startTestCentral()
  for (const [staffId, role] of [['operator', 'operator'], ['supervisor', 'supervisor'], ['other', 'supervisor']] as const) await addPerson(test, staffId, role)
}, 60_000)
afterAll(() => test.close())

const newDesk = async (): Promise<{ desk: Desktop; number: number; operator: SignedIn }> => {
  const desk = await enrolDesktop(test)
  const device = (await test.central.admin.listDevices()).find(({ deviceId }) => deviceId === desk.deviceId)
  return { desk, number: device?.deviceNumber ?? 0, operator: await desk.signIn('operator') }
}
/** Of this desktop's number, as any desktop is told. */
const alertsOf = async (desk: Desktop, number: number): Promise<SecurityAlertRecord[]> =>
  (await desk.pull()).changes.flatMap(({ entity, body }) => (entity === 'securityAlert' ? [changeBodies.securityAlert.parse(body)] : []))
    .filter(({ deviceNumber }) => deviceNumber === number)

describe('alerts', () => {
  it('are raised once for places in the sequence used again, until one is resolved', async () => {
    const { desk, number, operator } = await newDesk()
    const first = desk.envelope(operator, 'call.saved', call('operator'))
    const second = desk.envelope(operator, 'call.saved', call('operator'))
    await desk.push(first, second)
    expect(await alertsOf(desk, number)).toEqual([])
    // The same again is no reuse.
    await desk.push(first)
    expect(await alertsOf(desk, number)).toEqual([])
    const restored = [first, second].map((envelope) => ({ ...envelope, mutationId: randomUUID() }))
    expect((await desk.push(...restored, ...restored)).map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'SEQUENCE_REUSED'))
    await Promise.all([desk.push(...restored), desk.push(...restored)])
    const [alert, ...more] = await alertsOf(desk, number)
    expect(more).toEqual([])
    expect(alert).toEqual({
      alertId: alert?.alertId, version: 1, kind: 'sequenceReused', raisedAt: '2026-10-05T01:00:00.000Z', deviceNumber: number, noticeId: null, noticeNumber: null,
      resolvedBy: null, resolvedAt: null, resolution: null,
    })
    const supervisor = await desk.signIn('supervisor')
    expect(await desk.send(supervisor, 'securityAlert.resolved', { alertId: alert?.alertId, resolution: '復元した端末を登録し直した' })).toBe('applied')
    await desk.push(...restored)
    expect((await alertsOf(desk, number)).map(({ version }) => version).toSorted()).toEqual([1, 2])
  })

  it('are raised once for a refresh token used a second time', async () => {
    const { desk, number, operator } = await newDesk()
    const client = clientOf(test.url, desk.deviceToken)
    const refresh = () => client.call('refreshSession', { body: { refreshToken: operator.session.refreshToken } })
    const { refreshToken } = await refresh()
    await client.call('refreshSession', { body: { refreshToken } })
    expect(await alertsOf(desk, number)).toEqual([])
    for (let attempt = 0; attempt < 3; attempt++) expect(await problemOf(refresh())).toBe('UNAUTHENTICATED')
    expect((await alertsOf(desk, number)).map(({ kind }) => kind)).toEqual(['refreshTokenReused'])
  })

  it('are resolved once, by a supervisor, with what was found', async () => {
    const { desk, number, operator } = await newDesk()
    await test.central.database.transaction((transaction) =>
      raiseAlert(transaction, { kind: 'auditChainBroken', raisedAt: new Date(test.clock.now()), deviceId: desk.deviceId, noticeId: null }))
    const [{ alertId } = { alertId: '' }] = await alertsOf(desk, number)
    const [supervisor, other] = [await desk.signIn('supervisor'), await desk.signIn('other')]
    const payload = { alertId, resolution: '端末を確認した' }
    expect(await desk.send(operator, 'securityAlert.resolved', payload)).toBe('FORBIDDEN')
    expect(await desk.send(supervisor, 'securityAlert.resolved', { ...payload, alertId: randomUUID() })).toBe('NOT_FOUND')
    expect(await desk.send(supervisor, 'securityAlert.resolved', payload)).toBe('applied')
    expect(await desk.send(other, 'securityAlert.resolved', { ...payload, resolution: '別の説明' })).not.toBe('applied')
    expect(await alertsOf(desk, number)).toEqual([expect.objectContaining({
      version: 2, resolvedBy: 'supervisor', resolvedAt: '2026-10-05T01:00:00.000Z', resolution: '端末を確認した',
    })])
    expect((await test.central.admin.listAlerts()).filter(({ deviceId }) => deviceId === desk.deviceId).map(({ isResolved }) => isResolved)).toEqual([true])
  })

  it('are settled by one of several at the same moment', async () => {
    const { desk, number } = await newDesk()
    await test.central.database.transaction((transaction) =>
      raiseAlert(transaction, { kind: 'duplicateSheet', raisedAt: new Date(test.clock.now()), deviceId: desk.deviceId, noticeId: null }))
    const [{ alertId } = { alertId: '' }] = await alertsOf(desk, number)
    const settle = (staffId: string) =>
      test.central.database.transaction((transaction) => resolveAlert(transaction, alertId, { staffId, at: new Date(test.clock.now()), resolution: staffId }))
    const settled = await Promise.all([settle('supervisor'), settle('other'), settle('supervisor')])
    expect(settled.filter((isMine) => isMine)).toHaveLength(1)
    expect((await alertsOf(desk, number)).map(({ version }) => version)).toEqual([2])
  })
})
