/** 記録を探す. */
import type { Download, Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.cases

export interface CasesPage {
  readonly words: Locator
  readonly results: Locator
  row(words: string): Locator
  /** Looks for these words, by keyboard. */
  search(words: string): Promise<void>
  /** The history of the first result, by keyboard. */
  openFirst(): Promise<Locator>
  askForExport(): Promise<Locator>
  export(): Promise<Download>
}

export const casesPage = (page: Page): CasesPage => {
  const words = page.getByLabel(text.text, { exact: true })
  const results = page.getByRole('table', { name: text.title })
  const dialog = page.getByRole('dialog', { name: text.exportQuestion })
  return {
    words, results,
    row: (said) => results.getByRole('row').filter({ hasText: said }),
    search: async (said) => {
      await words.fill(said)
      await words.press('Enter')
      await results.waitFor()
    },
    openFirst: async () => {
      await words.press('ArrowDown')
      await page.keyboard.press('Enter')
      const drawer = page.getByRole('dialog')
      await drawer.getByRole('listitem').first().waitFor()
      return drawer
    },
    askForExport: async () => {
      await page.getByRole('button', { name: text.export, exact: true }).click()
      await dialog.waitFor()
      return dialog
    },
    export: async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: text.export, exact: true }).click()])
      return download
    },
  }
}
