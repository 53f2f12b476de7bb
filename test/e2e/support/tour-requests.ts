/** Requests as cases, and the search over everything that was recorded. */
import type { Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { casesPage } from '../pages/cases-page.ts'
import { framePage } from '../pages/frame-page.ts'
import { requestsPage } from '../pages/requests-page.ts'

type Visit = (name: string, page: Page) => Promise<void>
const text = ja.caseDrawer

/** In the open dialog: an address with two slips in it, and what it was meant to be. */
export const tourWantedEmail = async (page: Page, visit: Visit): Promise<void> => {
  const words = ja.call.emailChange
  const wanted = page.getByRole('dialog', { name: words.title }).getByLabel(words.wanted, { exact: true })
  await wanted.fill('uketsuke-01＠gmial.com')
  await visit('call-email-change-typo', page)
  await page.getByRole('button', { name: words.useSuggestion, exact: true }).click()
  await wanted.press('Tab')
  await page.getByText(words.notToBeTold).waitFor()
  await visit('call-email-change-asked', page)
}

/** In the open form: the steps to an opening that is known to the month. */
export const tourOpening = async (page: Page, visit: Visit): Promise<void> => {
  const words = ja.provisionalCode
  const dialog = page.getByRole('dialog', { name: words.title })
  await dialog.getByLabel(words.undecided(words.opening), { exact: true }).uncheck()
  await dialog.getByLabel(words.openingYear, { exact: true }).selectOption({ index: 3 })
  await dialog.getByLabel(words.openingMonthOnly, { exact: true }).selectOption('04')
  await dialog.getByRole('table', { name: ja.guidance.timeline.heading }).waitFor()
  await visit('call-provisional-code-steps', page)
  await dialog.getByRole('button', { name: words.numbersHeading, exact: true }).click()
  await visit('call-provisional-code-numbers', page)
  await dialog.getByLabel(words.undecided(words.opening), { exact: true }).check()
}

/** Needs one request of each kind; leaves the requests screen open. */
export const tourRequestCases = async (page: Page, visit: Visit): Promise<void> => {
  const requests = requestsPage(page)
  await requests.show('emailChange')
  await requests.openCase(/^M/u)
  await visit('requests-email-change-case', page)
  await page.keyboard.press('Escape')
  await requests.show('provisionalCode')
  const drawer = await requests.openCase(/^K/u)
  await visit('requests-provisional-code-case', page)
  await drawer.getByRole('button', { name: text.fill, exact: true }).click()
  const fill = page.getByRole('dialog', { name: text.fillOf('') })
  await fill.getByRole('button', { name: text.fillSubmit, exact: true }).click()
  await fill.getByRole('alert').waitFor()
  await visit('requests-fill', page)
  await fill.getByRole('button', { name: ja.general.cancel, exact: true }).click()
  await drawer.getByRole('button', { name: text.assign, exact: true }).click()
  await page.getByRole('dialog', { name: text.assignOf('') }).waitFor()
  await visit('requests-assign', page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: text.assignOf('') }).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: ja.deputies.open, exact: true }).click()
  await page.getByRole('dialog', { name: ja.deputies.title }).getByText(ja.deputies.none).waitFor()
  await visit('requests-deputies', page)
  await page.keyboard.press('Escape')
}

/** For a supervisor: they see everything of it. */
export const tourCases = async (page: Page, visit: Visit): Promise<void> => {
  await framePage(page).open('cases')
  const cases = casesPage(page)
  await page.getByText(ja.cases.begin).waitFor()
  await visit('cases', page)
  await cases.search('見本')
  await visit('cases-found', page)
  await cases.openFirst()
  await visit('cases-history', page)
  await page.keyboard.press('Escape')
  await cases.askForExport()
  await visit('cases-export', page)
  await page.keyboard.press('Escape')
}
