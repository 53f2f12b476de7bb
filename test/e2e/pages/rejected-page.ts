/** 要確認. */
import type { Locator, Page } from 'playwright-core'
import type { DiscardReason } from '#shared/domain/change-again.ts'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.changes

export interface RejectedPage {
  /** Each change, oldest first. */
  readonly changes: Locator
  readonly conflict: Locator
  retryFirst(): Promise<void>
  choose(which: 'mine' | 'theirs'): Promise<void>
  askToDiscardFirst(): Promise<Locator>
  discardFirst(reason: DiscardReason): Promise<void>
}

export const rejectedPage = (page: Page): RejectedPage => {
  const changes = page.getByRole('list', { name: ja.rejected.title, exact: true }).getByRole('listitem')
  const conflict = page.getByRole('dialog', { name: text.conflict.title, exact: true })
  const askToDiscardFirst = async () => {
    await changes.first().getByText(text.discard, { exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(text.discardHint).waitFor()
    return dialog
  }
  return {
    changes, conflict, askToDiscardFirst,
    retryFirst: async () => await changes.first().getByText(text.retry, { exact: true }).click(),
    choose: async (which) => {
      for (const radio of await conflict.getByRole('radio', { name: text.conflict[which], exact: false }).all()) await radio.check()
      await conflict.getByRole('button', { name: text.conflict.submit, exact: true }).click()
      await conflict.waitFor({ state: 'detached' })
    },
    discardFirst: async (reason) => {
      const dialog = await askToDiscardFirst()
      await dialog.getByLabel(text.discardReasons[reason], { exact: true }).check()
      await dialog.getByRole('button', { name: text.discard, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
