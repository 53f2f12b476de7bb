import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { readSetting, writeSetting } from '#backend/database/setting-repository.ts'
import { staffEntity } from '#backend/database/entities/staff.ts'
import { outboxEntity } from '#backend/database/entities/sync.ts'
import { takeWaitingMutations } from '#backend/sync/outbox-repository.ts'
import { asRecord } from '#test/support/facility-list.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { jsonReply } from '#test/support/test-network.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
}, 60_000)
afterEach(() => {
  for (const desktop of [front, back]) {
    desktop.network.intercept = null
    desktop.network.isDown = false
  }
})
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const status = async (desktop: TestDesktop) => await desktop.page().system.status({})
const isPush = (path: string) => path.startsWith('/v1/sync/mutations')
const isPull = (path: string) => path.startsWith('/v1/sync/changes')
const startCall = async () => await operator.calls.start({})
const endCall = async (callId: string, page = operator) => {
  await page.calls.save({ callId, outcome: 'disconnected' })
  await page.calls.finish({ callId })
}
const emailRequest = async (page: DeskClient) => {
  const { callId } = await page.calls.start({})
  const request = await page.emailChangeRequests.record({ callId, facilityCode: office.facilities[0]!.facilityCode, oldEmail: 'unusable' })
  await endCall(callId, page)
  return request
}
const stateOn = async (desktop: TestDesktop, who: string, requestId: string) =>
  (await desktop.page(who).emailChangeRequests.list({})).find((request) => request.requestId === requestId)

describe('a change and its outbox row', () => {
  it('are written together or not at all', async () => {
    const { rawWriter, reader } = front.backend.core.database
    const before = await reader.manager.count('call')
    rawWriter.exec(`CREATE TEMP TRIGGER no_outbox BEFORE INSERT ON main.outbox BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`)
    expect(await refusalOf(startCall())).toBe('UNEXPECTED')
    rawWriter.exec('DROP TRIGGER no_outbox')
    expect(await reader.manager.count('call')).toBe(before)
    const call = await startCall()
    expect(await reader.manager.findBy(outboxEntity, { entityId: call.callId })).toMatchObject([{ type: 'call.saved', state: 'waiting' }])
    await endCall(call.callId)
  })

  it('leave in pushes that central has room for, in order, and one alone however large it is', async () => {
    front.network.isDown = true
    for (const notes of ['一', '二'.repeat(2000), '三']) {
      const { callId } = await startCall()
      await operator.calls.save({ callId, notes })
      await endCall(callId)
    }
    const take = async (bytes: number) => await front.backend.core.database.write(async (manager) => (await takeWaitingMutations(manager, 200, bytes)).map(({ payload }) => String(payload['notes']).slice(0, 1)))
    const waiting = await take(1_000_000)
    expect(waiting.slice(-3)).toEqual(['一', '二', '三'])
    const before = waiting.length - 3
    // Room for the first of the three, not for the long one beside it.
    expect(await take((before + 2) * 1000)).toEqual(waiting.slice(0, before + 1))
    expect(await take(1)).toEqual(waiting.slice(0, 1))
    front.network.isDown = false
    await front.sync()
    expect((await status(front)).waiting).toBe(0)
  })

  it('leave an id in the log for what nobody foresaw, and no text', () => {
    const line = front.log.findLast((entry) => entry.event === 'calls.start')
    expect(line?.text).toMatch(/"errorId":"[0-9a-f]{12}"/u)
  })

  it('have their effect once when the reply of central is lost', async () => {
    const call = await startCall()
    let pushes = 0
    front.network.intercept = async (path, send) => {
      const reply = await send()
      if (isPush(path) && (pushes += 1) === 1) throw new TypeError('reply lost')
      return reply
    }
    expect(await refusalOf(operator.system.syncNow({}))).toBe('OFFLINE')
    expect((await status(front)).waiting).toBeGreaterThan(0)
    await front.sync()
    expect(pushes).toBe(2)
    const last = front.network.requests.findLast((request) => isPush(request.path))
    expect(last?.reply).toContain('"duplicate"')
    expect(await status(front)).toMatchObject({ waiting: 0, needsPerson: 0 })
    expect((await operator.calls.open({})).active?.version).toBe(1)
    await endCall(call.callId)
    await front.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('wait, in order, while central is away, and survive a restart', async () => {
    front.network.isDown = true
    const call = await startCall()
    await operator.calls.save({ callId: call.callId, notes: '一' })
    await operator.calls.save({ callId: call.callId, notes: '二' })
    expect(await refusalOf(operator.system.syncNow({}))).toBe('OFFLINE')
    expect(await status(front)).toMatchObject({ central: 'offline' })
    await front.restart()
    front.network.isDown = false
    operator = await front.signedIn('operator')
    expect((await operator.calls.open({})).active?.notes).toBe('二')
    await front.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    await endCall(call.callId)
    await front.sync()
    expect(await status(front)).toMatchObject({ central: 'connected', waiting: 0, needsPerson: 0 })
  })

  it('stay in the outbox where central answers with trouble of its own or finds the client too old', async () => {
    const { callId } = await startCall()
    for (const [code, httpStatus, central, answer] of [['UNAVAILABLE', 503, 'offline', 'OFFLINE'], ['CLIENT_TOO_OLD', 426, 'clientTooOld', 'REFUSED CLIENT_TOO_OLD']] as const) {
      front.network.intercept = async (path, send) =>
        isPush(path) ? jsonReply({ type: 'about:blank', title: code, status: httpStatus, code }, httpStatus) : await send()
      expect(await refusalOf(operator.system.syncNow({}))).toBe(answer)
      const now = await status(front)
      expect(now.central).toBe(central)
      expect(now.waiting).toBeGreaterThan(0)
    }
    front.network.intercept = null
    await endCall(callId)
    await front.sync()
    expect(await status(front)).toMatchObject({ central: 'connected', waiting: 0 })
  })
})

describe('what central refuses', () => {
  it('is kept and shown, the queue goes on, and the state of central is taken over', async () => {
    const supervisor = await back.signedIn('supervisor')
    const request = await emailRequest(operator)
    await front.sync()
    await back.sync()
    const move = async (page: DeskClient, to: 'verified' | 'cancelled', version: number) =>
      await page.emailChangeRequests.move({ requestId: request.requestId, to, reason: null, version })
    const targets = ['verified', 'cancelled'] as const
    await move(operator, targets[0], 1)
    await move(supervisor, targets[1], 1)
    await front.sync()
    // Held first: the desk of the supervisor has a change of its own waiting when that of the operator comes.
    await back.sync()
    const [rejected] = await supervisor.system.rejectedChanges({})
    expect(rejected).toMatchObject({ type: 'emailChangeRequest.saved', code: 'VERSION_CONFLICT', subject: request.requestId })
    expect(await status(back)).toMatchObject({ waiting: 0, needsPerson: 1 })
    expect((await stateOn(back, 'supervisor', request.requestId))?.state).toBe(targets[0])
    expect(await refusalOf(move(supervisor, targets[1], 1))).toBe('CONFLICT CHANGED_MEANWHILE')
  })

  it('is not pushed again', async () => {
    const before = back.network.requests.filter((request) => isPush(request.path) && request.body.includes('emailChangeRequest.saved')).length
    await back.sync()
    expect(back.network.requests.filter((request) => isPush(request.path) && request.body.includes('emailChangeRequest.saved')).length).toBe(before)
  })
})

describe('what comes down while a change waits', () => {
  it('does not overwrite it, and an older state never comes back later', async () => {
    const { callId } = await startCall()
    let isFirst = true
    front.network.intercept = async (path, send) => {
      if (isPull(path) && isFirst) {
        isFirst = false
        // Typed between push and pull: the page will bring the call as it was before.
        await operator.calls.save({ callId, notes: 'typed meanwhile' })
      }
      return await send()
    }
    await front.sync()
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: 'typed meanwhile', version: 2 } })
    expect(await front.backend.core.database.reader.manager.count('held_change')).toBe(1)
    front.network.intercept = null
    await front.sync()
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: 'typed meanwhile', version: 2 } })
    expect(await front.backend.core.database.reader.manager.count('held_change')).toBe(0)
    await endCall(callId)
    await front.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('is fetched anew, with nothing of ours lost, when the cursor is of another database', async () => {
    const { callId } = await startCall()
    await front.backend.core.database.write(async (manager) => await writeSetting(manager, 'cursor', Buffer.from(`${callId} 5`).toString('base64url')))
    await front.sync()
    expect(await status(front)).toMatchObject({ waiting: 0, needsPerson: 0 })
    expect(await operator.calls.open({})).toMatchObject({ active: { callId } })
    await endCall(callId)
    await front.sync()
    expect(await refusalOf(operator.system.syncNow({}))).toBe('answered')
  })

  it('leaves the cursor where it was when a page cannot be stored whole', async () => {
    const { rawWriter, reader } = back.backend.core.database
    const { callId } = await startCall()
    await front.sync()
    const cursor = await readSetting(reader.manager, 'cursor')
    rawWriter.exec(`CREATE TEMP TRIGGER no_call BEFORE INSERT ON main.call BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`)
    await expect(back.sync()).rejects.toThrow()
    rawWriter.exec('DROP TRIGGER no_call')
    expect(await readSetting(reader.manager, 'cursor')).toBe(cursor)
    await back.sync()
    expect(await reader.manager.existsBy('call', { id: callId })).toBe(true)
    await endCall(callId)
  })
})

describe('the facility list', () => {
  const listVersion = async (desktop: TestDesktop) => (await status(desktop)).facilityList?.version

  it('goes on in the middle after a break, and is switched to as a whole', async () => {
    const before = await listVersion(back)
    const code = office.facilities[5]!.facilityCode
    const renamed = office.facilities.map((one) => (one.facilityCode === code ? { ...one, name: '改名後の医院' } : one))
    await office.useList(front, renamed)
    const rows = [...renamed].map((one) => asRecord({ ...one, listVersion: before! + 1 })).sort((left, right) => (left.facilityCode < right.facilityCode ? -1 : 1))
    const asked: string[] = []
    let isBroken = true
    back.network.intercept = async (path, send) => {
      if (!path.startsWith('/v1/facilities?')) return await send()
      asked.push(new URLSearchParams(path.split('?')[1]).get('afterCode') ?? 'start')
      const afterCode = asked.at(-1)!
      if (afterCode === 'start') return jsonReply({ version: before! + 1, facilities: rows.slice(0, 200), nextAfterCode: rows[199]!.facilityCode })
      if (isBroken) throw new TypeError('fetch failed')
      return jsonReply({ version: before! + 1, facilities: rows.slice(200), nextAfterCode: null })
    }
    await expect(back.sync()).rejects.toMatchObject({ kind: 'OFFLINE' })
    expect(await listVersion(back)).toBe(before)
    expect((await back.page('supervisor').facilities.get({ facilityCode: code })).facility.name).not.toBe('改名後の医院')
    isBroken = false
    await back.restart()
    await back.sync()
    expect(asked).toEqual(['start', rows[199]!.facilityCode, rows[199]!.facilityCode])
    expect(await listVersion(back)).toBe(before! + 1)
    const page = await back.signedIn('supervisor')
    expect((await page.facilities.find({ query: '改名後' })).results.map((found) => found.facilityCode)).toEqual([code])
    expect((await page.facilityLists.summary({})).status?.count).toBe(office.facilities.filter((one) => one.status !== 'closed').length)
  })

  it('of a new desktop goes on in the middle too: no page is fetched twice but the one that broke off', async () => {
    await front.sync()
    const desktop = await openTestDesktop({ directory: folder(), clock: office.test.clock, centralUrl: office.test.url })
    try {
      await desktop.backend.link.enrol((await office.test.central.admin.createEnrolmentCode()).code, 'new')
      const asked: string[] = []
      let breaksAt = 3
      desktop.network.intercept = async (path, send) => {
        if (!path.startsWith('/v1/facilities?')) return await send()
        asked.push(new URLSearchParams(path.split('?')[1]).get('afterCode') ?? 'start')
        if (asked.length === breaksAt) throw new TypeError('fetch failed')
        // What central answers, in pages of 100.
        const page = await (await send()).json() as { version: number; facilities: { facilityCode: string }[]; nextAfterCode: string | null }
        return page.facilities.length <= 100 ? jsonReply(page) : jsonReply({ ...page, facilities: page.facilities.slice(0, 100), nextAfterCode: page.facilities[99]!.facilityCode })
      }
      for (const next of [5, 0]) {
        await expect(desktop.sync()).rejects.toMatchObject({ kind: 'OFFLINE' })
        expect((await status(desktop)).facilityList).toBeNull()
        breaksAt = next
        await desktop.restart()
      }
      await desktop.sync()
      const broken = asked.filter((code, index) => asked.indexOf(code) !== index)
      expect(broken).toEqual([asked[2], asked[4]])
      expect(await listVersion(desktop)).toBe(await listVersion(front))
      expect((await status(desktop)).facilityList?.count).toBe((await status(front)).facilityList?.count)
    } finally {
      await desktop.stop()
    }
  })

  it('misses nothing where central switches to a newer list between two pages', async () => {
    const before = (await listVersion(back))!
    await office.useList(front, office.facilities.map((one) => ({ ...one, founder: '交代後' })))
    const [first, second] = [office.facilities[0]!, office.facilities[1]!]
    back.network.intercept = async (path, send) => {
      if (!path.startsWith('/v1/facilities?')) return await send()
      return path.includes('afterCode')
        ? jsonReply({ version: before + 2, facilities: [asRecord({ ...second, listVersion: before + 1 })], nextAfterCode: null })
        : jsonReply({ version: before + 1, facilities: [asRecord({ ...first, listVersion: before + 1 })], nextAfterCode: first.facilityCode })
    }
    await back.sync()
    // What the newer list changed in the first page was not seen: the newer version is not held yet.
    expect(await listVersion(back)).toBe(before + 1)
  })
})

describe('people', () => {
  it('hands in the audit trail under somebody who is signed in, also after the one it is about has left', async () => {
    const page = await front.signedIn('operator2')
    await page.session.signOut({})
    expect(await refusalOf(front.page('operator2').calls.start({}))).toBe('NOT_SIGNED_IN')
    office.test.clock.advance(5 * 60_000)
    await front.sync()
    await operator.session.signOut({})
    office.test.clock.advance(5 * 60_000)
    await front.sync()
    operator = await front.signedIn('operator')
    await front.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await front.backend.core.database.reader.manager.countBy('audit_entry', { isSent: false })).toBe(0)
    expect(await office.test.central.admin.listAlerts()).toEqual([])
  })

  it('ends the session of somebody whose password was reset, and loses no audit entry', async () => {
    const page = await front.signedIn('operator2')
    await office.test.central.admin.resetPassword('operator2', 'another-password-2')
    office.test.clock.advance(1000)
    const { callId } = await page.calls.start({})
    await front.sync()
    expect((await page.session.current({})).staff).toBeNull()
    expect(await operator.system.rejectedChanges({})).toMatchObject([{ type: 'call.saved', code: 'SESSION_ENDED', subject: callId }])
    await front.sync()
    expect(await front.backend.core.database.reader.manager.countBy('audit_entry', { isSent: false })).toBe(0)
    expect(await office.test.central.admin.listAlerts()).toEqual([])
  })

  it('ends the session of somebody who was disabled as soon as the desktop hears of it', async () => {
    await office.test.central.admin.addStaff({ staffId: 'leaving', displayName: '退職', role: 'operator', password: 'right-password-1' })
    const page = await front.signedIn('leaving')
    expect((await page.session.current({})).staff?.staffId).toBe('leaving')
    await office.test.central.admin.disableStaff('leaving')
    await front.sync()
    expect((await page.session.current({})).staff).toBeNull()
    front.network.isDown = true
    expect(await refusalOf(page.session.signIn({ staffId: 'leaving', password: 'right-password-1' }))).toBe('SIGN_IN_FAILED OFFLINE')
  })

  it('does not sign in anew who signed out while the token was renewed', async () => {
    const page = await back.signedIn('mailroom')
    office.test.clock.advance(20 * 60_000)
    back.network.intercept = async (path, send) => {
      if (path.endsWith('/refresh')) back.backend.endClient('mailroom')
      return await send()
    }
    await expect(back.backend.sessions.freshToken('mailroom')).rejects.toMatchObject({ kind: 'NOT_SIGNED_IN' })
    expect((await page.session.current({})).staff).toBeNull()
  })

  it('sees the neutral answer, and is slowed down, after wrong passwords', async () => {
    const page = back.page('guessing')
    expect(await refusalOf(page.session.signIn({ staffId: 'nobody-here', password: 'x' }))).toBe('SIGN_IN_FAILED')
    const answers: string[] = []
    for (let attempt = 0; attempt < 12; attempt += 1) answers.push(await refusalOf(page.session.signIn({ staffId: 'mailroom2', password: 'wrong' })))
    expect(answers[0]).toBe('SIGN_IN_FAILED')
    expect(answers.at(-1)).toBe('SIGN_IN_FAILED TOO_MANY_ATTEMPTS')
  })
})

describe('with central away', () => {
  it('people who signed in here lately sign in, and what they do is taken later', async () => {
    await front.restart()
    // Signed out in the evening; in the morning the network is away.
    await (await front.signedIn('operator')).session.signOut({})
    office.test.clock.advance(12 * 3_600_000)
    front.network.isDown = true
    const page = front.page('offline')
    expect(await refusalOf(page.session.signIn({ staffId: 'operator', password: 'wrong' }))).toBe('SIGN_IN_FAILED OFFLINE')
    expect(await refusalOf(page.session.signIn({ staffId: 'mailroom2', password: 'right-password-1' }))).toBe('SIGN_IN_FAILED OFFLINE')
    expect(await page.session.signIn({ staffId: 'operator', password: 'right-password-1' })).toMatchObject({ isOffline: true, staff: { staffId: 'operator' } })
    const { callId } = await page.calls.start({})
    expect((await page.facilities.find({ query: '病院' })).results.length).toBeGreaterThan(0)
    await endCall(callId, page)
    front.network.isDown = false
    const refusedBefore = (await page.system.rejectedChanges({})).length
    await front.sync()
    expect(await page.system.rejectedChanges({})).toHaveLength(refusedBefore)
    expect(await status(front)).toMatchObject({ waiting: 0 })
  })

  it('for 72 hours after the last sign-in with central, and no longer', async () => {
    front.network.isDown = true
    const row = await front.backend.core.database.reader.manager.findOneByOrFail(staffEntity, { staffId: 'operator' })
    const since = () => office.test.clock.now() - Date.parse(row.lastOnlineAt!)
    office.test.clock.advance(72 * 3_600_000 - since() - 1000)
    expect(await front.page('late').session.signIn({ staffId: 'operator', password: 'right-password-1' })).toMatchObject({ isOffline: true })
    office.test.clock.advance(1000)
    expect(await refusalOf(front.page('too-late').session.signIn({ staffId: 'operator', password: 'right-password-1' }))).toBe('SIGN_IN_FAILED OFFLINE')
  })
})
