/** The supervisor's list as CSV for a spreadsheet: UTF-8 with BOM, CRLF, one line a step of a case's history. */
import { stringify } from 'csv-stringify/sync'
import type { CaseSummary } from '#shared/contract/desktop/case-procedures.ts'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { caseKindWords, caseStateWord, stepReasonWord } from '#shared/domain/case-words.ts'

/** Beginning of a formula in one spreadsheet or another, also after blanks, which some leave out. Full-width signs are read as their narrow ones. */
const beginsFormula = /^[\s\u00a0\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u
/** Turned into a number such a cell would lose its leading zero, or its last digits: codes and telephone numbers. */
const isNumberToKeep = /^(?:0\d+|\d{10,})$/u

/**
 * A cell that a spreadsheet shows as text. One that it would run, or turn into another number, gets an apostrophe in front, the sign
 * spreadsheets themselves use for text: what follows stays readable as it is.
 */
export const textCell = (text: string): string => (beginsFormula.test(text) || isNumberToKeep.test(text) ? `'${text}` : text)

/** 2026-11-23 12:00:00 in Japan. */
const timeInJapan = (instant: string): string => new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const headings = [
  '種別', '番号', '医療機関等コード', '施設名', '相手', 'ご用件', '現在の状態', '担当', '受付日時', '案内と異なる手配', '日時', '操作した人', '端末番号', '変更前', '変更後', '理由',
] as const

export interface CaseSteps {
  readonly summary: CaseSummary
  readonly events: readonly (HistoryEvent & { readonly staffName: string | null; readonly deviceNumber: number | null })[]
}

export const caseTable = (cases: readonly CaseSteps[]): string => {
  const lines = cases.flatMap(({ summary, events }) => {
    const { kind } = summary
    const head = [
      caseKindWords[kind], summary.number ?? '', summary.facilityCode ?? '', summary.facilityName ?? '', summary.callerName ?? '', summary.question, caseStateWord(kind, summary.state),
      summary.staffName ?? '', timeInJapan(summary.at), summary.isOverride ? 'あり' : '',
    ]
    return events.map((event) => [
      ...head, timeInJapan(event.at), event.staffName ?? '自動', event.deviceNumber === null ? '' : String(event.deviceNumber),
      event.from === null ? '' : caseStateWord(kind, event.from), caseStateWord(kind, event.to), event.reason === null ? '' : stepReasonWord(event.reason),
    ])
  })
  return stringify([[...headings], ...lines].map((line) => line.map(textCell)), { bom: true, record_delimiter: 'windows', quoted: true, quoted_empty: true })
}
