/** Desktops in trouble that is not the network's: a wrong clock, an older copy of the files, a central that does not know them or is overloaded. */
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { readSetting } from '#backend/database/setting-repository.ts'
import { emptyDatabase, startTestCentral, type TestCentral, type TestDatabase } from '#test/central/support/test-central.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { jsonReply } from '#test/support/test-network.ts'

const folder = temporaryFolders()
const day = 86_400_000
let database: TestDatabase
let test: TestCentral
beforeAll(async () => {
  database = await emptyDatabase()
  const options = database.options.kind === 'postgres' ? { ...database.options, poolSize: 1 } : database.options
  test = await startTestCentral({ database: { ...options, waitMilliseconds: 1000 } })
  for (const [staffId, role] of [['operator', 'operator'], ['supervisor', 'supervisor']] as const) await test.central.admin.addStaff({ staffId, displayName: staffId, role, password: testPassword })
}, 60_000)
const desktops: TestDesktop[] = []
afterEach(async () => {
  for (const desktop of desktops.splice(0)) await desktop.stop()
})
afterAll(async () => {
  await test?.close()
  await database?.drop()
})

/** @param off milliseconds its clock is ahead of central's */
const openDesktop = async (off = 0): Promise<TestDesktop> => {
  const desktop = await openTestDesktop({ directory: folder(), clock: { now: () => test.clock.now() + off }, centralUrl: test.url })
  desktops.push(desktop)
  await desktop.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, 'desk')
  return desktop
}
const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => test.central.database.reader.query(text, [...values])
const status = async (desktop: TestDesktop) => await desktop.page('operator').system.status({})
const numberOf = async (desktop: TestDesktop) => Number(await readSetting(desktop.backend.core.database.reader.manager, 'deviceNumber'))
const idOf = async (desktop: TestDesktop) => await readSetting(desktop.backend.core.database.reader.manager, 'deviceId')
const endedCall = async (page: DeskClient, notes: string) => {
  const { callId } = await page.calls.start({})
  await page.calls.save({ callId, notes, outcome: 'disconnected' })
  await page.calls.finish({ callId })
  return callId
}

describe.each([['ahead', day, 1440], ['behind', -day, -1440]])('a desktop whose clock is a day %s', (_, off, minutes) => {
  it('is told so, loses nothing, and central goes by its own clock', async () => {
    const desktop = await openDesktop(off)
    const page = await desktop.signedIn('operator')
    expect((await status(desktop)).clockOffMinutes).toBeNull()
    const callId = await endedCall(page, `時計 ${minutes}`)
    await desktop.sync()
    expect(await status(desktop)).toMatchObject({ clockOffMinutes: minutes, waiting: 0, needsPerson: 0, central: 'connected' })
    expect(await query('select body->>\'notes\' as notes from feed where id = $1', [callId])).toEqual([{ notes: `時計 ${minutes}` }])
    const log = await query<{ received_at: Date }>('select received_at from mutation_log where device_id = $1', [await idOf(desktop)])
    expect(log.length).toBeGreaterThan(0)
    for (const { received_at: receivedAt } of log) expect(receivedAt.getTime()).toBe(test.clock.now())

    // Central's clock alone ends its tokens: renewed a moment before, not a day early or late.
    test.clock.advance(3_600_000)
    await endedCall(page, 'そのあと')
    await desktop.sync()
    expect((await page.session.current({})).staff?.staffId).toBe('operator')
    // Without a connection the desktop goes by its own clock, from its own last sign-in.
    desktop.network.isDown = true
    await page.session.signOut({})
    const offline = await desktop.signedIn('operator')
    await endedCall(offline, '接続なし')
    desktop.network.isDown = false
    await desktop.sync()
    expect(await status(desktop)).toMatchObject({ waiting: 0, needsPerson: 0 })
    // The audit trail is in the order of the chain, whatever the times in it say.
    await desktop.signedIn('supervisor')
    await desktop.sync()
    const number = await numberOf(desktop)
    expect((await test.central.admin.verifyAudit()).filter((chain) => chain.deviceNumber === number)).toMatchObject([{ firstBroken: null }])
  })

  it('says no more of it once the clock is right', async () => {
    let now = off
    const desktop = await openTestDesktop({ directory: folder(), clock: { now: () => test.clock.now() + now }, centralUrl: test.url })
    desktops.push(desktop)
    await desktop.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, 'desk')
    await desktop.sync()
    expect((await status(desktop)).clockOffMinutes).toBe(minutes)
    now = 0
    await desktop.sync()
    expect((await status(desktop)).clockOffMinutes).toBeNull()
  })
})

it('a desktop restored from an older copy is found out, not obeyed, and its person is told', async () => {
  const desktop = await openDesktop()
  await desktop.signedIn('operator')
  await desktop.sync()
  const copy = join(folder(), 'copy')
  await desktop.restart(async () => await cp(desktop.directory, copy, { recursive: true }))
  const page = await desktop.signedIn('operator')
  const kept = await endedCall(page, '写しにない')
  await desktop.sync()

  await desktop.restart(async () => {
    await rm(desktop.directory, { recursive: true, force: true })
    await cp(copy, desktop.directory, { recursive: true })
  })
  const again = await desktop.signedIn('operator')
  const { callId } = await again.calls.start({})
  await again.calls.save({ callId, notes: '写しから' })
  await desktop.sync()
  const refused = (await again.changes.list({})).filter(({ type }) => type === 'call.saved')
  expect(refused).toEqual([expect.objectContaining({ code: 'SEQUENCE_REUSED', isOwn: true })])
  expect(JSON.stringify(refused)).toContain('写しから')
  expect((await status(desktop)).needsPerson).toBeGreaterThan(0)
  expect(await query('select 1 from feed where id = $1', [callId])).toEqual([])
  expect(await query('select body->>\'notes\' as notes from feed where id = $1', [kept])).toEqual([{ notes: '写しにない' }])
  const deviceId = await idOf(desktop)
  expect((await test.central.admin.listAlerts()).filter((alert) => alert.deviceId === deviceId && alert.kind === 'sequenceReused')).toMatchObject([{ isResolved: false }])
})

describe('a desktop central does not know any more', () => {
  it('ends the work there, keeps what was not sent, and is put into use with a new code', async () => {
    const desktop = await openDesktop()
    const page = await desktop.signedIn('operator')
    await desktop.sync()
    desktop.network.isDown = true
    const { callId } = await page.calls.start({})
    await page.calls.save({ callId, notes: '聞き取りの途中' })
    desktop.network.isDown = false
    // Central was restored from a copy older than this enrolment.
    await query('update device set token_hash = $2 where device_id = $1', [await idOf(desktop), `restored ${await idOf(desktop)}`])
    await expect(desktop.sync()).rejects.toThrow()
    await expect(desktop.sync()).rejects.toThrow()
    expect(await status(desktop)).toMatchObject({ central: 'deviceUnknown' })
    expect((await status(desktop)).waiting).toBeGreaterThan(0)
    expect((await page.session.current({})).staff).toBeNull()
    // Neither goes up nor comes down, nor does a person's try change what is known of the desktop.
    expect(await refusalOf(page.session.signIn({ staffId: 'operator', password: testPassword }))).toMatch(/^SIGN_IN_FAILED/u)
    expect((await status(desktop)).central).toBe('deviceUnknown')

    const number = await numberOf(desktop)
    const after = await desktop.page('operator').device.enrol({ enrolmentCode: (await test.central.admin.createEnrolmentCode()).code, deviceName: 'desk' })
    expect(after.deviceNumber).not.toBe(number)
    const again = await desktop.signedIn('operator')
    const kept = (await again.changes.list({})).filter(({ type }) => type === 'call.saved')
    expect(JSON.stringify(kept)).toContain('聞き取りの途中')
    await desktop.sync()
    expect(await again.changes.retry({ mutationId: kept.at(-1)!.mutationId })).toEqual({ outcome: 'sent' })
    await desktop.sync()
    expect(await query('select body->>\'notes\' as notes from feed where id = $1', [callId])).toEqual([{ notes: '聞き取りの途中' }])
    expect(await status(desktop)).toMatchObject({ central: 'connected', waiting: 0 })
    expect((await test.central.admin.verifyAudit()).filter(({ deviceNumber }) => deviceNumber === after.deviceNumber)).toMatchObject([{ firstBroken: null }])
  })

  it('is not one whose token was refused once by something in between', async () => {
    const desktop = await openDesktop()
    const page = await desktop.signedIn('operator')
    let isRefusing = true
    desktop.network.intercept = async (_path, send) => (isRefusing ? jsonReply({ type: 'about:blank', title: 'x', status: 401, code: 'UNAUTHENTICATED' }, 401) : await send())
    for (let times = 0; times < 3; times += 1) {
      isRefusing = true
      await expect(desktop.sync()).rejects.toThrow()
      expect((await status(desktop)).central).not.toBe('deviceUnknown')
      isRefusing = false
      await desktop.sync()
    }
    expect((await page.session.current({})).staff?.staffId).toBe('operator')
  })
})

it('where central has no connection to its database left, nothing is lost: it says when to come again, and the desktop does', async () => {
  const desktop = await openDesktop()
  const page = await desktop.signedIn('operator')
  await desktop.sync()
  const callId = await endedCall(page, '混雑中')
  let release = () => {}
  const isHeld = Promise.withResolvers<void>()
  const holding = test.central.database.transaction(async () => {
    isHeld.resolve()
    await new Promise<void>((resolve) => { release = resolve })
  })
  await isHeld.promise
  try {
    const answers: { status: number; retryAfter: string | null }[] = []
    desktop.network.intercept = async (_path, send) => {
      const reply = await send()
      answers.push({ status: reply.status, retryAfter: reply.headers.get('retry-after') })
      return reply
    }
    expect(await refusalOf(page.system.syncNow({}))).toBe('OFFLINE')
    expect(answers).toEqual([{ status: 503, retryAfter: expect.stringMatching(/^(?:[2-9]|10)$/u) }])
    expect(await status(desktop)).toMatchObject({ central: 'offline' })
    expect((await status(desktop)).waiting).toBeGreaterThan(0)
  } finally {
    release()
    await holding
  }
  desktop.network.intercept = null
  await desktop.sync()
  expect(await status(desktop)).toMatchObject({ central: 'connected', waiting: 0, needsPerson: 0 })
  expect(await query('select count(*)::integer as count from feed where id = $1', [callId])).toEqual([{ count: 1 }])
})
