/** Before work begins and between: a fresh desk is put into use with a one-time code, locked, opened again, taken over. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { ja } from '#renderer/strings/ja.ts'
import { testPassword } from '#test/support/test-desktop.ts'
import { openBrowserWorld, people, type BrowserDesk, type BrowserWorld, type Window } from './support/browser-world.ts'
import { eventually } from './support/eventually.ts'
import { callPage } from './pages/call-page.ts'
import { entrancePage } from './pages/entrance-page.ts'
import { framePage } from './pages/frame-page.ts'
import { lockPage } from './pages/lock-page.ts'
import { signInPage } from './pages/sign-in-page.ts'

jest.setTimeout(120_000)

let world: BrowserWorld
let desk: BrowserDesk
let window: Window

beforeAll(async () => {
  world = await openBrowserWorld()
  desk = await world.openDesk('fresh', false)
  window = await desk.openWindow()
})
afterAll(async () => { await world?.close() })

describe('a fresh desk', () => {
  it('is put into use with a one-time code by keyboard alone, and its first person signs in', async () => {
    const { page } = window
    const entrance = entrancePage(page)
    const { code } = await world.test.central.admin.createEnrolmentCode()
    await entrance.code.and(page.locator(':focus')).waitFor()
    await page.keyboard.insertText(code.toUpperCase().replaceAll('-', ' '))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('受付 3 番')
    await page.keyboard.press('Enter')
    const signIn = signInPage(page)
    await signIn.staffId.and(page.locator(':focus')).waitFor()
    expect((await world.test.central.admin.listDevices()).map(({ name }) => name)).toContain('受付 3 番')
    await signIn.as(people.operator)
    await framePage(page).says(ja.status.central.connected)
    expect(window.problems.all).toEqual([])
  })

  it('does not take the same code on another desk, and says what to do', async () => {
    const { code } = await world.test.central.admin.createEnrolmentCode()
    const [first, second] = [await world.openDesk('first', false), await world.openDesk('second', false)]
    await entrancePage((await first.openWindow()).page).enrolWith(code)
    await eventually('the code is used', async () => (await first.desktop.page().system.status({})).central, (state) => state === 'connected')
    const other = entrancePage((await second.openWindow()).page)
    await other.enrolWith(code)
    expect(await other.alert.textContent()).toBe(ja.errors.reasons['ENROLMENT_CODE'])
    // To be mended, not typed anew.
    expect(await other.code.inputValue()).toBe(code)
  })
})

describe('a locked desk', () => {
  it('hides all of the work, and gives it back as it was typed, without central too', async () => {
    const { page } = window
    const call = callPage(page)
    const lock = lockPage(page)
    await call.start()
    await call.callerName.fill('見本 離席子')
    await page.keyboard.press('F1')
    await framePage(page).cheatSheet.waitFor()
    await lock.lock()
    // Neither to be seen nor to be found: not the call, not the dialog over it, not the person's name.
    for (const words of ['見本 離席子', people.operator.displayName, ja.cheatSheet.title]) {
      expect(await page.getByText(words, { exact: true }).evaluateAll((all) => all.filter((one) => getComputedStyle(one).visibility !== 'hidden').length)).toBe(0)
    }
    expect(await call.callerName.evaluateAll((all) => all.map((one) => getComputedStyle(one).visibility))).toEqual(['hidden'])
    expect(await lock.cover.textContent()).toContain(people.operator.staffId)
    await lock.unlockWith('wrong-password-1')
    expect(await lock.alert.textContent()).toBe(ja.errors.reasons['PASSWORD'])
    desk.desktop.network.isDown = true
    await lock.unlockWith(testPassword)
    await lock.cover.waitFor({ state: 'detached' })
    desk.desktop.network.isDown = false
    await page.keyboard.press('Escape')
    expect(await call.callerName.inputValue()).toBe('見本 離席子')
    window.problems.clear()
  })

  it('is taken over by somebody else, whose screens are their own; the call waits for the first', async () => {
    const { page } = window
    const lock = lockPage(page)
    await lock.lock()
    await lock.somebodyElse()
    await signInPage(page).as(people.supervisor)
    await callPage(page).search.waitFor({ state: 'hidden' })
    expect(await page.locator('body').textContent()).not.toContain('見本 離席子')
    await framePage(page).signOut()
    await signInPage(page).as(people.operator)
    await callPage(page).resume('見本 離席子')
    expect(await callPage(page).callerName.inputValue()).toBe('見本 離席子')
    expect(window.problems.all.filter((line) => line.startsWith('exception'))).toEqual([])
    window.problems.clear()
  })
})

describe('a session that ends while somebody works', () => {
  it('keeps what was typed, dialogs included, until the same person has signed in again', async () => {
    const { page } = window
    const call = callPage(page)
    await call.notes.fill('切れる直前まで')
    // As when central ends it: whatever the page has not saved yet is refused until somebody is there.
    desk.desktop.backend.sessions.endAll()
    await page.getByText(ja.lock.ended).waitFor()
    await signInPage(page).attempt(people.operator.staffId, testPassword)
    await page.getByText(ja.lock.ended).waitFor({ state: 'detached' })
    expect(await call.notes.inputValue()).toBe('切れる直前まで')
    await call.saved.waitFor()
    const client = await desk.desktop.signedIn(people.operator.staffId)
    expect((await client.calls.open({})).active?.notes).toBe('切れる直前まで')
    window.problems.clear()
  })
})
