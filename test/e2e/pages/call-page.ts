/** The call screen: caller, question, notes, search, what the call may lead to. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import type { callOutcomes } from '#shared/domain/call.ts'
import { guidancePage } from './guidance-page.ts'

const text = ja.call

export interface CallPage {
  readonly search: Locator
  readonly results: Locator
  readonly callerName: Locator
  readonly notes: Locator
  readonly arrangeNotice: Locator
  /** Where the guidance ends elsewhere: a letter needs a reason. */
  readonly arrangeWithReason: Locator
  readonly recordEmailChange: Locator
  readonly recordProvisionalCode: Locator
  readonly promiseCallback: Locator
  readonly finish: Locator
  /** What the finish still asks for. */
  readonly finishDialog: Locator
  /** Calls on hold, over the call at hand or between two calls. */
  readonly parked: Locator
  readonly enterPaperSlip: Locator
  /** 保存済み. */
  readonly saved: Locator
  /** By F2, until the search field has the focus. */
  start(): Promise<void>
  /** Chooses a guidance card by its name. */
  ask(card: string): Promise<void>
  /** Types into the search field and opens, by Enter, the facility of this code: keyboard only. */
  find(words: string, facilityCode: string): Promise<void>
  /** The panel that names the facility chosen. */
  facility(name: string): Locator
  /** Finishes, with whatever is asked for answered as somebody in a hurry would. */
  end(answers?: { readonly outcome?: (typeof callOutcomes)[number]; readonly callerName?: string; readonly telephone?: string; readonly card?: string }): Promise<void>
  /** F8, the note, Enter. */
  park(note: string): Promise<void>
  /** The call of this caller goes on. */
  resume(callerName: string): Promise<void>
  /** A slip written by hand, of a day and two times as typed. */
  paperSlip(slip: { readonly year: string; readonly month: string; readonly day: string; readonly from: string; readonly until: string }): Promise<void>
}

/** One option of a native select that was left empty is chosen; what stands there already stays. */
const chooseIfEmpty = async (select: Locator, value: string) => {
  if (await select.isVisible() && await select.inputValue() === '') await select.selectOption(value)
}
const fillIfEmpty = async (field: Locator, value: string) => {
  if (await field.isVisible() && await field.inputValue() === '') await field.fill(value)
}

export const callPage = (page: Page): CallPage => {
  const search = page.getByRole('combobox', { name: text.search.label })
  const results = page.getByRole('listbox', { name: text.search.results })
  const finish = page.getByRole('button', { name: text.bar.finish })
  const finishDialog = page.getByRole('dialog', { name: text.finishing.title })
  const parked = page.getByRole('main').getByRole('region', { name: text.parked.heading })
  const enterPaperSlip = page.getByRole('button', { name: text.paperSlip.action })
  return {
    search, results, finish, finishDialog, parked, enterPaperSlip,
    arrangeWithReason: page.getByRole('button', { name: text.actions.noticeWithReason, exact: true }), promiseCallback: page.getByRole('button', { name: ja.callbacks.promise.action, exact: true }),
    callerName: page.getByLabel(text.caller.name, { exact: true }), notes: page.getByLabel(text.notes.label, { exact: true }),
    arrangeNotice: page.getByRole('button', { name: text.actions.notice }), recordEmailChange: page.getByRole('button', { name: text.actions.emailChange }),
    recordProvisionalCode: page.getByRole('button', { name: text.actions.provisionalCode }), saved: page.getByRole('status').filter({ hasText: text.saved.saved }),
    start: async () => {
      await page.keyboard.press('F2')
      await page.locator('#facility-search:focus').waitFor()
    },
    ask: async (card) => await guidancePage(page).ask(card, card),
    find: async (words, facilityCode) => {
      await search.press('ControlOrMeta+A')
      await page.keyboard.insertText(words)
      await results.getByRole('option').filter({ hasText: facilityCode }).waitFor()
      const place = (await results.getByRole('option').evaluateAll((options) => options.map((one) => one.textContent ?? ''))).findIndex((line) => line.includes(facilityCode))
      for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown')
      await results.getByRole('option', { selected: true }).filter({ hasText: facilityCode }).waitFor()
      await page.keyboard.press('Enter')
    },
    facility: (name) => page.getByRole('region', { name, exact: true }),
    end: async ({ outcome = 'other', callerName = '見本 電話子', telephone = '03-0111-2222', card = 'Q1' } = {}) => {
      await page.keyboard.press('F9')
      const lead = page.getByText(text.start.lead)
      await lead.or(finishDialog).waitFor()
      if (await finishDialog.isVisible()) {
        const { finishing } = text
        await chooseIfEmpty(finishDialog.getByLabel(finishing.question, { exact: true }), card)
        await chooseIfEmpty(finishDialog.getByLabel(finishing.outcome, { exact: true }), outcome)
        await fillIfEmpty(finishDialog.getByLabel(finishing.callerName, { exact: true }), callerName)
        await fillIfEmpty(finishDialog.getByLabel(finishing.callbackTelephone, { exact: true }), telephone)
        await finishDialog.getByRole('button', { name: text.bar.finish }).click()
      }
      await lead.waitFor()
    },
    park: async (note) => {
      await page.keyboard.press('F8')
      await page.getByRole('dialog', { name: text.parked.title }).getByLabel(text.parked.note, { exact: true }).fill(note)
      await page.keyboard.press('Enter')
      await page.getByText(text.start.lead).waitFor()
    },
    resume: async (callerName) => {
      await parked.getByRole('button', { name: new RegExp(callerName, 'u') }).click()
      await page.getByRole('timer').waitFor()
    },
    paperSlip: async ({ year, month, day, from, until }) => {
      await enterPaperSlip.click()
      const dialog = page.getByRole('dialog', { name: text.paperSlip.title })
      const part = (name: 'year' | 'month' | 'day') => dialog.getByLabel(ja.general.date.partOf(text.paperSlip.date, ja.general.date[name]), { exact: true })
      await part('year').fill(year)
      await part('month').fill(month)
      await part('day').fill(day)
      await dialog.getByLabel(text.paperSlip.startedAt, { exact: true }).fill(from)
      await dialog.getByLabel(text.paperSlip.endedAt, { exact: true }).fill(until)
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      await page.getByText(text.paperSlip.mark, { exact: true }).waitFor()
    },
  }
}
