import { notAList } from './csv-text.ts'
import type { ListFileSource } from './list-files-types.ts'
import { identifySource, legacyWorkbook } from './source-kind.ts'
import { isBinaryWorkbook, isWorkbook } from './workbook.ts'
import { openZip, type InflationBudget, type ZipArchive } from './zip-archive.ts'

/** Where in the whole file a part of it lies (0–1), given how far the part has been read (0–1). */
export type FractionOfFile = (fractionOfPart: number) => number

/** What to do with the parts of a list file: a workbook or CSV by itself, or those a zip holds. */
export interface ListSourceVisitor {
  text(source: ListFileSource, fraction: FractionOfFile): Promise<void>
  workbook(file: string, zip: ZipArchive, fraction: FractionOfFile): Promise<void>
  /** An entry of a zip that is no list. */
  ignored(file: string): void
}

/** Zips inside a zip: a region's bundle may hold one bundle a prefecture. */
const zipDepth = 2

/** @throws ListFileError for a file that cannot be read, and whatever the visitor throws */
export async function visitListSource(source: ListFileSource, budget: InflationBudget, visitor: ListSourceVisitor, signal?: AbortSignal): Promise<void> {
  await visit(source, (fraction) => fraction, 0)

  async function visit(part: ListFileSource, fraction: FractionOfFile, depth: number): Promise<void> {
    signal?.throwIfAborted()
    if ((await identifySource(part)) === 'text') {
      await visitor.text(part, fraction)
      return
    }
    const zip = await openZip(part, budget)
    try {
      if (isWorkbook(zip)) await visitor.workbook(part.name, zip, fraction)
      else if (isBinaryWorkbook(zip)) throw legacyWorkbook(part.name)
      else await visitBundle(part.name, zip, fraction, depth)
    } finally {
      zip.close()
    }
  }

  async function visitBundle(file: string, zip: ZipArchive, fraction: FractionOfFile, depth: number): Promise<void> {
    const lists = zip.entries.filter((entry) => /\.(xlsx|xlsm|csv|txt|zip|xls)$/iu.test(entry.name) && !/(^|\/)(__MACOSX\/|[.~])/u.test(entry.name))
    for (const entry of zip.entries) if (!lists.includes(entry)) visitor.ignored(`${file} › ${entry.name}`)
    if (lists.length === 0 || depth >= zipDepth) throw notAList(file)
    for (const [index, entry] of lists.entries()) {
      const inner: FractionOfFile = (fractionOfPart) => fraction((index + fractionOfPart) / lists.length)
      await visit({ name: `${file} › ${entry.name}`, bytes: await zip.bytes(entry) }, inner, depth + 1)
    }
  }
}
