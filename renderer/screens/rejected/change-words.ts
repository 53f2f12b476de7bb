/** A change in the words of the office. */
import type { ChangeField, ChangeView } from '#shared/contract/desktop/contract.ts'
import { shortDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'

const text = ja.changes

export const changeWord = ({ type }: Pick<ChangeView, 'type'>): string => wordFor(ja.rejected.types, type, ja.rejected.otherType)

export const whyWord = ({ isDeferred, code }: Pick<ChangeView, 'isDeferred' | 'code'>): string =>
  isDeferred ? text.parked : wordFor(ja.rejected.codes, code, ja.rejected.otherCode)

export const fieldWord = (field: string): string => wordFor(text.fields, field, text.otherField)

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u

/** Codes as words, times as they are written here; the text of a person as it is. Empty where nothing is said. */
export const valueWords = (field: string, { values, isUndecided }: Omit<ChangeField, 'field'>): string => {
  if (isUndecided) return ja.general.undecided
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = text.values
  const table = Object.hasOwn(words, field) ? (words[field] ?? {}) : {}
  return values.map((value) => (instant.test(value) ? shortDateTime(value) : wordFor(table, value, value))).join(text.separator)
}

/** All that was written, to be put elsewhere. */
export const copiedText = (change: ChangeView): string =>
  [[changeWord(change), change.subject ?? ''].filter((part) => part !== '').join('　'), ...change.text.map((one) => `${fieldWord(one.field)}：${valueWords(one.field, one)}`)].join('\n')
