/** 発送室: queue, challenge sheet, scans, close. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.mailroom

export interface MailroomPage {
  readonly queue: Locator
  readonly scanField: Locator
  /** Ticks these notices and starts a lot: the challenge sheet is printed. */
  startLot(noticeNumbers: readonly string[]): Promise<void>
  /** What was read from the challenge sheet. */
  confirmChallenge(code: string, millimetres: number): Promise<void>
  /** Scans, as a scanner types: text and Enter. */
  scan(read: string): Promise<void>
  /** Until the large answer says this. */
  answers(words: string): Promise<void>
  closeLot(): Promise<void>
}

export const mailroomPage = (page: Page): MailroomPage => {
  const queue = page.getByRole('table', { name: text.queue })
  const scanForm = page.getByRole('form', { name: text.scan.heading })
  return {
    queue, scanField: scanForm.getByRole('textbox'),
    startLot: async (noticeNumbers) => {
      for (const number of noticeNumbers) await queue.getByRole('checkbox', { name: text.select(number) }).check()
      await page.getByRole('button', { name: text.start }).click()
      await page.getByLabel(text.challenge.code, { exact: true }).waitFor()
    },
    confirmChallenge: async (code, millimetres) => {
      await page.getByLabel(text.challenge.code, { exact: true }).fill(code)
      await page.getByLabel(text.challenge.millimetres, { exact: true }).fill(String(millimetres))
      await page.getByRole('button', { name: text.challenge.submit }).click()
    },
    scan: async (read) => {
      await scanForm.getByRole('textbox').fill(read)
      await scanForm.getByRole('textbox').press('Enter')
    },
    answers: async (words) => await page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words }).first().waitFor(),
    closeLot: async () => {
      await page.getByRole('button', { name: text.close.action }).click()
      const dialog = page.getByRole('dialog', { name: text.close.question })
      await dialog.getByRole('button', { name: text.close.confirm, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
