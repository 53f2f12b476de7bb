/** The cover of a locked desk. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.lock

export interface LockPage {
  readonly cover: Locator
  readonly password: Locator
  readonly alert: Locator
  /** By Ctrl+L, until the password is asked for. */
  lock(): Promise<void>
  /** Types and presses Enter. */
  unlockWith(password: string): Promise<void>
  somebodyElse(): Promise<void>
}

export const lockPage = (page: Page): LockPage => {
  const cover = page.getByRole('dialog', { name: text.title })
  const password = cover.getByLabel(text.password, { exact: true })
  return {
    cover, password, alert: cover.getByRole('alert'),
    lock: async () => {
      await page.keyboard.press('Control+L')
      await password.waitFor()
    },
    unlockWith: async (word) => {
      await password.fill(word)
      await password.press('Enter')
    },
    somebodyElse: async () => await cover.getByRole('button', { name: text.another }).click(),
  }
}
