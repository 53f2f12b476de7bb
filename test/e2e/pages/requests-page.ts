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
  /** Everything of one request whose number matches, the first one. */
  openCase(number: RegExp): Promise<Locator>
  /** 来歴: the chain of custody. */
  openCustody(noticeNumber: string): Promise<Locator>
  /** 要対応, until it shows this count. */
  showFollowUps(count: number): Promise<void>
  /** Ends a letter, or a case, with its reason. */
  voidNotice(noticeNumber: string, reason: string): Promise<void>
  cancelNotice(noticeNumber: string, reason: string): Promise<void>
  finishFollowUp(noticeNumber: string, reason: string): Promise<void>
}

export const requestsPage = (page: Page): RequestsPage => {
  const row = (words: string) => page.getByRole('tabpanel').getByRole('row').filter({ hasText: words })
  const withReason = async (action: string, number: string, title: string, reason: string) => {
    await page.getByRole('button', { name: `${action} ${number}`, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByLabel(ja.general.reason, { exact: true }).fill(reason)
    await dialog.getByRole('button', { name: action, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
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
    openCase: async (number) => {
      const open = page.getByRole('tabpanel').getByRole('row').filter({ has: page.getByRole('cell', { name: number }) }).first().getByRole('button', { name: ja.caseDrawer.openOf('').trim() })
      await open.click()
      const drawer = page.getByRole('dialog', { name: ja.caseDrawer.openOf('').trim() })
      await drawer.getByRole('listitem').first().waitFor()
      return drawer
    },
    openCustody: async (noticeNumber) => {
      await page.getByRole('button', { name: `${ja.custody.open} ${noticeNumber}` }).click()
      const dialog = page.getByRole('dialog', { name: ja.custody.title(noticeNumber) })
      await dialog.getByRole('table', { name: ja.custody.steps }).waitFor()
      return dialog
    },
    showFollowUps: async (count) => await page.getByRole('button', { name: text.followUpCount(count), exact: true }).click(),
    voidNotice: async (number, reason) => await withReason(text.voidNotice, number, text.voidNoticeOf(number), reason),
    cancelNotice: async (number, reason) => await withReason(text.cancelNotice, number, text.cancelNoticeOf(number), reason),
    finishFollowUp: async (number, reason) => await withReason(text.finish, number, text.finishOf(number), reason),
  }
}
