/** How the page behaves under a person's hands: signing in, keys, input method, slow answers, reloads, roles, lists. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { Route } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { openBrowserWorld, people, type BrowserDesk, type BrowserWorld, type Window } from './support/browser-world.ts'
import { inputMethod } from './support/input-method.ts'
import { eventually } from './support/eventually.ts'
import { callPage } from './pages/call-page.ts'
import { facilityListsPage } from './pages/facility-lists-page.ts'
import { guidancePage } from './pages/guidance-page.ts'
import { framePage } from './pages/frame-page.ts'
import { signInPage } from './pages/sign-in-page.ts'
import { verificationPanel } from './pages/verification-panel.ts'

jest.setTimeout(90_000)

let world: BrowserWorld
let desk: BrowserDesk
let operator: Window

beforeAll(async () => {
  world = await openBrowserWorld()
  desk = await world.openDesk('desk')
  operator = await desk.openWindow()
})
afterAll(async () => { await world?.close() })

describe('signing in', () => {
  it('says the same to a wrong password and to an ID nobody has', async () => {
    const signIn = signInPage(operator.page)
    await signIn.attempt(people.operator.staffId, 'wrong-password-1')
    const wrongPassword = await signIn.alert.textContent()
    expect(await signIn.password.inputValue()).toBe('')
    await signIn.attempt('nobody', 'wrong-password-1')
    await signIn.submit.and(operator.page.locator(':enabled')).waitFor()
    expect(wrongPassword).toBe(ja.errors.kinds.SIGN_IN_FAILED)
    expect(await signIn.alert.textContent()).toBe(wrongPassword)
    operator.problems.clear()
  })

  it('asks for what is missing beside its field, and sends nothing', async () => {
    const fresh = await desk.openWindow()
    const signIn = signInPage(fresh.page)
    const asked: string[] = []
    fresh.page.on('request', (request) => void asked.push(request.url()))
    await signIn.submit.click()
    await fresh.page.getByText(ja.signIn.staffIdMissing).waitFor()
    expect(asked.filter((url) => url.includes('signIn'))).toEqual([])
    await fresh.context.close()
  })

  it('shows each role its own sections', async () => {
    const seen = async (role: keyof typeof people) => {
      const window = await desk.openWindow()
      await signInPage(window.page).as(people[role])
      const sections = await framePage(window.page).sections()
      // A section of another role is not reached by its address either.
      await window.page.evaluate(() => { document.location.hash = '#/facilityLists' })
      const heading = await window.page.getByRole('heading', { level: 1 }).textContent()
      expect(heading === ja.screens.facilityLists).toBe(role === 'administrator' || role === 'supervisor')
      expect(window.problems.all).toEqual([])
      await window.context.close()
      return sections
    }
    const { screens } = ja
    expect(await seen('supervisor')).toEqual([screens.call, screens.requests, screens.callbacks, screens.cases, screens.approvals, screens.facilityLists, screens.documents, screens.alerts, screens.rejected])
    expect(await seen('mailroom')).toEqual(expect.arrayContaining([screens.mailroom, screens.requests, screens.rejected]))
    expect(await seen('administrator')).toEqual([screens.facilityLists, screens.documents, screens.alerts, screens.rejected])
    await signInPage(operator.page).as(people.operator)
    expect(await framePage(operator.page).sections()).toEqual([screens.call, screens.requests, screens.callbacks, screens.cases, screens.rejected])
  })
})

describe('keys', () => {
  it('opens palette and cheat sheet from everywhere, and gives the focus back', async () => {
    const { page } = operator
    const frame = framePage(page)
    await page.keyboard.press('F1')
    await frame.cheatSheet.waitFor()
    for (const [key] of ja.cheatSheet.rows) expect(await frame.cheatSheet.textContent()).toContain(key)
    await page.keyboard.press('Escape')
    await frame.cheatSheet.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+K')
    await frame.palette.getByRole('combobox').waitFor()
    await page.keyboard.insertText(ja.screens.requests)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: ja.screens.requests }).waitFor()
    await page.keyboard.press('Alt+1')
    await page.getByRole('heading', { level: 1, name: ja.screens.call }).waitFor()
  })

  it('reaches every main action of a call by Tab, with the focus to be seen', async () => {
    const { page } = operator
    const call = callPage(page)
    await call.start()
    const facility = world.nextFacility()
    await call.find(facility.facilityCode, facility.facilityCode)
    await call.facility(facility.name).waitFor()
    await verificationPanel(page).field('addressNumbers').waitFor()
    await page.locator('body').press('Tab')
    const reached = new Map<string, boolean>()
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab')
      const [name, isSeen] = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement
        const style = getComputedStyle(element)
        const field = element.closest('.MuiInputBase-root')?.querySelector('fieldset')
        const outline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
        const border = field !== null && field !== undefined && Number.parseFloat(getComputedStyle(field).borderTopWidth) >= 2
        const label = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? ''
        return [element === document.body ? '' : label.trim(), outline || border] as const
      })
      if (name !== '') reached.set(name, isSeen)
    }
    const names = [...reached.keys()].join('|')
    const { items } = ja.verification
    for (const wanted of [ja.call.caller.name, ja.guidance.search.label, ja.call.notes.label, items.addressNumbers, items.telephone, ja.call.actions.emailChange, ja.call.actions.provisionalCode, ja.call.bar.finish, ja.signOut]) expect(names).toContain(wanted)
    expect([...reached].filter(([, isSeen]) => !isSeen).map(([name]) => name)).toEqual([])
  })

  it('leaves Enter to the input method while it converts', async () => {
    const { page } = operator
    const call = callPage(page)
    await page.getByRole('button', { name: ja.call.search.addAnother }).click()
    await call.search.waitFor()
    const ime = await inputMethod(operator)
    // The candidate stands in the field, and is searched for, before it is accepted.
    await ime.compose('病院')
    await call.results.getByRole('option').first().waitFor()
    await ime.pressEnterInside()
    // A key stroke later the page would have opened the first facility.
    await page.keyboard.press('ArrowDown')
    expect(await call.search.isVisible()).toBe(true)
    await ime.commit('病院')
    await eventually('the conversion stands in the field', async () => await call.search.inputValue(), (value) => value.includes('病院'))
    await page.getByRole('button', { name: ja.call.search.cancelAdd }).click()

    const verification = verificationPanel(page)
    await verification.field('founder').focus()
    await ime.compose('みほん')
    await ime.pressEnterInside()
    await page.keyboard.press('Shift')
    await verification.shows('founder', 'notAsked')
    await ime.commit('見本')
    await page.keyboard.press('Enter')
    await eventually('the founder was compared', async () => await verification.row('founder').textContent(), (row) => row?.includes(ja.verification.results.notAsked) === false)
  })
})

describe('answers and reloads', () => {
  it('drops an answer that comes after the one to newer words', async () => {
    const { page } = operator
    const call = callPage(page)
    await page.getByRole('button', { name: ja.call.search.addAnother }).click()
    const held: Route[] = []
    await page.route('**/rpc/facilities/find', async (route) => {
      if (route.request().postData()?.includes('薬局') === true) held.push(route)
      else await route.continue()
    })
    await call.search.fill('薬局')
    await eventually('the first question is on its way', () => held.length, (count) => count > 0)
    await call.search.fill('大学')
    await call.results.getByRole('option').filter({ hasText: '大学' }).first().waitFor()
    for (const route of held) await route.continue().catch(() => undefined)
    await page.unroute('**/rpc/facilities/find')
    const names = await eventually('an answer', async () => await call.results.getByRole('option').allTextContents(), (lines) => lines.length > 0)
    expect(names.every((line) => line.includes('大学'))).toBe(true)
    await page.getByRole('button', { name: ja.call.search.cancelAdd }).click()
  })

  it('brings the open call back after a reload, with its notes and what was compared', async () => {
    const { page } = operator
    const call = callPage(page)
    await call.callerName.fill('例示 通話子')
    await call.notes.fill('折り返しは午後。担当は受付の方。')
    await call.ask('Q13')
    // At once: what was typed in the last half second is saved on the way out.
    await call.saved.waitFor()
    await page.reload()
    await call.notes.waitFor()
    expect(await call.notes.inputValue()).toBe('折り返しは午後。担当は受付の方。')
    expect(await call.callerName.inputValue()).toBe('例示 通話子')
    await guidancePage(page).card('Q13').waitFor()
    await verificationPanel(page).shows('facilityCode', 'match')
    await call.end()
    expect(operator.problems.all).toEqual([])
  })
})

describe('without central', () => {
  it('goes on with calls, keeps what was recorded, and hands it in later', async () => {
    const { page } = operator
    const frame = framePage(page)
    const call = callPage(page)
    desk.desktop.network.isDown = true
    await frame.says(ja.status.central.offline)
    await call.start()
    await call.callerName.fill('見本 停電子')
    await call.ask('Q11')
    const facility = world.nextFacility()
    await call.find(facility.facilityCode, facility.facilityCode)
    const verification = verificationPanel(page)
    await verification.say('addressNumbers', addressNumbers(facility.address) ?? '')
    await verification.sayNotMoved()
    await verification.say('telephone', facility.telephone ?? '')
    await verification.comesTo('passed')
    await verification.conclude.click()
    await call.arrangeNotice.and(page.locator(':enabled')).waitFor()
    await call.recordEmailChange.click()
    const dialog = page.getByRole('dialog', { name: ja.call.emailChange.title })
    await dialog.getByRole('radio', { name: ja.call.emailChange.oldEmails.usable, exact: true }).check()
    await dialog.getByRole('button', { name: ja.call.emailChange.submitSelfService }).click()
    await dialog.waitFor({ state: 'detached' })
    await call.end()
    const waiting = Number(/未送信 (\d+) 件/u.exec((await frame.status.textContent()) ?? '')?.[1])
    expect(waiting).toBeGreaterThan(0)
    desk.desktop.network.isDown = false
    await frame.syncNow()
    await frame.says(ja.status.central.connected)
    await frame.says(ja.status.waiting(0))
    await frame.says(ja.status.needsPerson(0))
    operator.problems.clear()
  })
})

describe('lists', () => {
  it('tries a file, takes it in, and replaces the sample on every screen', async () => {
    const window = await desk.openWindow()
    await signInPage(window.page).as(people.administrator)
    const lists = facilityListsPage(window.page)
    await lists.current.getByText(ja.facilityLists.sample).waitFor()
    await lists.choose({
      name: 'fukui.csv',
      content: '医療機関等コード,医療機関名称,郵便番号,所在地,電話番号,開設者,管理者\n1810117059,福井見本病院,910-0006,福井市中央９－９－３０,0776-00-2640,見本　花子,見本　花子\n1810210243,見本医院,9140811,敦賀市中央町１丁目２番３号,,,\n12345,読めない行,9140811,敦賀市中央町１丁目,,,\n',
    })
    await lists.dryRun()
    await lists.dryRunReport.waitFor()
    expect(await lists.figure(lists.dryRunReport, 'records')).toBe('2')
    expect(await lists.figure(lists.dryRunReport, 'refusedCount')).toBe('1')
    await lists.current.getByText(ja.facilityLists.sample).waitFor()
    await lists.takeIn()
    await lists.report.waitFor()
    expect(await lists.figure(lists.report, 'records')).toBe('2')
    await lists.current.getByText('2 件', { exact: false }).waitFor()
    expect(await lists.current.textContent()).not.toContain(ja.facilityLists.sample)
    expect(window.problems.all).toEqual([])
    await window.context.close()

    const call = callPage(operator.page)
    await call.start()
    await call.find('福井見本', '1810117059')
    await call.facility('福井見本病院').waitFor()
    await call.notes.fill('再起動の前のメモ')
    await call.saved.waitFor()
  })
})

describe('a line that breaks, a process that dies', () => {
  it('saves by itself what was typed while the line was broken', async () => {
    const { page, context } = operator
    const call = callPage(page)
    await context.setOffline(true)
    await call.notes.fill('回線が切れている間のメモ')
    await page.getByText(ja.call.saved.failed).waitFor()
    await context.setOffline(false)
    await call.saved.waitFor()
    await framePage(page).says(ja.status.central.connected)
    await page.reload()
    await call.notes.waitFor()
    expect(await call.notes.inputValue()).toBe('回線が切れている間のメモ')
    operator.problems.clear()
  })

  it('asks to sign in again after its backend died, and goes on with the call', async () => {
    const { page } = operator
    const call = callPage(page)
    await desk.desktop.restart(async () => await call.notes.fill('バックエンドが止まった後のメモ'))
    await signInPage(page).as(people.operator)
    await call.notes.waitFor()
    await eventually('the notes are there', async () => await call.notes.inputValue(), (notes) => notes === 'バックエンドが止まった後のメモ')
    operator.problems.clear()
  })

  it('tells the page when its host is gone, and has the call again under a fresh address on the same port', async () => {
    const { page } = operator
    await desk.stopHost()
    await framePage(page).says(ja.status.reconnecting)
    await desk.restart()
    await page.goto(desk.url())
    await signInPage(page).as(people.operator)
    await callPage(page).notes.waitFor()
    expect(await callPage(page).notes.inputValue()).toMatch(/メモ$/u)
    await callPage(page).end()
  })
})
