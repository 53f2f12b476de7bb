/** 一覧の管理. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.facilityLists

export interface FacilityListsPage {
  open(tab: keyof typeof text.tabs): Promise<void>
  readonly current: Locator
  readonly dryRunReport: Locator
  readonly report: Locator
  choose(file: { name: string; content: string }): Promise<void>
  dryRun(): Promise<void>
  /** Confirms too. */
  takeIn(): Promise<void>
  /** A figure of a report, as shown. */
  figure(report: Locator, name: keyof typeof text.figures): Promise<string>
}

export const facilityListsPage = (page: Page): FacilityListsPage => ({
  open: async (tab) => await page.getByRole('tab', { name: new RegExp(`^${text.tabs[tab]}`, 'u') }).click(),
  current: page.getByRole('region', { name: text.current }),
  dryRunReport: page.getByRole('region', { name: text.dryRunReport }),
  report: page.getByRole('region', { name: text.report, exact: true }),
  choose: async ({ name, content }) => {
    await page.getByRole('tab', { name: text.tabs.import }).click()
    await page.getByLabel(text.dropLabel).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'utf8') })
    await page.getByRole('row').filter({ hasText: name }).waitFor()
  },
  dryRun: async () => await page.getByRole('button', { name: text.dryRun }).click(),
  takeIn: async () => {
    await page.getByRole('button', { name: text.start, exact: true }).click()
    await page.getByRole('dialog', { name: text.startQuestion }).getByRole('button', { name: text.start, exact: true }).click()
  },
  figure: async (report, name) => {
    const term = report.getByRole('term').filter({ hasText: new RegExp(`^${text.figures[name]}$`, 'u') })
    return (await term.locator('xpath=following-sibling::dd').textContent()) ?? ''
  },
})
