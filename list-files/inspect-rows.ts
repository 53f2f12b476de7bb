import type { InspectedFile } from '#shared/contract/desktop/contract.ts'
import type { ListColumn, ListForm } from '#shared/domain/facility.ts'
import { guessColumns, holdsItsItem } from './column-contents.ts'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ColumnMapping, ReadListOptions } from './list-files-types.ts'
import { ListRows, type ListRowsOptions } from './list-rows.ts'
import { codeDigits } from './print-report.ts'
import { RecordCollector } from './record-collector.ts'
import { isHeadingRow, prefectureInName } from './report-heading.ts'
import type { SheetRow } from './sheet-xml.ts'
import { findColumns, headingNames } from './table-columns.ts'

type Need = InspectedFile['needs'][number]
type Table = NonNullable<InspectedFile['table']>

export interface InspectedRows {
  readonly sheets: InspectedFile['sheets']
  readonly needs: readonly Need[]
  readonly table: Table | null
}

const previewRows = 5
const previewCharacters = 100
const previewColumns = 64
/** Rows whose cells tell what a column holds. */
const sampleRows = 30
/** Fewer columns cannot hold code, name and address. */
const fewestColumns = 3

/** What is assumed to go on where a person has to say it. */
const assumptions = { prefectureUnknown: { need: 'prefecture', option: { prefectureNumber: '01' } }, listKindUnknown: { need: 'listKind', option: { listKind: 'medical' } } } as const satisfies Record<
  string,
  { need: Need; option: ReadListOptions }
>
const isAssumable = (code: string): code is keyof typeof assumptions => Object.hasOwn(assumptions, code)

/**
 * Looks at the first rows of a sheet or CSV with the very code that reads them, so that both agree.
 * @returns null where the rows are no list
 * @throws ListFileError that a mapping of columns would not mend
 */
export function inspectRows(rows: readonly SheetRow[], place: ListFilePlace, form: ListForm | null, options: ListRowsOptions): InspectedRows | null {
  const needs = new Set<Need>()
  let assumed: ReadListOptions = {}
  for (;;) {
    const collector = new RecordCollector({ records: () => Promise.resolve() }, options.columns)
    const list = new ListRows(place, { ...options, ...assumed }, collector, form)
    let problem: ListFileError | null = null
    let isList = true
    try {
      for (const row of rows) list.take(row)
      isList = list.end()
    } catch (error) {
      if (!(error instanceof ListFileError)) throw error
      if (isAssumable(error.code) && !needs.has(assumptions[error.code].need)) {
        needs.add(assumptions[error.code].need)
        assumed = { ...assumed, ...assumptions[error.code].option }
        continue
      }
      problem = error
    }
    // What was only assumed may contradict later rows; what a person says will be checked then.
    if (problem !== null && needs.size > 0 && ['prefectureContradicts', 'listKindContradicts'].includes(problem.code)) problem = null
    if (list.table !== null) return inspectTable({ place, rows, needs }, list.table.heading, list.table.columns, collector, problem)
    if (isList && problem === null) return { sheets: reportSheets(collector, place, needs), needs: [...needs], table: null }
    if (problem !== null && !['headingMissing', 'columnsMixedUp'].includes(problem.code)) throw problem
    if (problem === null) return null
    const unknown = unknownTable(rows, place)
    if (unknown === null) throw problem
    return unknown
  }
}

interface FoundRows {
  readonly place: ListFilePlace
  readonly rows: readonly SheetRow[]
  readonly needs: Set<Need>
}

function reportSheets(collector: RecordCollector, { file, sheet = '' }: ListFilePlace, needs: ReadonlySet<Need>): InspectedFile['sheets'] {
  const lists = collector.report().sheets.map(({ form, prefectureNumber, listKind, asOf }) => ({
    file, sheet, form, asOf,
    prefectureNumber: needs.has('prefecture') ? null : prefectureNumber,
    listKind: needs.has('listKind') ? null : listKind,
  }))
  // Where later rows contradict what had to be assumed, there is no record yet.
  return lists.length > 0 ? lists : [{ file, sheet, form: 'bureauReport', asOf: null, prefectureNumber: null, listKind: null }]
}

function inspectTable({ place, rows, needs }: FoundRows, heading: SheetRow, columns: ReadonlyMap<ListColumn, number>, collector: RecordCollector, problem: ListFileError | null): InspectedRows {
  if (problem !== null && problem.code !== 'columnsMixedUp') throw problem
  const below = rowsBelow(rows, heading)
  const report = collector.report()
  const cellsOf = (index: number): string[] => below.slice(0, sampleRows).map(({ cells }) => cells[index] ?? '')
  const isMixedUp = problem !== null || report.refused.length > report.records || [...columns].some(([column, index]) => !holdsItsItem(column, cellsOf(index)))
  if (isMixedUp) needs.add('columns')
  const sevenDigits = columns.has('facilityCode') && cellsOf(columns.get('facilityCode') ?? 0).every((cell) => codeDigits(cell).length !== 10)
  const sheets = reportSheets(collector, place, needs)
  const [first] = sheets
  // Codes of 10 digits say themselves where each row belongs: the first rows do not speak for the others.
  const same = <T>(values: readonly T[]): T | null => (sevenDigits && new Set(values).size === 1 ? (values[0] ?? null) : null)
  return {
    sheets: [{
      file: place.file, sheet: place.sheet ?? '', form: 'table', asOf: first?.asOf ?? null,
      prefectureNumber: same(sheets.map((sheet) => sheet.prefectureNumber)), listKind: same(sheets.map((sheet) => sheet.listKind)),
    }],
    needs: [...needs],
    table: preview(heading, below, columns),
  }
}

/** A table without any heading we know, offered for mapping: the first row that may be one stands above others and holds no code. */
export function unknownTable(rows: readonly SheetRow[], place: ListFilePlace): InspectedRows | null {
  const heading = rows.find(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= fewestColumns && !isHeadingRow(cells))
  if (heading === undefined || heading.cells.some((cell) => [7, 10].includes(codeDigits(cell).length))) return null
  const below = rowsBelow(rows, heading)
  if (below.length === 0) return null
  const cells = heading.cells.map((_, index) => below.slice(0, sampleRows).map((row) => row.cells[index] ?? ''))
  const columns = guessColumns(cells, findColumns(heading.cells, {}))
  return {
    sheets: [{ file: place.file, sheet: place.sheet ?? '', form: 'table', prefectureNumber: null, listKind: null, asOf: null }],
    needs: ['columns', ...needsOfCodes(cells[columns.get('facilityCode') ?? -1] ?? [], columns, place)],
    table: preview(heading, below, columns),
  }
}

/** Codes of 7 digits do not say where they belong. */
function needsOfCodes(codes: readonly string[], columns: ReadonlyMap<ListColumn, number>, { file, sheet = '' }: ListFilePlace): Need[] {
  if (!codes.some((code) => codeDigits(code).length === 7)) return []
  const isKnown = columns.has('prefecture') || prefectureInName(sheet) !== null || prefectureInName(file) !== null
  return isKnown ? ['listKind'] : ['prefecture', 'listKind']
}

function rowsBelow(rows: readonly SheetRow[], heading: SheetRow): SheetRow[] {
  return rows.slice(rows.indexOf(heading) + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

function preview(heading: SheetRow, below: readonly SheetRow[], columns: ReadonlyMap<ListColumn, number>): Table {
  const headings = headingNames(heading.cells).slice(0, previewColumns).map((name) => name.slice(0, 2 * previewCharacters))
  const mapping: { [column in ListColumn]?: string } = {}
  for (const [column, index] of columns) {
    const name = headings[index]
    if (name !== undefined) mapping[column] = name
  }
  return {
    headings,
    rows: below.slice(0, previewRows).map(({ cells }) => headings.map((_, index) => (cells[index] ?? '').slice(0, previewCharacters))),
    columns: mapping satisfies ColumnMapping,
  }
}
