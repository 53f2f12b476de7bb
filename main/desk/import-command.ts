/** `desk import FILE…`: one administrator's import, or with --dry-run a look at what the files hold. */
import { existsSync, openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { dryRunRecord } from '#backend/facilities/list-files/dry-run-record.ts'
import { readListFilesInWorker } from '#backend/facilities/list-files/read-in-worker.ts'
import type { ListFilesReport } from '#backend/facilities/list-files/read-list-files.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import { sentenceForReason } from '#host/desk-error-sentences.ts'
import { HostError } from '#host/host-error.ts'
import type { DeskClient } from './desk-client.ts'

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

/** Prints one parsed record a line (`json`) or the summary. Nothing is changed. */
export const dryRun = async (files: readonly string[], options: ImportOptions, json: boolean, output: Output): Promise<void> => {
  const report = await readListFilesInWorker(
    files.map((path) => ({ name: basename(path), path })),
    { ...(options.prefecture !== null && { prefectureNumber: options.prefecture }), ...(options.kind !== null && { listKind: options.kind }) },
    { records: async (batch) => { if (json) for (const record of batch) output.line(JSON.stringify(dryRunRecord(record.facility))) } },
  )
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

const waitFor = async (client: DeskClient, job: Job, onStep: (job: Job) => void): Promise<Job> => {
  let current = job
  while (current.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, 150) })
    const { job: next } = await client.facilityLists.summary({})
    if (next === null || next.jobId !== job.jobId) throw new HostError('取り込みの状態が分からなくなりました。画面の「一覧取込」で結果を確かめてください。')
    current = next
    onStep(current)
  }
  return current
}

/** @throws HostError with the reason; the list in use is as it was then */
export const importFiles = async (client: DeskClient, files: readonly string[], options: ImportOptions, output: Output): Promise<ImportReport> => {
  const fileIds: string[] = []
  for (const file of files) {
    const { fileId } = await client.facilityLists.stage({ name: basename(file), content: await openAsBlob(file) })
    fileIds.push(fileId)
  }
  const started = await client.facilityLists.start({ fileIds, prefectureNumber: options.prefecture, listKind: options.kind })
  const ended = await waitFor(client, started, () => {})
  if (ended.state !== 'done' || ended.report === null) throw new HostError(ended.message ?? sentenceForReason(ended.step))
  tellRefused(ended.report.refused, ended.report.refusedCount, output.note)
  return ended.report
}

export const reportLines = (report: ImportReport): string[] => [
  `${number(report.records)} 件を取り込みました（版 ${report.version ?? '-'}）`,
  `  新規 ${number(report.added)} / 変更 ${number(report.changed)} / 変更なし ${number(report.unchanged)} / 閉鎖 ${number(report.closed)}`,
  ...(report.toCorrect > 0 ? [`  文字の補正が必要 ${number(report.toCorrect)} 件`] : []),
]
