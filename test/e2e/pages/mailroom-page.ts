/** 発送室: queue, challenge sheet, scans, close; returned letters; the day's closing. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.mailroom

/** A second person, by their own password. */
interface Witness {
  readonly staffId: string
  readonly password: string
}

export interface MailroomPage {
  readonly queue: Locator
  readonly scanField: Locator
  /** The screen that stands still for a skipped sheet. */
  readonly stopScreen: Locator
  open(tab: keyof typeof text.tabs): Promise<void>
  /** Ticks these notices and starts a lot: the challenge sheet is printed. */
  startLot(noticeNumbers: readonly string[]): Promise<void>
  /** What was read from the challenge sheet. */
  confirmChallenge(code: string, millimetres: number): Promise<void>
  /** Scans, as a scanner types: text and Enter. */
  scan(read: string): Promise<void>
  /** Enter alone: the label foreseen is the one on the envelope. */
  confirmLabel(): Promise<void>
  /** Until the large answer says this. */
  answers(words: string): Promise<void>
  closeLot(): Promise<void>
  /** Sheets counted and destroyed before a second person: of the lot, or of what came back. */
  destroy(sheets: number, witness: Witness): Promise<void>
  /** Looks for what came back: by the mark in its window, or its label. */
  lookUp(read: string): Promise<void>
  recordReturn(reason: keyof typeof text.returns.reasons, isOpened: boolean): Promise<void>
  makePostingSlip(): Promise<void>
  closeDay(countedInHand: number): Promise<void>
}

export const mailroomPage = (page: Page): MailroomPage => {
  const queue = page.getByRole('table', { name: text.queue })
  const scanForm = page.getByRole('form', { name: text.scan.heading })
  const returnForm = page.getByRole('form', { name: text.returns.pieceHeading })
  return {
    queue, scanField: scanForm.getByRole('textbox'), stopScreen: page.getByRole('alertdialog', { name: text.stop.title }),
    open: async (tab) => {
      await page.getByRole('tab', { name: text.tabs[tab], exact: true }).click()
      await page.getByRole('tabpanel', { name: text.tabs[tab], exact: true }).waitFor()
    },
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
    confirmLabel: async () => {
      await page.getByText(text.scan.predictedHint).waitFor()
      await scanForm.getByRole('textbox').press('Enter')
    },
    answers: async (words) => await page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words }).first().waitFor(),
    closeLot: async () => {
      await page.getByRole('button', { name: text.close.action }).click()
      const dialog = page.getByRole('dialog', { name: text.close.question })
      await dialog.getByRole('button', { name: text.close.confirm, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    destroy: async (sheets, witness) => {
      await page.getByLabel(text.destruction.count, { exact: true }).fill(String(sheets))
      await page.getByLabel(text.destruction.witnessId, { exact: true }).fill(witness.staffId)
      await page.getByLabel(text.destruction.password, { exact: true }).fill(witness.password)
      await page.getByRole('button', { name: text.destruction.submit }).click()
    },
    lookUp: async (read) => {
      await page.getByLabel(text.returns.scanLabel, { exact: true }).fill(read)
      await page.getByLabel(text.returns.scanLabel, { exact: true }).press('Enter')
    },
    recordReturn: async (reason, isOpened) => {
      await returnForm.getByLabel(text.returns.reasons[reason], { exact: true }).check()
      await returnForm.getByLabel(isOpened ? text.returns.openedYes : text.returns.openedNo, { exact: true }).check()
      await returnForm.getByRole('button', { name: text.returns.submit }).click()
    },
    makePostingSlip: async () => {
      await page.getByRole('button', { name: text.day.makeSlip, exact: true }).click()
      await page.getByText(text.day.slipMade).waitFor()
    },
    closeDay: async (countedInHand) => {
      await page.getByLabel(text.day.counted, { exact: true }).fill(String(countedInHand))
      await page.getByRole('button', { name: text.day.close, exact: true }).click()
    },
  }
}
