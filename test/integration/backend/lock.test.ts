/** A desk that is locked: nothing is answered, nothing is lost, and wrong passwords take longer and longer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { readSetting } from '#backend/database/setting-repository.ts'
import { procedureNames } from '#shared/contract/desktop/handlers.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let desktop: TestDesktop
const desktops: TestDesktop[] = []
beforeAll(async () => {
  office = await startOffice()
  desktop = await fresh()
}, 60_000)
afterAll(async () => {
  for (const one of desktops) await one.stop()
  await office?.close()
})
const fresh = async (): Promise<TestDesktop> => {
  const opened = await openTestDesktop({ directory: folder(), clock: office.test.clock, centralUrl: office.test.url })
  desktops.push(opened)
  await opened.backend.link.enrol((await office.test.central.admin.createEnrolmentCode()).code, 'desk')
  return opened
}
const unlock = async (page: DeskClient, password = testPassword) => await refusalOf(page.session.unlock({ password }))
const lockActions = async (of: TestDesktop) => (await of.backend.core.database.reader.manager.find(auditEntity, { order: { position: 'ASC' } }))
  .filter(({ action }) => /session\.(?:lock|unlock|signOut)|parkedForAnother/u.test(action)).map(({ action, staffId, outcome }) => `${action} ${staffId ?? 'nobody'} ${outcome}`)

describe('a locked desk', () => {
  it('answers nothing but who is there and who comes back', async () => {
    const page = await desktop.signedIn('operator')
    expect(await page.session.lock({})).toMatchObject({ isLocked: true, idleLockMinutes: 10 })
    office.test.clock.advance(10_001)
    const open = ['session.current', 'session.lock', 'session.unlock', 'session.signIn', 'session.methods', 'session.startExternal', 'session.finishExternal', 'system.status', 'system.watch']
    for (const name of procedureNames.filter((one) => !open.includes(one))) {
      // Before the input is even looked at by the capability.
      const refusal = await desktop.backend.dispatch(name, {}, { clientId: 'operator', signal: undefined }).then(() => 'answered', (error: unknown) => String(error))
      expect(`${name}: ${refusal}`).toMatch(/NOT_SIGNED_IN: LOCKED|FORBIDDEN/u)
    }
    expect((await page.session.current({})).staff?.staffId).toBe('operator')
    expect(await unlock(page)).toBe('answered')
    expect((await page.session.current({})).isLocked).toBe(false)
    expect((await page.calls.open({})).active).toBeNull()
    // What the page asked by itself while it was locked is nobody's attempt.
    expect((await lockActions(desktop)).slice(-2)).toEqual(['session.lock operator done', 'session.unlock operator done'])
  })

  it('takes what was typed before the lock came down, for ten seconds, and keeps its session and what runs under it', async () => {
    const page = await desktop.signedIn('operator')
    const { callId } = await page.calls.start({})
    desktop.backend.lock()
    expect((await page.session.current({})).isLocked).toBe(true)
    expect((await page.calls.save({ callId, notes: '言われたことの終わりまで' })).notes).toBe('言われたことの終わりまで')
    office.test.clock.advance(10_001)
    expect(await refusalOf(page.calls.save({ callId, notes: '別のこと' }))).toBe('NOT_SIGNED_IN LOCKED')
    // A run of this person goes on to its end.
    expect(await desktop.backend.sessions.freshToken('operator', 'operator')).toMatch(/^access_/u)
    expect(await unlock(page)).toBe('answered')
    expect((await page.calls.open({})).active?.notes).toBe('言われたことの終わりまで')
    await page.calls.park({ callId, note: '' })
  })

  it('stays locked when its token is renewed', async () => {
    const page = await desktop.signedIn('operator')
    await page.session.lock({})
    office.test.clock.advance(16 * 60_000)
    await desktop.backend.sessions.freshToken('operator')
    expect((await page.session.current({})).isLocked).toBe(true)
  })

  it('lets another person sign in, and parks the call of the one before with its text', async () => {
    const mine = await fresh()
    const page = mine.page('window')
    await page.session.signIn({ staffId: 'operator', password: testPassword })
    const { callId } = await page.calls.start({})
    await page.calls.save({ callId, callerName: '見本 離席子' })
    await page.session.lock({})
    expect(await refusalOf(page.session.signOut({}))).toBe('NOT_SIGNED_IN LOCKED')
    expect(await refusalOf(page.session.signIn({ staffId: 'supervisor', password: 'wrong-password-1' }))).toBe('SIGN_IN_FAILED')
    expect((await page.session.current({})).isLocked).toBe(true)
    expect((await page.session.signIn({ staffId: 'supervisor', password: testPassword })).isLocked).toBe(false)
    expect((await page.calls.open({})).active).toBeNull()
    expect(await lockActions(mine)).toEqual(['session.lock operator done', 'session.signOut operator done', 'calls.parkedForAnother operator done'])
    // What the first one had begun does not go on in the name of the second.
    await expect(mine.backend.sessions.freshToken('window', 'operator')).rejects.toThrow('NOT_SIGNED_IN')
    await mine.sync()
    expect((await page.system.status({})).needsPerson).toBe(0)
    const again = await mine.signedIn('operator')
    expect((await again.calls.open({})).parked.map(({ callId: id, callerName }) => [id, callerName])).toEqual([[callId, '見本 離席子']])
  })

  it('is opened without central by who knows the password, as long as that counts', async () => {
    const page = await desktop.signedIn('operator')
    await page.session.lock({})
    desktop.network.isDown = true
    try {
      expect(await unlock(page, 'wrong-password-1')).toBe('SIGN_IN_FAILED OFFLINE')
      expect(await unlock(page)).toBe('answered')
      await page.session.lock({})
      office.test.clock.advance(72 * 3_600_000)
      expect(await unlock(page)).toBe('SIGN_IN_FAILED OFFLINE')
    } finally {
      desktop.network.isDown = false
    }
    expect(await unlock(page, 'wrong-password-1')).toBe('SIGN_IN_FAILED PASSWORD')
  })
})

describe('wrong passwords without central', () => {
  it('slow down each person on this desk, growing, also after a restart, and alike for an id nobody has', async () => {
    const mine = await fresh()
    await (await mine.signedIn('operator')).session.signOut({})
    await (await mine.signedIn('supervisor')).session.signOut({})
    mine.network.isDown = true
    const attempt = async (staffId: string, password = 'wrong-password-1') => await refusalOf(mine.page('x').session.signIn({ staffId, password }))
    for (const staffId of ['operator', 'nobody-of-this-name']) {
      const said = []
      for (let count = 0; count < 7; count += 1) said.push(await attempt(staffId))
      expect(said).toEqual([...Array.from({ length: 5 }, () => 'SIGN_IN_FAILED OFFLINE'), 'SIGN_IN_FAILED TOO_MANY_ATTEMPTS', 'SIGN_IN_FAILED TOO_MANY_ATTEMPTS'])
    }
    // The right one is not compared either, and a new start forgets nothing.
    await mine.restart()
    expect(await attempt('operator', testPassword)).toBe('SIGN_IN_FAILED TOO_MANY_ATTEMPTS')
    office.test.clock.advance(30_000)
    expect(await attempt('operator')).toBe('SIGN_IN_FAILED OFFLINE')
    office.test.clock.advance(59_999)
    expect(await attempt('operator')).toBe('SIGN_IN_FAILED TOO_MANY_ATTEMPTS')
    expect(await attempt('supervisor', testPassword)).toBe('answered')
    office.test.clock.advance(1)
    expect(await attempt('operator', testPassword)).toBe('answered')
    // Begun anew after the right one.
    expect(await attempt('operator')).toBe('SIGN_IN_FAILED OFFLINE')
    expect(await attempt('operator')).toBe('SIGN_IN_FAILED OFFLINE')
    expect(await readSetting(mine.backend.core.database.reader.manager, 'wrongPasswords')).not.toContain('nobody')
  }, 60_000)
})
