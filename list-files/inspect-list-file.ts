import { notAList, readCsvRows } from './csv-text.ts'
import { inspectRows, unknownTable, type InspectedRows } from './inspect-rows.ts'
import { ListFileError } from './list-file-error.ts'
import { listFileLimits } from './list-file-limits.ts'
import type { InspectedListFile, InspectListOptions, ListFileSource } from './list-files-types.ts'
import type { ListRowsOptions } from './list-rows.ts'
import type { SheetRow } from './sheet-xml.ts'
import { visitListSource } from './visit-list-source.ts'
import { openWorkbook } from './workbook.ts'
import type { InflationBudget, ZipArchive } from './zip-archive.ts'

/** Rows of a sheet that are looked at: more than a list takes to show what it is, titles, headings and first records. */
const rowsLookedAt = 160
/** Bytes of a CSV in which its encoding must show. */
const csvTrialBytes = 1024 * 1024

/**
 * Looks at the beginning of a list file, of each list in a zip and of each sheet: what it says it is, and what a person
 * has to say before it can be read. What is behind the first rows is not looked at, so reading it may still fail.
 * A table's columns are judged by `columns` where they are given; codes of 10 digits say themselves where they belong.
 *
 * Bad content does not throw: `problem` holds the sentence, and what was found before it stands.
 * @throws the signal's reason when aborted
 */
export async function inspectListFile(source: ListFileSource, options: InspectListOptions = {}): Promise<InspectedListFile> {
  const rowOptions: ListRowsOptions = { limits: options.limits ?? listFileLimits, ...(options.columns !== undefined && { columns: options.columns }) }
  const budget: InflationBudget = { limits: rowOptions.limits, inflated: 0 }
  const found: InspectedRows[] = []
  let problem: string | null = null
  try {
    await visitListSource(
      source,
      budget,
      {
        text: async (text) => {
          const rows = await firstCsvRows(text, rowOptions)
          const list = inspectRows(rows, { file: text.name }, 'table', rowOptions)
          if (list === null) throw notAList(text.name)
          found.push(list)
        },
        workbook: async (file, zip) => void found.push(...(await inspectWorkbook(file, zip, budget, rowOptions))),
        ignored: () => undefined,
      },
      options.signal,
    )
  } catch (error) {
    options.signal?.throwIfAborted()
    if (!(error instanceof ListFileError)) throw error
    problem = error.message
  }
  const tables = found.filter(({ table }) => table !== null)
  return {
    name: source.name,
    sheets: found.flatMap(({ sheets }) => sheets),
    needs: [...new Set(found.flatMap(({ needs }) => needs))],
    table: (tables.find(({ needs }) => needs.includes('columns')) ?? tables[0])?.table ?? null,
    problem,
  }
}

async function inspectWorkbook(file: string, zip: ZipArchive, budget: InflationBudget, options: ListRowsOptions): Promise<InspectedRows[]> {
  const workbook = await openWorkbook(file, zip, budget)
  const found: InspectedRows[] = []
  const others: InspectedRows[] = []
  try {
    for (const sheet of workbook.sheets) {
      const rows = await sheet.firstRows(rowsLookedAt)
      const place = { file, sheet: sheet.name }
      const list = inspectRows(rows, place, null, options)
      const other = list === null ? unknownTable(rows, place) : null
      if (list !== null) found.push(list)
      if (other !== null) others.push(other)
    }
  } finally {
    await workbook.close()
  }
  // Sheets of something else may lie beside a list; without one they may be the list, under other headings.
  if (found.length > 0) return found
  if (others.length === 0) throw notAList(file)
  return others
}

async function firstCsvRows(source: ListFileSource, { limits }: ListRowsOptions): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const piece of readCsvRows(source, limits, () => undefined, csvTrialBytes)) {
    rows.push(...piece)
    if (rows.length >= rowsLookedAt) break
  }
  return rows.slice(0, rowsLookedAt)
}
