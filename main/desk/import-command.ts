/** `desk import FILE…`: one administrator's import, or with --dry-run a look at what the files hold. */
import { existsSync, openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { dryRunRecord } from '#list-files/dry-run-record.ts'
import { inspectListFilesInWorker } from '#list-files/inspect-in-worker.ts'
import { readListFilesInWorker } from '#list-files/read-in-worker.ts'
import { ListFileError, type ListFilesReport } from '#list-files/read-list-files.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import { sentenceForReason } from '#host/desk-error-sentences.ts'
import { HostError } from '#host/host-error.ts'
import type { DeskClient } from './desk-client.ts'
import { linesOfQuestions, type Terminal } from './import-questions.ts'

export interface ImportOptions {
  readonly prefecture: string | null
  readonly kind: FacilityListKind | null
}
export interface Output {
  line(text: string): void
  note(text: string): void
}

const number = (value: number) => value.toLocaleString('ja-JP')

/** @throws HostError (exit 2) naming the first file that is not there */
export const requireFiles = (files: readonly string[]): void => {
  for (const file of files) {
    if (!existsSync(file)) throw new HostError(`ファイルがありません: ${file}`, undefined, 2)
    if (!statSync(file).isFile()) throw new HostError(`ファイルではありません: ${file}`, undefined, 2)
  }
}

const sourcesOf = (files: readonly string[]) => files.map((path) => ({ name: basename(path), path }))

/** The screen lets a person choose what a list does not say; here it is an option. */
const missingOptions = async (files: readonly string[], options: ImportOptions): Promise<string> => {
  const needs = (await inspectListFilesInWorker(sourcesOf(files))).flatMap((file) => file.needs)
  const missing = [
    ...(needs.includes('prefecture') && options.prefecture === null ? ['--prefecture 01〜47'] : []),
    ...(needs.includes('listKind') && options.kind === null ? ['--kind 医科（歯科・薬局・訪問看護）'] : []),
  ]
  return missing.length === 0 ? '' : ` ${missing.join(' と ')} で指定できます。`
}

/** Prints one parsed record a line (`json`) or the summary. Nothing is changed. */
export const dryRun = async (files: readonly string[], options: ImportOptions, json: boolean, output: Output): Promise<void> => {
  const report = await readListFilesInWorker(
    sourcesOf(files),
    { ...(options.prefecture !== null && { prefectureNumber: options.prefecture }), ...(options.kind !== null && { listKind: options.kind }) },
    { records: async (batch) => { if (json) for (const record of batch) output.line(JSON.stringify(dryRunRecord(record.facility))) } },
  ).catch(async (error: unknown) => {
    throw error instanceof ListFileError ? new HostError(`${error.message}${await missingOptions(files, options)}`, error) : error
  })
  const tell = json ? output.note : output.line
  tell(`${number(report.records)} 件を読み取りました（取り込みはしていません）`)
  tellRefused(report.refused, report.refused.length, tell)
  tellCorrections(report, tell)
}

const tellRefused = (refused: readonly { message: string }[], count: number, tell: (text: string) => void) => {
  if (count === 0) return
  tell(`読み取れなかった行: ${number(count)} 件`)
  for (const row of refused.slice(0, 20)) tell(`  ${row.message}`)
}
const tellCorrections = (report: ListFilesReport, tell: (text: string) => void) => {
  const facilities = new Set(report.charactersToCorrect.map((character) => character.facilityCode))
  if (facilities.size > 0) tell(`外字など印刷できない文字を含む医療機関: ${number(facilities.size)} 件`)
}

/** Milliseconds between two looks at a job. */
const lookEvery = 150

/** Until the job rests: ended, or waiting for an answer. Readings begin by themselves and carry the report of their import. */
const waitWhileRunning = async (client: DeskClient, job: Job): Promise<Job> => {
  let current = job
  while (current.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, lookEvery) })
    const { job: next } = await client.facilityLists.summary({})
    if (next !== null && next.jobId !== job.jobId && next.kind === 'readings' && next.report !== null) return { ...current, state: 'done', report: next.report, message: null }
    if (next === null || next.jobId !== job.jobId) throw new HostError('取り込みの状態が分からなくなりました。画面の「一覧の管理」で結果を確かめてください。')
    current = next
  }
  return current
}

/** Puts the job's questions to the person. @throws HostError where the answer is no, or nobody can give one: the list is as it was */
const answerQuestions = async (client: DeskClient, job: Job, answer: Answering, output: Output): Promise<Job> => {
  linesOfQuestions(job.questions).forEach(output.note)
  if (job.report !== null) output.note(`  新規 ${number(job.report.added)} / 変更 ${number(job.report.changed)} / 変更なし ${number(job.report.unchanged)} / 閉鎖 ${number(job.report.closed)}`)
  if (answer.isYes) return await client.facilityLists.confirm({ jobId: job.jobId })
  const isConfirmed = answer.terminal.isInteractive && /^\s*(?:y|yes|はい)\s*$/iu.test((await answer.terminal.ask('この一覧に切り替えますか [y/N]: ')).normalize('NFKC'))
  if (isConfirmed) return await client.facilityLists.confirm({ jobId: job.jobId })
  await client.facilityLists.cancel({ jobId: job.jobId })
  throw new HostError(answer.terminal.isInteractive
    ? '取り込みを中止しました。一覧は元のままです。'
    : '確認が必要なため、取り込みませんでした。一覧は元のままです。内容を確かめ、取り込むときは --yes を付けて実行してください。')
}

export interface Answering {
  /** Every question is answered with yes. */
  readonly isYes: boolean
  readonly terminal: Terminal
}

/** @throws HostError with the reason; the list in use is as it was then */
export const importFiles = async (client: DeskClient, files: readonly string[], options: ImportOptions, answer: Answering, output: Output): Promise<ImportReport> => {
  const fileIds: string[] = []
  for (const file of files) {
    const { fileId } = await client.facilityLists.stage({ name: basename(file), content: await openAsBlob(file) })
    fileIds.push(fileId)
  }
  let job = await waitWhileRunning(client, await client.facilityLists.start({ fileIds, prefectureNumber: options.prefecture, listKind: options.kind }))
  while (job.state === 'asking') job = await waitWhileRunning(client, await answerQuestions(client, job, answer, output))
  if (job.state !== 'done' || job.report === null) {
    throw new HostError(job.message === null ? sentenceForReason(job.step) : `${job.message}${await missingOptions(files, options)}`)
  }
  tellRefused(job.report.refused, job.report.refusedCount, output.note)
  return job.report
}

/**
 * Waits for the readings that begin by themselves after an import: they end with this process. Broken off, they are made
 * after the next import.
 */
export const waitForReadings = async (client: DeskClient, output: Output): Promise<void> => {
  const { job } = await client.facilityLists.summary({})
  if (job?.kind !== 'readings' || job.state !== 'running') return
  output.note('フリガナを作っています（検索に使います。途中で終えても、次の取り込みのあとに続きます）')
  const ended = await waitWhileRunning(client, { ...job, report: null })
  if (ended.state === 'done' && ended.readings !== null) output.note(`フリガナ: 辞書による推定 ${number(ended.readings.dictionary)} 件 / なし ${number(ended.readings.without)} 件`)
  else output.note(ended.message ?? sentenceForReason(ended.step))
}

export const reportLines = (report: ImportReport): string[] => [
  `${number(report.records)} 件を取り込みました（版 ${report.version ?? '-'}）`,
  `  新規 ${number(report.added)} / 変更 ${number(report.changed)} / 変更なし ${number(report.unchanged)} / 閉鎖 ${number(report.closed)}`,
  ...(report.toCorrect > 0 ? [`  文字の補正が必要 ${number(report.toCorrect)} 件`] : []),
]
