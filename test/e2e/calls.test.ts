/** A working day of calls in the browser: questions, parked calls, promises, paths, a card two people put right, all parts real. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { ja } from '#renderer/strings/ja.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { openBrowserWorld, people, type BrowserDesk, type BrowserWorld, type Window } from './support/browser-world.ts'
import { noticeDialog, promiseDialog } from './pages/call-dialogs.ts'
import { callPage } from './pages/call-page.ts'
import { callbacksPage } from './pages/callbacks-page.ts'
import { casesPage } from './pages/cases-page.ts'
import { documentsPage } from './pages/documents-page.ts'
import { framePage } from './pages/frame-page.ts'
import { guidancePage } from './pages/guidance-page.ts'
import { signInPage } from './pages/sign-in-page.ts'
import { verificationPanel } from './pages/verification-panel.ts'

jest.setTimeout(90_000)

let world: BrowserWorld
let front: BrowserDesk
let back: BrowserDesk
let operator: Window
let supervisor: Window

beforeAll(async () => {
  world = await openBrowserWorld()
  front = await world.openDesk('front')
  back = await world.openDesk('back')
  operator = await front.openWindow()
  supervisor = await back.openWindow()
  await signInPage(operator.page).as(people.operator)
  await signInPage(supervisor.page).as(people.supervisor)
})
afterAll(async () => { await world?.close() })

describe('a call with a question alone', () => {
  it('takes five key strokes at most besides the words', async () => {
    const { page } = operator
    await callPage(page).start()
    const strokes: string[] = []
    const press = async (key: string) => {
      strokes.push(key)
      await page.keyboard.press(key)
    }
    await press('F4')
    await page.locator('#guidance-search:focus').waitFor()
    await page.keyboard.insertText('パスワード忘れ')
    await guidancePage(page).results.getByRole('option', { selected: true }).filter({ hasText: 'Q12' }).waitFor()
    await press('Enter')
    await guidancePage(page).card('Q12').waitFor()
    await press('F9')
    await callPage(page).finishDialog.locator(':focus').waitFor()
    await press('Enter')
    await page.getByText(ja.call.start.lead).waitFor()
    expect(strokes.length).toBeLessThanOrEqual(5)
    await page.getByRole('table').getByRole('row').filter({ hasText: 'Q12' }).first().waitFor()
  })
})

describe('two calls at once', () => {
  it('parks one with what was typed, takes another, and goes on with the first after a crash', async () => {
    const { page } = operator
    const call = callPage(page)
    await call.start()
    await call.callerName.fill('見本 保留子')
    await call.notes.fill('院長に代わるのを待っている')
    await call.park('院長待ち')
    await call.start()
    await call.callerName.fill('見本 別件郎')
    await call.end({ outcome: 'disconnected' })
    await front.restart()
    await page.goto(front.url())
    await signInPage(page).as(people.operator)
    await call.resume('見本 保留子')
    expect(await call.notes.inputValue()).toBe('院長に代わるのを待っている')
    await call.end({ outcome: 'disconnected' })
  })
})

describe('a log-in trouble', () => {
  it('ends in self-service where that is right; a letter needs a reason, which a supervisor sees', async () => {
    const { page } = operator
    const facility = world.nextFacility()
    const call = callPage(page)
    await call.start()
    await call.callerName.fill('見本 理由子')
    await call.find(facility.facilityCode, facility.facilityCode)
    await call.facility(facility.name).waitFor()
    await call.ask('Q10')
    // Cannot log in; knows the address; receives there; has forgotten the password.
    await guidancePage(page).walk([1, 1, 1, 1])
    await guidancePage(page).ended(ja.guidance.path.ends.logIn.resetPassword.title).waitFor()
    await page.keyboard.press('Escape')

    const verification = verificationPanel(page)
    await verification.say('addressNumbers', addressNumbers(facility.address) ?? '')
    await verification.shows('addressNumbers', 'match')
    await verification.sayNotMoved()
    await verification.say('telephone', facility.telephone ?? '')
    await verification.conclude.click()
    await verification.conclude.waitFor({ state: 'detached' })
    await page.getByText(ja.call.actions.noticeNotOffered).waitFor()
    await call.arrangeWithReason.click()
    const notice = noticeDialog(page)
    await notice.overrideReason.fill('再設定のメールを開けないとのこと')
    await notice.dialog.getByRole('radio', { name: ja.call.notice.reasons.emailUnusable, exact: true }).check()
    expect(await notice.confirm()).toMatch(/^\d{6}$/u)
    await notice.told()
    await call.end({ outcome: 'noticeRequested' })

    await framePage(supervisor.page).open('approvals')
    await supervisor.page.getByText('再設定のメールを開けないとのこと', { exact: false }).first().waitFor()
  })
})

describe('a promise to call back', () => {
  it('is on every desk, is handed over, and ends with what was said', async () => {
    const { page } = operator
    const call = callPage(page)
    await call.start()
    await call.callerName.fill('例示 約束子')
    await call.promiseCallback.click()
    await promiseDialog(page).promise({ due: 'hour', telephone: '03-0111-2222', about: '通知書が届いたかを確かめる' })
    await call.end({ outcome: 'callbackPromised' })
    await framePage(supervisor.page).open('callbacks')
    const there = callbacksPage(supervisor.page)
    await there.row('例示 約束子').waitFor()
    await there.assign('例示 約束子', people.supervisor.displayName, '操作中のため')
    await there.row('例示 約束子').filter({ hasText: people.supervisor.displayName }).waitFor()
    await there.finish('例示 約束子', '届いたとのこと')
    await there.row('例示 約束子').waitFor({ state: 'detached' })
    await framePage(page).open('callbacks')
    await callbacksPage(page).row('例示 約束子').waitFor({ state: 'detached' })
  })
})

describe('past cases', () => {
  it('are found by what a caller was called, with their history', async () => {
    const { page } = supervisor
    await framePage(page).open('cases')
    const cases = casesPage(page)
    await cases.search('約束子')
    await cases.row('例示 約束子').first().waitFor()
    const history = await cases.openFirst()
    expect(await history.textContent()).toContain(people.supervisor.displayName)
    await page.keyboard.press('Escape')
    await cases.askForExport()
    const file = await cases.export()
    const stream = await file.createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    const csv = Buffer.concat(chunks)
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv.toString('utf8')).toContain('例示 約束子')
  })
})

describe('a card past its review-by date', () => {
  it('says so until two people have put it right', async () => {
    const { page } = operator
    await framePage(page).open('call')
    await callPage(page).start()
    await guidancePage(page).ask('開業前', 'Q14')
    const card = guidancePage(page).card('Q14')
    await card.getByText(ja.guidance.card.reviewDue, { exact: false }).first().waitFor()

    const administrator = await back.openWindow()
    await signInPage(administrator.page).as(people.administrator)
    await framePage(administrator.page).open('documents')
    await documentsPage(administrator.page).show('guidanceCard')
    await documentsPage(administrator.page).extendReview('Q14')
    await framePage(supervisor.page).open('documents')
    await documentsPage(supervisor.page).show('guidanceCard')
    await documentsPage(supervisor.page).openCard('Q14')
    await documentsPage(supervisor.page).publish()
    await card.getByText(ja.guidance.card.reviewDue, { exact: false }).first().waitFor({ state: 'detached' })
    await callPage(page).end({ outcome: 'guided' })
  })
})
