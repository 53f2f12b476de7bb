/** The sign-in screen. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { testPassword } from '#test/support/test-desktop.ts'

const text = ja.signIn

export interface SignInPage {
  readonly staffId: Locator
  readonly password: Locator
  readonly alert: Locator
  readonly submit: Locator
  /** Types both and presses Enter. */
  attempt(staffId: string, password: string): Promise<void>
  /** Until the frame is there. */
  as(person: { readonly staffId: string }): Promise<void>
}

export const signInPage = (page: Page): SignInPage => {
  const form = page.getByRole('form', { name: text.title })
  const staffId = form.getByLabel(text.staffId, { exact: true })
  const password = form.getByLabel(text.password, { exact: true })
  const attempt = async (id: string, word: string) => {
    await staffId.fill(id)
    await password.fill(word)
    await password.press('Enter')
  }
  return {
    staffId, password, alert: form.getByRole('alert'), submit: form.getByRole('button', { name: text.submit }), attempt,
    as: async (person) => {
      await attempt(person.staffId, testPassword)
      await page.getByRole('navigation', { name: ja.navigation }).waitFor()
    },
  }
}
