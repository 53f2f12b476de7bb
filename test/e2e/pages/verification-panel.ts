/** 登録情報の確認 on the call screen. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.verification
export type ItemName = keyof typeof text.items
type ResultName = keyof typeof text.results

export interface VerificationPanel {
  readonly panel: Locator
  readonly conclude: Locator
  row(item: ItemName): Locator
  field(item: ItemName): Locator
  /** Types what the caller says and compares it by Enter. */
  say(item: Exclude<ItemName, 'movedRecently' | 'nameAndTown'>, spoken: string): Promise<void>
  sayNotMoved(): Promise<void>
  /** Until the item shows this result. */
  shows(item: ItemName, result: ResultName): Promise<void>
  /** Until the bar below says this. */
  comesTo(outcome: keyof typeof text.outcomes): Promise<void>
}

export const verificationPanel = (page: Page): VerificationPanel => {
  const panel = page.getByRole('region', { name: text.heading })
  const row = (item: ItemName) => panel.getByRole('listitem', { name: text.items[item], exact: true })
  const field = (item: ItemName) => row(item).getByRole('textbox', { name: text.items[item], exact: true })
  return {
    panel, row, field, conclude: panel.getByRole('button', { name: text.conclude }),
    say: async (item, spoken) => {
      await field(item).fill(spoken)
      await field(item).press('Enter')
    },
    sayNotMoved: async () => await row('movedRecently').getByRole('button', { name: text.notMoved }).click(),
    shows: async (item, result) => await row(item).getByText(text.results[result], { exact: true }).waitFor(),
    comesTo: async (outcome) => await panel.getByRole('status').filter({ hasText: text.outcomes[outcome] }).waitFor(),
  }
}
