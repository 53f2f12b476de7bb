/** 折り返し: the promises, what is done with them, and the verifications that wait for the list. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.callbacks

export interface CallbacksPage {
  readonly list: Locator
  /** 住所相違・一覧待ち. */
  readonly waits: Locator
  show(tab: keyof typeof text.tabs): Promise<void>
  showMine(): Promise<void>
  /** The row that holds these words. */
  row(words: string): Locator
  /** Opens one step of the row; @returns its dialog */
  open(words: string, step: 'attempt' | 'finish' | 'assign' | 'cancel'): Promise<Locator>
  /** The listed number: shown on demand, on record. */
  revealNumber(words: string): Promise<void>
  /** `confirmed`: of a verification, whether the facility confirmed the caller. */
  finish(words: string, result: string, confirmed?: boolean): Promise<void>
  notReached(words: string, result: keyof typeof text.attemptResults): Promise<void>
  cancel(words: string, reason: string): Promise<void>
  assign(words: string, staffName: string, reason: string): Promise<void>
}

export const callbacksPage = (page: Page): CallbacksPage => {
  const list = page.getByRole('table', { name: text.list })
  const row = (words: string) => list.getByRole('row').filter({ hasText: words })
  const open = async (words: string, step: 'attempt' | 'finish' | 'assign' | 'cancel') => {
    await row(words).getByRole('button', { name: new RegExp(`：${text[step].action}$`, 'u') }).click()
    const dialog = page.getByRole('dialog', { name: text[step].title })
    await dialog.waitFor()
    return dialog
  }
  const send = async (dialog: Locator, submit: string) => {
    await dialog.getByRole('button', { name: submit, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  return {
    list, row, open, waits: page.getByRole('table', { name: text.waits.heading }),
    show: async (tab) => await page.getByRole('tab', { name: text.tabs[tab], exact: true }).click(),
    showMine: async () => await page.getByRole('group', { name: text.filter }).getByRole('button', { name: text.mine, exact: true }).click(),
    revealNumber: async (words) => {
      await row(words).getByRole('button', { name: ja.verification.showTelephone }).click()
      await row(words).getByText(ja.verification.listedTelephone, { exact: true }).waitFor()
    },
    finish: async (words, result, confirmed) => {
      const dialog = await open(words, 'finish')
      if (confirmed !== undefined) await dialog.getByRole('radio', { name: confirmed ? text.finish.yes : text.finish.no, exact: true }).check()
      await dialog.getByLabel(text.finish.result, { exact: true }).fill(result)
      await send(dialog, text.finish.submit)
    },
    notReached: async (words, result) => {
      const dialog = await open(words, 'attempt')
      await dialog.getByRole('radio', { name: text.attemptResults[result], exact: true }).check()
      await send(dialog, text.attempt.submit)
    },
    cancel: async (words, reason) => {
      const dialog = await open(words, 'cancel')
      await dialog.getByLabel(ja.general.reason, { exact: true }).fill(reason)
      await send(dialog, text.cancel.submit)
    },
    assign: async (words, staffName, reason) => {
      const dialog = await open(words, 'assign')
      await dialog.getByLabel(text.assign.to, { exact: true }).selectOption({ label: staffName })
      await dialog.getByLabel(ja.general.reason, { exact: true }).fill(reason)
      await send(dialog, text.assign.submit)
    },
  }
}
