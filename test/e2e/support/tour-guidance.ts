/** The guidance in its states: on an open call, and as documents of the office. */
import type { Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { documentsPage } from '../pages/documents-page.ts'
import { framePage } from '../pages/frame-page.ts'
import { guidancePage } from '../pages/guidance-page.ts'

type Visit = (name: string, page: Page) => Promise<void>

/** Needs an open call without a question. Leaves it with Q11 as its question. */
export const tourGuidance = async (page: Page, visit: Visit): Promise<void> => {
  const guidance = guidancePage(page)
  const paths = ja.guidance.path.ends
  await page.keyboard.press('F4')
  await page.keyboard.insertText('メール来ない')
  await guidance.results.getByRole('option').first().waitFor()
  await visit('guidance-search', page)
  await page.keyboard.press('Escape')
  await guidance.ask('パスワード忘れ', 'Q12')
  await page.keyboard.press('Alt+M')
  await page.keyboard.press('Alt+G')
  await visit('guidance-card', page)
  await guidance.walk([1])
  await visit('guidance-path', page)
  for (const answer of ['1', '1', '1']) await page.keyboard.press(answer)
  await guidance.ended(paths.logIn.resetPassword.title).waitFor()
  await visit('guidance-path-end', page)
  await page.keyboard.press('Escape')
  await guidance.ask('仮登録メールが届かない', 'Q8')
  await visit('guidance-review-due', page)
  await guidance.walk([2])
  const heard = guidance.path.getByLabel(ja.guidance.spoken.heard)
  if (await heard.isVisible()) {
    await heard.fill('uketsuke-01@l1.example.jp')
    await visit('guidance-spelled', page)
  }
  await page.keyboard.press('Escape')
  await guidance.ask('開業前', 'Q14')
  await guidance.walk([2, 1, 1])
  await guidance.ended(paths.newFacility.provisionalCode.title).waitFor()
  await guidance.path.getByLabel(ja.guidance.timeline.year).selectOption({ index: 2 })
  await guidance.path.getByLabel(ja.guidance.timeline.month, { exact: true }).selectOption('06')
  await guidance.path.getByRole('table', { name: ja.guidance.timeline.heading }).waitFor()
  await visit('guidance-new-facility', page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F4')
  await page.keyboard.insertText('Q11')
  await guidance.results.getByRole('option', { selected: true }).filter({ hasText: 'Q11' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await guidance.card('Q11').waitFor()
}

/** For somebody who keeps the documents. */
export const tourGuidanceDocuments = async (page: Page, visit: Visit): Promise<void> => {
  const documents = documentsPage(page)
  const text = ja.documents.guidanceCard
  await framePage(page).open('documents')
  await documents.show('verificationRule')
  await page.getByRole('button', { name: ja.documents.change }).click()
  await visit('documents-verification-rule', page)
  await documents.show('caseSettings')
  await page.getByRole('button', { name: ja.documents.change }).click()
  await page.getByRole('button', { name: ja.documents.caseSettings.addDeadline }).click()
  await page.getByRole('group', { name: ja.documents.caseSettings.deadlineOf(1) }).getByLabel(ja.documents.caseSettings.prefecture).selectOption('13')
  await visit('documents-case-settings', page)
  await page.getByRole('button', { name: ja.documents.discard }).click()
  await page.getByRole('dialog').getByRole('button', { name: ja.documents.discard }).click()
  await documents.show('guidanceCard')
  await page.getByRole('table', { name: text.list }).waitFor()
  await visit('documents-cards', page)
  await documents.openCard('Q8')
  await page.getByRole('button', { name: ja.documents.change }).click()
  const content = page.getByLabel(text.textLabel)
  const before = await content.inputValue()
  await content.fill(before.replace('行き先: ', '行き先：'))
  await page.getByRole('button', { name: /行目へ$/u }).first().waitFor()
  await visit('documents-card-problem', page)
  await content.fill(before.replace('短い答え: ', '短い答え: おそれいります。'))
  await page.getByText(ja.documents.noProblems).waitFor()
  await visit('documents-card', page)
  await page.getByLabel(ja.documents.note, { exact: true }).fill('言い回しを整える')
  await page.getByRole('button', { name: ja.documents.propose, exact: true }).click()
  await page.getByText(ja.documents.proposed).waitFor()
  await page.getByRole('button', { name: text.back }).click()
  await documents.extendReview('Q9')
  await page.getByText(ja.documents.proposed).waitFor()
}

/** For the second person: the change of a card, line by line. */
export const tourCardPublication = async (page: Page, visit: Visit): Promise<void> => {
  const documents = documentsPage(page)
  await framePage(page).open('documents')
  await documents.show('guidanceCard')
  await documents.openCard('Q8')
  await page.getByRole('button', { name: ja.documents.review, exact: true }).click()
  await page.getByRole('dialog').getByRole('table', { name: ja.documents.differences }).waitFor()
  await visit('documents-card-publish', page)
  await page.keyboard.press('Escape')
}
