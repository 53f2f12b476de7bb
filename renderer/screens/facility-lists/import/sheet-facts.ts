/** What was recognised in a file, short enough for one line of a table. */
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { shortWareki } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import type { ChosenFile } from './import-files.ts'

const text = ja.facilityLists
const most = 3
const different = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))]

export interface SheetFacts {
  readonly prefectures: string
  readonly kinds: string
  readonly days: string
  readonly form: string
}

/** Answers of a person stand in where the file itself says nothing. */
export function sheetFacts({ inspected, answer }: ChosenFile): SheetFacts {
  const sheets = inspected?.sheets ?? []
  const prefectureNumbers = different(sheets.length === 0 ? [answer.prefectureNumber] : sheets.map((sheet) => sheet.prefectureNumber ?? answer.prefectureNumber))
  const kinds = different(sheets.length === 0 ? [answer.listKind] : sheets.map((sheet) => sheet.listKind ?? answer.listKind))
  const days = different(sheets.map((sheet) => sheet.asOf)).sort()
  const [first] = days
  const last = days.at(-1)
  const isByRow = inspected?.table !== null && inspected?.table !== undefined && inspected.needs.length === 0
  const none = isByRow ? text.fromRows : '－'
  const form = different(sheets.map((sheet) => text.forms[sheet.form])).join('・')
  return {
    prefectures: prefectureNumbers.length === 0 ? none : prefectureNumbers.length > most ? text.prefectureCount(prefectureNumbers.length) : prefectureNumbers.map((number) => prefectureByNumber(number)?.name ?? number).join('・'),
    kinds: kinds.length === 0 ? none : kinds.map((kind) => ja.general.facilityKinds[kind as keyof typeof ja.general.facilityKinds]).join('・'),
    days: first === undefined || last === undefined ? '－' : first === last ? shortWareki(first) : `${shortWareki(first)}～${shortWareki(last)}`,
    form: sheets.length > 1 ? `${form}（${text.manySheets(sheets.length)}）` : form === '' ? '－' : form,
  }
}
