/** What stands around every screen: navigation, status line, palette, cheat sheet. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

export type ScreenName = keyof typeof ja.screens

export interface FramePage {
  readonly navigation: Locator
  readonly status: Locator
  readonly palette: Locator
  readonly cheatSheet: Locator
  readonly alert: Locator
  /** Names of the sections this person sees, in order. */
  sections(): Promise<string[]>
  open(screen: ScreenName): Promise<void>
  syncNow(): Promise<void>
  /** Until the status line says so. */
  says(words: string): Promise<void>
  signOut(): Promise<void>
}

export const framePage = (page: Page): FramePage => {
  const navigation = page.getByRole('navigation', { name: ja.navigation })
  const status = page.getByRole('contentinfo', { name: ja.status.label })
  return {
    navigation, status, palette: page.getByRole('dialog', { name: ja.palette.title }), cheatSheet: page.getByRole('dialog', { name: ja.cheatSheet.title }),
    alert: page.getByRole('alert'),
    sections: async () => await navigation.getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? '')),
    open: async (screen) => {
      await navigation.getByRole('button', { name: ja.screens[screen], exact: true }).click()
      await page.getByRole('heading', { level: 1, name: ja.screens[screen], exact: true }).waitFor()
    },
    syncNow: async () => await status.getByRole('button', { name: ja.status.syncNow }).click(),
    says: async (words) => await status.getByText(words, { exact: false }).first().waitFor(),
    signOut: async () => {
      await page.getByRole('button', { name: ja.signOut, exact: true }).click()
      await page.getByRole('form', { name: ja.signIn.title }).waitFor()
    },
  }
}
