/** 受付一覧. */
import type { Download, Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.requests

export interface RequestsPage {
  show(tab: keyof typeof text.tabs): Promise<void>
  /** The row that holds these words. */
  row(words: string): Locator
  /** Until the row shows this state. */
  shows(words: string, state: string): Promise<void>
  downloadForm(requestNumber: string): Promise<Download>
  openPreview(noticeNumber: string): Promise<Locator>
  openHistory(number: string): Promise<Locator>
}

export const requestsPage = (page: Page): RequestsPage => {
  const row = (words: string) => page.getByRole('tabpanel').getByRole('row').filter({ hasText: words })
  return {
    row,
    show: async (tab) => await page.getByRole('tab', { name: text.tabs[tab], exact: true }).click(),
    shows: async (words, state) => await row(words).getByText(state, { exact: true }).waitFor(),
    downloadForm: async (requestNumber) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `${text.downloadForm} ${requestNumber}` }).click()])
      return download
    },
    openPreview: async (noticeNumber) => {
      await page.getByRole('button', { name: `${text.preview} ${noticeNumber}` }).click()
      const dialog = page.getByRole('dialog', { name: text.previewOf(noticeNumber) })
      await dialog.getByRole('img', { name: text.previewPage(1) }).waitFor()
      return dialog
    },
    openHistory: async (number) => {
      await page.getByRole('button', { name: `${text.history} ${number}` }).click()
      const drawer = page.getByRole('dialog', { name: text.historyOf(number) })
      await drawer.getByRole('listitem').first().waitFor()
      return drawer
    },
  }
}
