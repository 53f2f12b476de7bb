import type { ListColumn } from '#shared/domain/facility.ts'
import type { RawRecord } from './print-report.ts'
import { cellLines, folded, joinLines } from './published-text.ts'
import type { TableColumns } from './table-columns.ts'

/** One row of a table with headings as a raw record. */
export function tableRecord(columns: TableColumns, row: number, cells: readonly string[]): RawRecord {
  const text = (column: ListColumn): string => {
    const index = columns.get(column)
    return index === undefined ? '' : joinLines(cellLines(cells[index] ?? ''))
  }
  const status = folded(text('status'))
  return {
    row,
    code: unquoteNumber(text('facilityCode')),
    name: text('name'),
    address: text('address'),
    postalCode: unquoteNumber(text('postalCode')),
    telephone: unquoteNumber(text('telephone')),
    founder: text('founder'),
    manager: text('manager'),
    designatedOn: text('designatedOn'),
    type: typeWord(folded(text('type'))),
    // A column of remarks may be read here: only what says 休止 or 現存 counts. A table without one lists what exists.
    status: /休止|suspended/u.test(status) ? '休止' : '現存',
    beds: text('beds'),
    prefecture: text('prefecture'),
    hasOddTelephone: text('telephone').includes('〒'),
  }
}

/** `="0110112489"` is how a number with a leading zero is kept from a spreadsheet. */
function unquoteNumber(text: string): string {
  return /^="?([^"]*)"?$/u.exec(text)?.[1] ?? text
}

/** Our own words for a type (an export of ours) as the published ones. */
function typeWord(text: string): string {
  const words: Readonly<Record<string, string>> = { hospital: '病院', clinic: '診療所', dentalClinic: '歯科診療所', pharmacy: '薬局', visitingNurse: '訪問看護' }
  return Object.hasOwn(words, text) ? (words[text] ?? text) : text
}
