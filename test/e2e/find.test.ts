/** Finding a facility under an operator's hands: marks, filters by keys, input method, near codes, 承継. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { ja } from '#renderer/strings/ja.ts'
import { toKatakana } from '#shared/domain/japanese-text.ts'
import { searchKey } from '#shared/domain/search-key.ts'
import { openBrowserWorld, people, type BrowserDesk, type BrowserWorld, type Window } from './support/browser-world.ts'
import { inputMethod } from './support/input-method.ts'
import { eventually } from './support/eventually.ts'
import { callPage } from './pages/call-page.ts'
import { facilitySearch, type FacilitySearchBox } from './pages/facility-search.ts'
import { signInPage } from './pages/sign-in-page.ts'

jest.setTimeout(90_000)

const text = ja.call.search
let world: BrowserWorld
let desk: BrowserDesk
let window: Window
let search: FacilitySearchBox

beforeAll(async () => {
  world = await openBrowserWorld()
  desk = await world.openDesk('desk')
  window = await desk.openWindow()
  await signInPage(window.page).as(people.operator)
  search = facilitySearch(window.page)
})
afterAll(async () => { await world?.close() })

const count = async () => await search.rows.count()

describe('finding', () => {
  it('marks the words in the printed form, however they were typed', async () => {
    await callPage(window.page).start()
    await search.type('くりにっく')
    await search.rows.first().waitFor()
    const marked = await eventually('something marked', search.marked, (parts) => parts.length > 0)
    expect(marked.map((part) => searchKey(part))).toEqual([toKatakana('くりにっく')])
    // As printed, not as typed.
    expect(marked[0]).not.toBe('くりにっく')
  })

  it('shows nothing that is still to be asked of the caller', async () => {
    const facility = world.nextFacility()
    await search.type(facility.facilityCode)
    await eventually('the one of this code', async () => (await search.rows.allTextContents()).join(), (rows) => rows.includes(facility.facilityCode))
    await search.type(facility.telephone ?? '')
    const rows = await eventually('found by telephone', async () => (await search.rows.allTextContents()).join(), (lines) => lines.includes(text.matchedBy.telephone))
    expect(rows).toContain(facility.facilityCode)
    expect(rows.replace(/\D/gu, '')).not.toContain((facility.telephone ?? 'none').replace(/\D/gu, ''))
    expect(rows).not.toContain(facility.founder ?? 'none')
  })

  it('narrows by keys without leaving the box', async () => {
    const { page } = window
    await search.type('医院')
    await search.rows.first().waitFor()
    await page.keyboard.press('Alt+P')
    await search.picker.waitFor()
    await page.keyboard.insertText('tok')
    await page.keyboard.press('Enter')
    await search.filter(`${text.filters.prefecture} 東京都`).waitFor()
    await eventually('only 東京都', async () => await search.rows.allTextContents(), (rows) => rows.length > 0 && rows.every((row) => row.includes('東京都')))
    await page.keyboard.press('Alt+S')
    await eventually('only 歯科', async () => await search.rows.allTextContents(), (rows) => rows.length > 0 && rows.every((row) => row.includes('東京都') && row.includes('歯科')))
    expect(await search.box.evaluate((box) => box === document.activeElement)).toBe(true)
    expect(await search.box.inputValue()).toBe('医院')
    await page.keyboard.press('Alt+Y')
    await page.getByText(text.noneFiltered('医院', '東京都・薬局')).waitFor()
    await page.keyboard.press('Alt+0')
    await eventually('all of Japan again', count, (rows) => rows > 0)
    expect(await search.filter(text.filters.clear).count()).toBe(0)
  })

  it('leaves every key to the input method while it converts, in the box and in the picker', async () => {
    const { page } = window
    const ime = await inputMethod(window)
    await search.type('')
    await ime.compose('びょう')
    await ime.compose('病院')
    await search.rows.first().waitFor()
    await ime.pressEnterInside()
    await ime.commit('病院')
    await eventually('the conversion stands in the box', async () => await search.box.inputValue(), (value) => value === '病院')
    expect(await search.box.isVisible()).toBe(true)
    await page.keyboard.press('Alt+P')
    await search.picker.waitFor()
    await ime.compose('福井')
    await ime.pressEnterInside()
    expect(await search.picker.isVisible()).toBe(true)
    await ime.commit('福井')
    await page.keyboard.press('Enter')
    await search.filter(`${text.filters.prefecture} 福井県`).waitFor()
    await page.keyboard.press('Alt+0')
  })

  it('offers the facility one digit away, opened only by somebody who goes to it', async () => {
    const { page } = window
    const facility = world.nextFacility()
    const wrong = `${facility.facilityCode.slice(0, 9)}${(Number(facility.facilityCode[9]) + 1) % 10}`
    await search.type(wrong)
    await search.nearRows.filter({ hasText: facility.facilityCode }).waitFor()
    await page.keyboard.press('Enter')
    expect(await search.box.isVisible()).toBe(true)
    const codes = await search.nearRows.allTextContents()
    for (let step = 0; step <= codes.findIndex((row) => row.includes(facility.facilityCode)); step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await callPage(window.page).facility(facility.name).waitFor()
  })

  it('leads from a former code, and from a superseded facility, to the one of today', async () => {
    const { page } = window
    const call = callPage(page)
    const [old, current] = [world.nextFacility(), world.nextFacility()]
    const client = await desk.desktop.signedIn(people.administrator.staffId)
    await client.facilityLists.setSuccession({ facilityCode: old.facilityCode, successorCode: current.facilityCode, state: 'linked', reason: '開設者の交代（電話で確認）' })
    await client.session.signOut({})
    await desk.desktop.sync()
    await page.getByRole('button', { name: text.addAnother }).click()
    await search.type(old.facilityCode)
    const row = search.rows.filter({ hasText: text.formerCode(old.facilityCode) })
    await row.waitFor()
    expect(await row.textContent()).toContain(current.facilityCode)
    // By its name the old one is still found, and says what became of it.
    await search.type(old.name)
    const oldRow = search.rows.filter({ hasText: text.successor(current.name, current.facilityCode) })
    await oldRow.waitFor()
    expect(await oldRow.textContent()).toContain(ja.general.succeeded)
    await oldRow.click()
    await search.goOn.waitFor()
    expect(await call.recordEmailChange.isEnabled()).toBe(false)
    await page.keyboard.press('Enter')
    await call.facility(current.name).waitFor()
    await call.recordEmailChange.and(page.locator(':enabled')).waitFor()
  })

  it('was quiet all along', () => {
    expect(window.problems.all).toEqual([])
  })
})
