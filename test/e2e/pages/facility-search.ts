/** 施設をさがす: the box, its rows, its filters. */
import type { Locator, Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'

const text = ja.call.search

export interface FacilitySearchBox {
  readonly box: Locator
  readonly rows: Locator
  /** Near codes, where a code of ten digits finds nothing. */
  readonly nearRows: Locator
  readonly picker: Locator
  /** Replaces what stands in the box, as typed. */
  type(words: string): Promise<void>
  /** What is marked in the first row, in order. */
  marked(): Promise<string[]>
  filter(name: string): Locator
  /** The way from a superseded facility to the one of today. */
  readonly goOn: Locator
}

export const facilitySearch = (page: Page): FacilitySearchBox => {
  const box = page.getByRole('combobox', { name: text.label })
  const rows = page.getByRole('listbox', { name: text.results }).getByRole('option')
  return {
    box, rows,
    nearRows: page.getByRole('listbox', { name: text.nearCodes }).getByRole('option'),
    picker: page.getByRole('combobox', { name: text.filters.pickTitle }),
    goOn: page.getByRole('button', { name: text.superseded.open }),
    type: async (words) => {
      await box.press('ControlOrMeta+A')
      await page.keyboard.insertText(words)
    },
    marked: async () => await rows.first().locator('mark').allTextContents(),
    filter: (name) => page.getByRole('group', { name: text.filters.label }).getByRole('button', { name, exact: true }),
  }
}
