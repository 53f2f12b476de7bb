import { ListFileError } from './list-file-error.ts'
import { PackedStrings } from './packed-strings.ts'
import { attribute, brokenXml, readSharedStrings, readSheetRows, readTags, type SheetRow } from './sheet-xml.ts'
import type { InflationBudget, ZipArchive, ZipEntry } from './zip-archive.ts'

export interface WorkbookSheet {
  readonly name: string
  /** Inflated size as the zip states it; for progress only. */
  readonly statedBytes: number
  rows(): AsyncGenerator<SheetRow[]>
}

/** True if the zip is an Excel workbook in XML form. */
export function isWorkbook(zip: ZipArchive): boolean {
  return zip.entries.some((entry) => entry.name === 'xl/workbook.xml')
}

/** True for the binary form (.xlsb), which is not read. */
export function isBinaryWorkbook(zip: ZipArchive): boolean {
  return zip.entries.some((entry) => entry.name === 'xl/workbook.bin')
}

/** "worksheets/sheet1.xml" of xl/workbook.xml → "xl/worksheets/sheet1.xml"; absolute targets begin with a slash. */
function resolveTarget(target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = ['xl']
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/**
 * The sheets of a workbook in their order; the shared strings are read at once, the rows when asked for.
 * @throws ListFileError damaged, cellTooLong, formula, tooLarge
 */
export async function openWorkbook(file: string, zip: ZipArchive, budget: InflationBudget): Promise<WorkbookSheet[]> {
  const place = { file }
  const entries = new Map(zip.entries.map((entry) => [entry.name, entry]))
  const part = (name: string): ZipEntry => {
    const entry = entries.get(name)
    if (entry === undefined) throw brokenXml(place, undefined)
    return entry
  }
  const targets = new Map<string, string>()
  let stringsPath: string | undefined
  for (const { name, tag } of await readTags(zip.stream(part('xl/_rels/workbook.xml.rels')), place)) {
    if (name !== 'Relationship') continue
    const target = resolveTarget(attribute(tag, 'Target') ?? '')
    targets.set(attribute(tag, 'Id') ?? '', target)
    if ((attribute(tag, 'Type') ?? '').endsWith('/sharedStrings')) stringsPath = target
  }
  const limit = budget.limits.cellCharacters
  const strings = stringsPath !== undefined && entries.has(stringsPath) ? await readSharedStrings(zip.stream(part(stringsPath)), place, limit) : new PackedStrings(limit)
  const sheets: WorkbookSheet[] = []
  for (const { name, tag } of await readTags(zip.stream(part('xl/workbook.xml')), place)) {
    if (name !== 'sheet') continue
    const target = targets.get(attribute(tag, 'id') ?? '')
    // A chart sheet has no rows; its part lies in another folder.
    if (target === undefined || !target.includes('worksheets/')) continue
    const entry = part(target)
    const sheetName = attribute(tag, 'name') ?? ''
    sheets.push({
      name: sheetName,
      statedBytes: entry.statedBytes,
      rows: () => readSheetRows(zip.stream(entry), { file, sheet: sheetName }, strings, limit),
    })
  }
  if (sheets.length === 0) throw new ListFileError('noRecords', place, 'シートがありません。医療機関一覧表のファイルか確かめてください。')
  return sheets
}
