/** Guidance on the call screen: search, card, decision paths. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.guidance

export interface GuidancePage {
  readonly search: Locator
  readonly results: Locator
  readonly panel: Locator
  /** The dialog of a decision path. */
  readonly path: Locator
  /** The card in sight. */
  card(name: string): Locator
  /** Words a caller uses, and Enter: keyboard only. */
  ask(words: string, name: string): Promise<void>
  /** Starts the path of the card in sight and answers by number keys. */
  walk(answers: readonly number[]): Promise<void>
  /** Where the path in sight ended. */
  ended(title: string): Locator
}

export const guidancePage = (page: Page): GuidancePage => {
  const panel = page.getByRole('region', { name: text.heading })
  const search = page.getByRole('combobox', { name: text.search.label })
  const results = page.getByRole('listbox', { name: text.search.results })
  const path = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: text.path.close }) })
  const card = (name: string) => panel.getByRole('article', { name: new RegExp(`^${name} `, 'u') })
  return {
    search, results, panel, path, card,
    ask: async (words, name) => {
      await page.keyboard.press('F4')
      await page.locator('#guidance-search:focus').waitFor()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(words)
      await results.getByRole('option', { selected: true }).filter({ hasText: name }).waitFor()
      await page.keyboard.press('Enter')
      await card(name).waitFor()
    },
    walk: async (answers) => {
      await page.keyboard.press('Alt+R')
      for (const [index, answer] of answers.entries()) {
        await path.getByRole('group', { name: text.path.step(index + 1) }).waitFor()
        await page.keyboard.press(String(answer))
      }
    },
    ended: (title) => path.getByRole('group', { name: text.path.result(title) }),
  }
}
