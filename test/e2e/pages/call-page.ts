/** The call screen: caller, question, notes, search, what the call may lead to. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import type { QuestionNumber } from '#renderer/strings/questions.ts'

const text = ja.call

export interface CallPage {
  readonly search: Locator
  readonly results: Locator
  readonly callerName: Locator
  readonly notes: Locator
  readonly question: Locator
  readonly arrangeNotice: Locator
  readonly recordEmailChange: Locator
  readonly recordProvisionalCode: Locator
  readonly finish: Locator
  /** 保存済み. */
  readonly saved: Locator
  /** By F2, until the search field has the focus. */
  start(): Promise<void>
  ask(question: QuestionNumber): Promise<void>
  /** Types into the search field and opens, by Enter, the facility of this code: keyboard only. */
  find(words: string, facilityCode: string): Promise<void>
  /** The panel that names the facility chosen. */
  facility(name: string): Locator
  end(): Promise<void>
}

export const callPage = (page: Page): CallPage => {
  const search = page.getByRole('combobox', { name: text.search.label })
  const results = page.getByRole('listbox', { name: text.search.results })
  const finish = page.getByRole('button', { name: text.bar.finish })
  const question = page.getByLabel(text.question.label, { exact: true })
  return {
    search, results, question, finish,
    callerName: page.getByLabel(text.caller.name, { exact: true }), notes: page.getByLabel(text.notes.label, { exact: true }),
    arrangeNotice: page.getByRole('button', { name: text.actions.notice }), recordEmailChange: page.getByRole('button', { name: text.actions.emailChange }),
    recordProvisionalCode: page.getByRole('button', { name: text.actions.provisionalCode }), saved: page.getByRole('status').filter({ hasText: text.saved.saved }),
    start: async () => {
      await page.keyboard.press('F2')
      await page.locator('#facility-search:focus').waitFor()
    },
    ask: async (number) => void (await question.selectOption(number)),
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
    end: async () => {
      await finish.click()
      const dialog = page.getByRole('dialog', { name: text.bar.finishQuestion })
      await dialog.getByRole('button', { name: text.bar.finish }).click()
      await page.getByText(text.start.lead).waitFor()
    },
  }
}
