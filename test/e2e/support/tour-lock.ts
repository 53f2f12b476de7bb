/** A desk that is locked over a call, opened again, and one whose person somebody else takes the place of. */
import type { Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { testPassword } from '#test/support/test-desktop.ts'
import { lockPage } from '../pages/lock-page.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import type { Window } from './browser-world.ts'

/** Leaves the window as it was. */
export const tourLock = async ({ page, problems }: Window, visit: (name: string, page: Page) => Promise<void>): Promise<void> => {
  const lock = lockPage(page)
  await lock.lock()
  await visit('locked', page)
  await lock.unlockWith('wrong-password-1')
  await lock.alert.waitFor()
  await visit('locked-refused', page)
  await lock.somebodyElse()
  await signInPage(page).submit.waitFor()
  await visit('locked-another', page)
  await page.reload()
  // Nothing lies under it now, so it is a page of its own.
  const password = page.getByLabel(ja.lock.password, { exact: true })
  await password.waitFor()
  await visit('locked-opened-anew', page)
  await password.fill(testPassword)
  await password.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  problems.clear()
}
