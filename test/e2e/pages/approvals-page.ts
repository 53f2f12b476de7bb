/** 承認. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.approvals

export interface ApprovalsPage {
  /** One waiting verification. */
  waiting(facilityName: string): Locator
  openDecision(facilityName: string): Promise<Locator>
  approve(facilityName: string, reason: string): Promise<void>
}

export const approvalsPage = (page: Page): ApprovalsPage => {
  const waiting = (facilityName: string) => page.getByRole('region', { name: text.verifications }).getByRole('listitem').filter({ hasText: facilityName })
  const openDecision = async (facilityName: string) => {
    await waiting(facilityName).getByRole('button', { name: text.decideOf(facilityName) }).click()
    const dialog = page.getByRole('dialog', { name: text.decideOf(facilityName) })
    await dialog.waitFor()
    return dialog
  }
  return {
    waiting, openDecision,
    approve: async (facilityName, reason) => {
      const dialog = await openDecision(facilityName)
      await dialog.getByLabel(ja.general.reason, { exact: true }).fill(reason)
      await dialog.getByRole('button', { name: text.approve, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await waiting(facilityName).waitFor({ state: 'detached' })
    },
  }
}
