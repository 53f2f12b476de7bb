/**
 * One import: files read in a worker → parts on disk → central's staged list → confirmed where it must be → switched
 * there → fetched like any other change. Broken off anywhere before the switch, the list in use is as it was.
 */
import type { ImportReport } from '#shared/contract/desktop/contract.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { leftOutOf } from '#list-files/left-out.ts'
import { createListParts, type ListParts } from '#list-files/list-parts.ts'
import { readListFilesInWorker } from '#list-files/read-in-worker.ts'
import type { ColumnMapping, ListFilesReport, ListFileSource } from '#list-files/read-list-files.ts'
import { sparedCodes, type Spared } from '#list-files/spared-codes.ts'
import type { Core } from '../core.ts'
import { facilitiesByCodes } from '../facilities/facility-repository.ts'
import { codesInUse } from './codes-in-use.ts'
import { compareWithHeld } from './compare-with-held.ts'
import type { JobRun } from './job-desk.ts'
import { discardStaged, stageList, switchToStaged, type Staging } from './staged-list.ts'

export interface ImportRequest {
  readonly sources: readonly ListFileSource[]
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
  readonly columns: ColumnMapping | null
  readonly dryRun: boolean
  readonly isSample: boolean
  /** Folder for the parts; removed at the end. */
  readonly spool: string
  readonly workerUrl?: URL | undefined
  /** The files could be read as they were described. */
  readonly onRead?: () => Promise<void>
}

/** Refused rows a report names; all of them are counted. */
const mostRefusedTold = 500
/** Facilities looked up at once: short enough for lookups in between. */
const slice = 500

/** Facilities with a 外字 that nobody has corrected yet: a correction is kept over later lists. */
const countToCorrect = (core: Core, report: ListFilesReport): number => {
  const codes = [...new Set(report.charactersToCorrect.map(({ facilityCode }) => facilityCode))]
  const open = new Set<string>()
  for (let start = 0; start < codes.length; start += slice) {
    const held = new Map(facilitiesByCodes(core.facilityList.handle(), codes.slice(start, start + slice)).map((facility) => [facility.facilityCode, facility]))
    const asked = new Set(codes.slice(start, start + slice))
    for (const { facilityCode, item, character } of report.charactersToCorrect) {
      if (!asked.has(facilityCode)) continue
      const facility = held.get(facilityCode)
      const isCorrected = facility?.publishedForms[item]?.includes(character) === true && facility[item]?.includes(character) !== true
      if (!isCorrected) open.add(facilityCode)
    }
  }
  return open.size
}

type Counts = Pick<ImportReport, 'added' | 'changed' | 'unchanged' | 'closed' | 'version'>

interface ReadList {
  readonly report: ListFilesReport
  readonly spared: Spared
  /** Facilities taken in, and those left out with their sheet. */
  readonly kept: number
  readonly left: number
}

const asImportReport = ({ report, spared, kept, left }: ReadList, toCorrect: number, counts: Counts): ImportReport => ({
  files: report.sheets.map((sheet) => ({ file: sheet.file, sheet: sheet.sheet, prefectureNumber: sheet.prefectureNumber, listKind: sheet.listKind, asOf: sheet.asOf, records: sheet.records })),
  records: kept,
  refused: leftOutOf(report, spared).slice(0, mostRefusedTold),
  refusedCount: report.refused.length + left,
  warningCount: Object.values(report.recordWarnings).reduce((sum, count) => sum + (count ?? 0), 0),
  toCorrect,
  ...counts,
})

const readFiles = async (core: Core, request: ImportRequest, run: JobRun, parts: ListParts): Promise<ReadList> => {
  const report = await readListFilesInWorker(
    request.sources,
    {
      signal: run.signal,
      ...(request.prefectureNumber !== null && { prefectureNumber: request.prefectureNumber }),
      ...(request.listKind !== null && { listKind: request.listKind }),
      ...(request.columns !== null && { columns: request.columns }),
      onProgress: (progress) => run.step('reading', progress.records, null),
    },
    { records: async (batch) => await parts.add(batch) },
    request.workerUrl === undefined ? {} : { workerUrl: request.workerUrl },
  )
  await parts.flush()
  await request.onRead?.()
  const limited = parts.limitTo(report.coverage)
  return { report, ...limited, spared: await sparedCodes(report, parts, codesInUse(core, run)) }
}

const putIntoUse = async (staging: Staging, request: ImportRequest, run: JobRun, list: ReadList, parts: ListParts): Promise<ImportReport> => {
  try {
    await stageList(staging, run, list.report, parts, { isSample: request.isSample, sparedCodes: list.spared.codes })
    // A question may wait for days: what central holds by now is not kept here as well.
    await parts.remove()
    const toCorrect = countToCorrect(staging.core, list.report)
    const switched = await switchToStaged(staging, run, list.kept, async (questions, changes) =>
      await run.ask(questions, asImportReport(list, toCorrect, { ...changes, version: null })))
    return asImportReport(list, toCorrect, switched)
  } catch (error) {
    // Where the program ends, the next import drops it.
    if (!run.isEnding()) await discardStaged(staging)
    throw error
  }
}

/**
 * @throws ListFileError with a sentence naming file, sheet and row; nothing changed
 * @throws DeskError of staged-list.ts; the signal's reason when cancelled
 */
export const importList = async (staging: Staging, request: ImportRequest, run: JobRun): Promise<ImportReport> => {
  const parts = createListParts(request.spool)
  try {
    const list = await readFiles(staging.core, request, run, parts)
    if (!request.dryRun) return await putIntoUse(staging, request, run, list, parts)
    const changes = await compareWithHeld(staging.core, run, list.report, parts, { isSample: request.isSample, sparedCodes: list.spared.codes })
    return asImportReport(list, countToCorrect(staging.core, list.report), { ...changes, version: null })
  } finally {
    await parts.remove()
  }
}
