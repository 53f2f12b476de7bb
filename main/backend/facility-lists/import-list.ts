/**
 * One import: files read in a worker → parts on disk → central's staged list → switched there → fetched like any other
 * change. Until central has switched, the list in use is as it was, here and everywhere.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import type { ImportReport } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import type { Core } from '../core.ts'
import { facilitiesByCodes } from '../facilities/facility-repository.ts'
import { readListFilesInWorker } from '../facilities/list-files/read-in-worker.ts'
import type { ListFilesReport, ListFileSource, ParsedRecord } from '../facilities/list-files/read-list-files.ts'
import type { CentralLink } from '../sync/central-link.ts'

export type UploadedFacility = Omit<FacilityRecord, 'listVersion' | 'isSample'>

export interface ImportRequest {
  readonly listId: string
  readonly sources: readonly ListFileSource[]
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
  readonly dryRun: boolean
  readonly isSample: boolean
  /** Folder for the parts; removed at the end. */
  readonly spool: string
  readonly signal: AbortSignal
  /** Token of the administrator; asked anew for every request, because an import may outlive one. */
  readonly token: () => Promise<string>
  readonly onStep: (step: 'reading' | 'comparing' | 'sending' | 'applying', done: number, total: number | null) => void
  readonly workerUrl?: URL
}

const partSize = 2000

const asUpload = (record: ParsedRecord): UploadedFacility => ({ ...record.facility, listKind: record.listKind, prefectureNumber: record.prefectureNumber })

/** Parts of the list on disk: a list is never wholly in memory. */
const createParts = (folder: string) => {
  let count = 0
  let waiting: UploadedFacility[] = []
  const fileOf = (part: number) => join(folder, `part-${part}.json`)
  const flush = async () => {
    if (waiting.length === 0) return
    await writeFile(fileOf(count), JSON.stringify(waiting), { mode: 0o600 })
    count += 1
    waiting = []
  }
  return {
    add: async (facilities: readonly UploadedFacility[]) => {
      waiting.push(...facilities)
      if (waiting.length >= partSize) await flush()
    },
    flush,
    count: () => count,
    read: async (part: number) => JSON.parse(await readFile(fileOf(part), 'utf8')) as UploadedFacility[],
  }
}
type Parts = ReturnType<typeof createParts>

const publishedFields = ['name', 'postalCode', 'address', 'telephone', 'founder', 'manager', 'designatedOn', 'type', 'status'] as const

/** What the import would do to the list held here; central counts again when it switches. */
const compareWithHeld = async (core: Core, request: ImportRequest, parts: Parts): Promise<Pick<ImportReport, 'added' | 'changed' | 'unchanged'>> => {
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (let part = 0; part < parts.count(); part += 1) {
    request.onStep('comparing', part, parts.count())
    const facilities = await parts.read(part)
    const held = new Map(facilitiesByCodes(core.database.rawReader, facilities.map((facility) => facility.facilityCode)).map((facility) => [facility.facilityCode, facility]))
    for (const facility of facilities) {
      const known = held.get(facility.facilityCode)
      if (known === undefined || (known.isSample && !request.isSample)) counts.added += 1
      else if (publishedFields.every((field) => known[field] === facility[field])) counts.unchanged += 1
      else counts.changed += 1
    }
  }
  return counts
}

const upload = async (link: CentralLink, request: ImportRequest, report: ListFilesReport, parts: Parts) => {
  const { listId } = request
  const call = async <T>(work: (token: string) => Promise<T>): Promise<T> => {
    request.signal.throwIfAborted()
    return await work(await request.token())
  }
  await call((token) => link.call('startFacilityList', { token, body: { listId, isSample: request.isSample, coverage: report.coverage.map((coverage) => ({ ...coverage })) } }))
  for (let part = 0; part < parts.count(); part += 1) {
    request.onStep('sending', part, parts.count())
    const facilities = await parts.read(part)
    await call((token) => link.call('addFacilities', { token, parameters: { listId, part }, body: { facilities }, timeoutMilliseconds: 60_000 }))
  }
  request.onStep('applying', 0, null)
  return await call((token) => link.call('activateFacilityList', { token, parameters: { listId }, body: { expectedCount: report.records }, timeoutMilliseconds: 300_000 }))
}

const asImportReport = (report: ListFilesReport, counts: Pick<ImportReport, 'added' | 'changed' | 'unchanged' | 'closed' | 'version'>): ImportReport => ({
  files: report.sheets.map((sheet) => ({ file: sheet.file, sheet: sheet.sheet, prefectureNumber: sheet.prefectureNumber, listKind: sheet.listKind, asOf: sheet.asOf, records: sheet.records })),
  records: report.records,
  refused: report.refused.slice(0, 500).map((row) => ({ file: row.file, sheet: row.sheet ?? null, row: row.row, message: row.message })),
  refusedCount: report.refused.length,
  warningCount: Object.values(report.recordWarnings).reduce((sum, count) => sum + (count ?? 0), 0),
  toCorrect: new Set(report.charactersToCorrect.map((character) => character.facilityCode)).size,
  ...counts,
})

/**
 * @throws ListFileError with a sentence naming file, sheet and row; nothing changed
 * @throws DeskError OFFLINE LIST_NOT_SENT, REFUSED CENTRAL_REFUSED_LIST; nothing changed
 */
export const importList = async (core: Core, link: CentralLink, request: ImportRequest): Promise<ImportReport> => {
  const parts = createParts(request.spool)
  try {
    const report = await readListFilesInWorker(
      request.sources,
      {
        signal: request.signal,
        ...(request.prefectureNumber !== null && { prefectureNumber: request.prefectureNumber }),
        ...(request.listKind !== null && { listKind: request.listKind }),
        onProgress: (progress) => request.onStep('reading', progress.records, null),
      },
      { records: async (batch) => await parts.add(batch.map(asUpload)) },
      request.workerUrl === undefined ? {} : { workerUrl: request.workerUrl },
    )
    await parts.flush()
    const compared = await compareWithHeld(core, request, parts)
    if (request.dryRun) return asImportReport(report, { ...compared, closed: 0, version: null })
    const { version, ...counts } = await upload(link, request, report, parts)
    return asImportReport(report, { ...counts, version })
  } catch (error) {
    if (error instanceof CentralUnreachable) throw new DeskError('OFFLINE', 'LIST_NOT_SENT', {}, { cause: error })
    if (error instanceof CentralProblem) throw new DeskError('REFUSED', 'CENTRAL_REFUSED_LIST', { code: error.code }, { cause: error })
    throw error
  } finally {
    await rm(request.spool, { recursive: true, force: true })
  }
}
