/** 警告. */
import type { Locator, Page } from 'playwright-core'
import type { SecurityAlertKind } from '#shared/domain/security-alerts.ts'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.alerts

export interface AlertsPage {
  /** Those nobody has seen to, in order. */
  readonly open: Locator
  resolve(kind: SecurityAlertKind, resolution: string): Promise<void>
}

export const alertsPage = (page: Page): AlertsPage => ({
  open: page.getByRole('region', { name: text.open, exact: true }).getByRole('listitem'),
  resolve: async (kind, resolution) => {
    const name = text.resolveOf(text.kinds[kind].title)
    await page.getByRole('button', { name, exact: true }).first().click()
    const dialog = page.getByRole('dialog', { name })
    await dialog.getByLabel(ja.general.reason, { exact: true }).fill(resolution)
    await dialog.getByRole('button', { name: text.resolve, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  },
})
