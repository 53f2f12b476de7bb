/** What stands before work begins: putting a desk into use, and the organisation's account. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

export interface EntrancePage {
  readonly code: Locator
  readonly name: Locator
  readonly enrol: Locator
  readonly alert: Locator
  readonly number: Locator
  readonly external: Locator
  /** The heading of the sheet. */
  heading(words: string): Locator
  /** Types the code and presses Enter. */
  enrolWith(code: string): Promise<void>
}

export const entrancePage = (page: Page): EntrancePage => {
  const form = page.getByRole('form', { name: ja.enrolment.submit })
  const code = form.getByLabel(ja.enrolment.code)
  return {
    code, name: form.getByLabel(ja.enrolment.name), enrol: form.getByRole('button', { name: ja.enrolment.submit }),
    alert: page.getByRole('main').getByRole('alert'),
    number: page.getByLabel(ja.externalSignIn.number), external: page.getByRole('button', { name: ja.externalSignIn.start }),
    heading: (words) => page.getByRole('heading', { level: 1, name: words }),
    enrolWith: async (words) => {
      await code.fill(words)
      await code.press('Enter')
    },
  }
}
