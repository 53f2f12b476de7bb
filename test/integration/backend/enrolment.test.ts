/** A desktop is put into use with a one-time code, is revoked, and is put into use again. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { firstBrokenAudit } from '#backend/audit/audit-repository.ts'
import { readSetting, type SettingName } from '#backend/database/setting-repository.ts'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'

const folder = temporaryFolders()
let office: TestOffice
const desktops: TestDesktop[] = []
beforeAll(async () => {
  office = await startOffice()
}, 60_000)
afterAll(async () => {
  for (const desktop of desktops) await desktop.stop()
  await office?.close()
})

const freshDesktop = async (centralUrl: string | null = office.test.url): Promise<TestDesktop> => {
  const desktop = await openTestDesktop({ directory: folder(), clock: office.test.clock, centralUrl })
  desktops.push(desktop)
  return desktop
}
const newCode = async () => (await office.test.central.admin.createEnrolmentCode()).code
const enrol = async (desktop: TestDesktop, enrolmentCode: string) => await desktop.page().device.enrol({ enrolmentCode, deviceName: '受付 3 番' })
const setting = async (desktop: TestDesktop, name: SettingName) => await readSetting(desktop.backend.core.database.reader.manager, name)
const audited = async (desktop: TestDesktop) =>
  (await desktop.backend.core.database.reader.manager.find(auditEntity, { where: { action: 'device.enrol' }, order: { position: 'ASC' } })).map(({ outcome, subject, staffId }) => ({ outcome, subject, staffId }))
const revoke = async (desktop: TestDesktop) => await office.test.central.admin.revokeDevice(Number(await setting(desktop, 'deviceNumber')))

describe('a desktop without an enrolment', () => {
  it('says so, lets nobody sign in, and is enrolled with a code written in any way', async () => {
    const desktop = await freshDesktop()
    const page = desktop.page()
    expect((await page.system.status({})).central).toBe('notEnrolled')
    expect((await page.device.enrolment({})).hasCentral).toBe(true)
    expect(await refusalOf(page.session.signIn({ staffId: 'operator', password: 'right-password-1' }))).not.toBe('answered')
    const status = await enrol(desktop, ` ${(await newCode()).toUpperCase().replaceAll('-', '　')} `)
    expect(status).toMatchObject({ central: 'connected', deviceNumber: expect.any(Number) })
    expect(await setting(desktop, 'deviceToken')).toMatch(/^device_/u)
    expect((await office.test.central.admin.listDevices()).find(({ deviceNumber }) => deviceNumber === status.deviceNumber)?.name).toBe('受付 3 番')
    const operator = await desktop.signedIn('operator')
    expect((await operator.session.current({})).staff?.staffId).toBe('operator')
    expect((await audited(desktop)).at(-1)).toEqual({ outcome: 'done', subject: String(status.deviceNumber), staffId: null })
    expect(desktop.answers.join()).not.toContain((await setting(desktop, 'deviceToken'))!)
  })

  it('refuses a wrong, a used and an old code alike, and keeps nothing of the try', async () => {
    const desktop = await freshDesktop()
    const used = await newCode()
    await enrol(await freshDesktop(), used)
    const old = await newCode()
    office.test.clock.advance(24 * 3_600_000 + 1)
    for (const code of ['abcd-efgh-jkmn-pqrt', used, old]) expect(await refusalOf(enrol(desktop, code))).toBe('REFUSED ENROLMENT_CODE')
    expect((await desktop.page().system.status({})).central).toBe('notEnrolled')
    expect(await setting(desktop, 'deviceToken')).toBeNull()
    expect((await audited(desktop)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused'])
    expect(JSON.stringify(desktop.log)).not.toContain(used)
  })

  it('tells a central that is away from a certificate that is not trusted, and uses no code up', async () => {
    const desktop = await freshDesktop()
    const code = await newCode()
    desktop.network.isDown = true
    expect(await refusalOf(enrol(desktop, code))).toBe('OFFLINE CENTRAL_UNREACHABLE')
    desktop.network.isDown = false
    desktop.network.intercept = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }))
    expect(await refusalOf(enrol(desktop, code))).toBe('OFFLINE CERTIFICATE_NOT_TRUSTED')
    desktop.network.intercept = null
    expect((await enrol(desktop, code)).central).toBe('connected')
    expect(await refusalOf(enrol(desktop, await newCode()))).toBe('CONFLICT ALREADY_ENROLLED')
  })

  it('says where no address of central is set', async () => {
    const desktop = await freshDesktop(null)
    expect((await desktop.page().device.enrolment({})).hasCentral).toBe(false)
    expect(await refusalOf(enrol(desktop, await newCode()))).toBe('OFFLINE CENTRAL_NOT_SET')
  })
})

describe('a revoked desktop', () => {
  it('ends the work there, keeps what was not sent, and goes on under a new number when enrolled again', async () => {
    const desktop = await office.openDesktop(folder())
    desktops.push(desktop)
    const operator = await desktop.signedIn('operator')
    await desktop.sync()
    // One change central takes although its answer is lost, one that is never handed over.
    const { callId } = await operator.calls.start({})
    desktop.network.intercept = async (path, send) => {
      const response = await send()
      if (path.startsWith('/v1/sync/mutations')) throw new TypeError('lost')
      return response
    }
    expect(await refusalOf(desktop.page('operator').system.syncNow({}))).toBe('OFFLINE')
    desktop.network.intercept = null
    desktop.network.isDown = true
    await operator.calls.save({ callId, notes: '聞き取りの途中' })
    desktop.network.isDown = false
    const before = { number: await setting(desktop, 'deviceNumber'), waiting: (await operator.system.status({})).waiting }
    expect(before.waiting).toBeGreaterThan(0)

    await revoke(desktop)
    await expect(desktop.sync()).rejects.toThrow()
    expect((await operator.system.status({})).central).toBe('deviceRevoked')
    expect((await operator.session.current({})).staff).toBeNull()
    expect(await refusalOf(operator.session.signIn({ staffId: 'operator', password: 'right-password-1' }))).toBe('FORBIDDEN DEVICE_REVOKED')
    // A code that is refused does not make a revoked desktop look like one in use.
    expect(await refusalOf(enrol(desktop, 'abcd-efgh-jkmn-pqrt'))).toBe('REFUSED ENROLMENT_CODE')
    expect((await operator.system.status({})).central).toBe('deviceRevoked')

    const status = await enrol(desktop, await newCode())
    expect(status.deviceNumber).not.toBe(Number(before.number))
    desktop.network.isDown = true
    expect(await refusalOf(desktop.page('x').session.signIn({ staffId: 'operator', password: 'right-password-1' }))).toBe('SIGN_IN_FAILED OFFLINE')
    desktop.network.isDown = false
    const again = await desktop.signedIn('operator')
    const kept = (await again.changes.list({})).filter(({ type }) => type === 'call.saved')
    expect(kept.map(({ code, mayRetry, isOwn }) => ({ code, mayRetry, isOwn }))).toContainEqual({ code: 'SESSION_ENDED', mayRetry: true, isOwn: true })
    expect(JSON.stringify(kept)).toContain('聞き取りの途中')
    await desktop.sync()
    // Only by the person who made it, and then it is at central.
    expect(await refusalOf((await desktop.signedIn('supervisor')).changes.retry({ mutationId: kept.at(-1)!.mutationId }))).toMatch(/^FORBIDDEN/u)
    const { mutationId } = kept.at(-1)!
    // Central had taken the first save, so the person says which text counts.
    const first = await again.changes.retry({ mutationId })
    expect(first).toMatchObject({ outcome: 'conflict', conflicts: [{ field: 'notes' }] })
    if (first.outcome !== 'conflict') return
    expect(await again.changes.retry({ mutationId, version: first.version, choices: { notes: 'mine' } })).toEqual({ outcome: 'sent' })
    await desktop.sync()
    expect((await again.calls.get({ callId })).notes).toBe('聞き取りの途中')
    expect(await again.changes.list({})).toEqual([])
    expect(await firstBrokenAudit(desktop.backend.core.database.reader.manager)).toBeNull()
    const chains = await office.test.central.admin.verifyAudit()
    const mine = chains.filter(({ deviceNumber }) => [Number(before.number), status.deviceNumber].includes(deviceNumber))
    expect(mine.map(({ firstBroken }) => firstBroken)).toEqual([null, null])
    // Every entry of the trail is at central, in one chain or the other.
    const entries = await desktop.backend.core.database.reader.manager.count(auditEntity)
    expect(mine.reduce((sum, chain) => sum + chain.entries, 0)).toBe(entries)
    expect((await office.test.central.admin.listAlerts()).filter(({ kind }) => kind === 'auditChainBroken' || kind === 'sequenceReused')).toEqual([])
  })
})
