import type { ListForm } from '#shared/domain/facility.ts'
import type { ColumnMapping } from './list-files-types.ts'
import { beginsRecord } from './print-report.ts'
import { isHeadingRow } from './report-heading.ts'
import { isTableHeading } from './table-columns.ts'

/** Rows in which a list must show what it is. */
export const rowsToDecide = 100

/** What a row shows of the form of its sheet; null if it may be either. */
export function formShownBy(cells: readonly string[], mapping: ColumnMapping): ListForm | null {
  if (isTableHeading(cells, mapping)) return 'table'
  return isHeadingRow(cells) || beginsRecord(cells) ? 'bureauReport' : null
}
