/**
 * `facilities import FILE…`: files read in a worker → parts on disk → central's staged list → questions → put into use in
 * one step. Broken off anywhere before that step, the list in use is as it was, and the same command begins anew.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import type { ListQuestionKind } from '#shared/domain/list-questions.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { inspectListFilesInWorker } from '#list-files/inspect-in-worker.ts'
import { leftOutOf } from '#list-files/left-out.ts'
import { createListParts, type ListParts } from '#list-files/list-parts.ts'
import { readListFilesInWorker } from '#list-files/read-in-worker.ts'
import { ListFileError, type ListFilesReport, type ListFileSource } from '#list-files/read-list-files.ts'
import { sparedCodes, type CodesInUse } from '#list-files/spared-codes.ts'
import { AdministrationError } from '../staff/administration.ts'
import type { AskAdministration } from './open-administration.ts'
import { questionNames } from './question-names.ts'

export interface FacilityImportOptions {
  /** For files that do not say it; null = they do. */
  readonly prefecture: string | null
  readonly kind: FacilityListKind | null
  /** Questions answered with yes beforehand. */
  readonly confirmed: readonly ListQuestionKind[]
  /** ID of the administrator who answers for it; null = the account of the operating system. */
  readonly by: string | null
  /** Where the parts of the list lie until it is in use. */
  readonly temporaryFolder: string
  readonly signal: AbortSignal
  /** One line a step; names files and rows, and facilities only by their number. */
  readonly tell: (line: string) => void
}

/** Rows named that could not be read; more are counted. */
const mostNamed = 20
/** Largest number of spared facilities central takes: more unreadable rows are no list. */
const mostSpared = 5000
const codesAtOnce = 10_000

const count = (value: number): string => value.toLocaleString('en')
const scopeName = ({ prefectureNumber, listKind }: { prefectureNumber: string; listKind: FacilityListKind }): string =>
  `${prefectureByNumber(prefectureNumber)?.name ?? prefectureNumber} ${listKindNames[listKind]}`

type Preview = CentralReply<'previewFacilityList'>
type Question = Preview['questions'][number]

const questionLines: Readonly<Record<ListQuestionKind, (question: Question) => string[]>> = {
  olderList: ({ scopes }) => ['This list is older than the one in use:', ...scopes.map((scope) => `  ${scopeName(scope)}: in use ${scope.heldAsOf ?? 'unknown day'}, this list ${scope.asOf ?? 'unknown day'}`)],
  manyClosed: ({ scopes }) => ['This list would close unusually many facilities:', ...scopes.map((scope) =>
    `  ${scopeName(scope)}: ${count(scope.closing)} of ${count(scope.held)} in use (${((100 * scope.closing) / Math.max(1, scope.held)).toFixed(1)} %) do not stand in it`)],
}

async function requireFiles(files: readonly string[]): Promise<ListFileSource[]> {
  for (const file of files) {
    const isFile = await stat(file).then((found) => found.isFile(), () => false)
    if (!isFile) throw new AdministrationError(`There is no file ${file}, or it cannot be read`)
  }
  return files.map((path) => ({ name: basename(path), path }))
}

/** What an option could say that the files do not. */
async function missingOptions(sources: readonly ListFileSource[], options: FacilityImportOptions): Promise<string> {
  const needs = (await inspectListFilesInWorker(sources)).flatMap((file) => file.needs)
  const missing = [
    ...(needs.includes('prefecture') && options.prefecture === null ? ['--prefecture 01-47'] : []),
    ...(needs.includes('listKind') && options.kind === null ? [`--kind ${Object.values(listKindNames).join('|')}`] : []),
  ]
  return missing.length === 0 ? '' : ` (${missing.join(' and ')} can say it)`
}

async function readFiles(sources: readonly ListFileSource[], parts: ListParts, options: FacilityImportOptions): Promise<ListFilesReport> {
  let told = 0
  try {
    return await readListFilesInWorker(
      sources,
      {
        signal: options.signal,
        ...(options.prefecture !== null && { prefectureNumber: options.prefecture }),
        ...(options.kind !== null && { listKind: options.kind }),
        onProgress: ({ fileNumber, fileCount, file }) => {
          if (fileNumber === told) return
          told = fileNumber
          options.tell(`Reading ${fileNumber} of ${fileCount}: ${file}`)
        },
      },
      { records: (batch) => parts.add(batch) },
    )
  } catch (error) {
    throw error instanceof ListFileError ? new AdministrationError(`${error.message}${await missingOptions(sources, options)}`) : error
  }
}

const inUseAt = (ask: AskAdministration, signal: AbortSignal): CodesInUse => async function* (scopes) {
  for (const { prefectureNumber, listKind } of scopes) {
    for (let after = ''; ; ) {
      signal.throwIfAborted()
      const codes = (await ask('facilityCodesInUse', { prefectureNumber, listKind, after, limit: codesAtOnce })) as string[]
      yield codes.map((facilityCode) => ({ facilityCode, prefectureNumber, listKind }))
      if (codes.length < codesAtOnce) break
      after = codes.at(-1)!
    }
  }
}

function tellLeftOut(left: readonly { message: string }[], tell: (line: string) => void): void {
  left.slice(0, mostNamed).forEach(({ message }) => tell(message))
  if (left.length > mostNamed) tell(`${count(left.length - mostNamed)} more rows were left out`)
}

const changesLine = ({ added, changed, unchanged, closed }: Omit<Preview, 'questions'>): string =>
  `new ${count(added)}, changed ${count(changed)}, unchanged ${count(unchanged)}, closed ${count(closed)}`

/** @throws AdministrationError where a question is not confirmed: the list in use is as it was */
async function switchTo(ask: AskAdministration, listId: string, expectedCount: number, options: FacilityImportOptions): Promise<object> {
  options.tell('Comparing with the list in use')
  const { questions, ...changes } = (await ask('previewFacilityList', { listId })) as Preview
  options.tell(`This list: ${changesLine(changes)}`)
  for (const question of questions) questionLines[question.kind](question).forEach(options.tell)
  const open = questions.map(({ kind }) => kind).filter((kind) => !options.confirmed.includes(kind))
  if (open.length > 0) {
    throw new AdministrationError(`Nothing was changed. Check the files; if they are right, run the command again with ${open.map((kind) => `--confirm ${questionNames[kind]}`).join(' ')}`)
  }
  options.signal.throwIfAborted()
  options.tell('Putting it into use')
  return (await ask('activateFacilityList', { listId, expectedCount, confirmed: questions.map(({ kind }) => kind), by: options.by })) as object
}

async function stageAndSwitch(ask: AskAdministration, report: ListFilesReport, parts: ListParts, kept: number, options: FacilityImportOptions): Promise<object> {
  const spared = await sparedCodes(report, parts, inUseAt(ask, options.signal))
  tellLeftOut(leftOutOf(report, spared), options.tell)
  if (report.coverage.length === 0) throw new AdministrationError('The files hold no whole list of a prefecture and kind. Nothing was changed.')
  if (spared.codes.length > mostSpared) throw new AdministrationError(`${count(spared.codes.length)} rows could not be read: these are not the right files. Nothing was changed.`)
  const listId = randomUUID()
  const coverage = report.coverage.map(({ prefectureNumber, listKind, asOf, form }) => ({ prefectureNumber, listKind, asOf, form }))
  await ask('startFacilityList', { listId, coverage, sparedCodes: [...spared.codes], by: options.by })
  try {
    options.tell(`Handing in ${count(kept)} facilities`)
    for (let part = 0; part < parts.count(); part += 1) {
      options.signal.throwIfAborted()
      const facilities = await parts.read(part)
      if (facilities.length > 0) await ask('addFacilities', { listId, part, facilities })
    }
    return await switchTo(ask, listId, kept, options)
  } catch (error) {
    // What cannot be dropped now is dropped by central after seven days; nothing depends on it but room.
    await ask('discardFacilityList', { listId, by: options.by }).catch(() => undefined)
    throw error
  }
}

/**
 * @returns the counts, with the version now in use and how many rows were left out
 * @throws AdministrationError naming file and row; the signal's reason when stopped. The list in use is as it was
 */
export async function importFacilityFiles(ask: AskAdministration, files: readonly string[], options: FacilityImportOptions): Promise<object> {
  const sources = await requireFiles(files)
  const folder = await mkdtemp(join(options.temporaryFolder, 'central-list-'))
  const parts = createListParts(folder)
  try {
    const report = await readFiles(sources, parts, options)
    await parts.flush()
    const { kept, left } = parts.limitTo(report.coverage)
    options.tell(`Read ${count(kept)} facilities of ${report.coverage.map(scopeName).join(', ')}`)
    const result = await stageAndSwitch(ask, report, parts, kept, options)
    return { ...result, leftOut: report.refused.length + left }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
