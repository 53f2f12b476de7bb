/** 文書の管理: proposals and their publication. */
import type { Page } from 'playwright-core'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.documents

export interface DocumentsPage {
  show(kind: OfficeDocumentKind): Promise<void>
  /** Opens a guidance card from the list. */
  openCard(name: string): Promise<void>
  /** Proposes the card as it is with a later review-by date. */
  extendReview(name: string): Promise<void>
  /** Changes one field of the form and proposes it. */
  proposeChange(field: string, value: string, note: string): Promise<void>
  /** Looks at the one proposal there is and publishes it. */
  publish(): Promise<void>
}

export const documentsPage = (page: Page): DocumentsPage => ({
  show: async (kind) => await page.getByRole('tab', { name: text.kinds[kind], exact: true }).click(),
  openCard: async (name) => await page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) }).getByRole('button', { name: text.guidanceCard.openOf('') }).click(),
  extendReview: async (name) => {
    await page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) }).getByRole('button', { name: text.guidanceCard.extend }).click()
    await page.getByRole('dialog').getByRole('button', { name: text.propose, exact: true }).click()
  },
  proposeChange: async (field, value, note) => {
    await page.getByRole('button', { name: text.change }).click()
    await page.getByLabel(field, { exact: true }).fill(value)
    await page.getByText(text.noProblems).waitFor()
    await page.getByLabel(text.note, { exact: true }).fill(note)
    await page.getByRole('button', { name: text.propose, exact: true }).click()
    await page.getByText(text.proposed).waitFor()
  },
  publish: async () => {
    await page.getByRole('button', { name: text.review, exact: true }).click()
    await page.getByRole('dialog').getByRole('table', { name: text.differences }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: text.publish, exact: true }).click()
    await page.getByText(text.published).waitFor()
  },
})
