/** What an import asks before a list is put into use, as lines on a terminal. */
import { createInterface } from 'node:readline/promises'
import type { ListQuestion } from '#shared/contract/records.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'

type Scope = ListQuestion['scopes'][number]

const number = (value: number) => value.toLocaleString('ja-JP')
const day = (iso: string | null) => (iso === null ? '日付不明' : `${Number(iso.slice(0, 4))}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日現在`)
const scopeName = (scope: Scope) => `${prefectureByNumber(scope.prefectureNumber)?.name ?? scope.prefectureNumber}・${listKindNames[scope.listKind]}`

const questionLines: Readonly<Record<ListQuestion['kind'], (scopes: readonly Scope[]) => string[]>> = {
  olderList: (scopes) => [
    '使用中の一覧より古い一覧です。',
    ...scopes.map((scope) => `  ${scopeName(scope)}: 使用中 ${day(scope.heldAsOf)} → この一覧 ${day(scope.asOf)}`),
  ],
  manyClosed: (scopes) => [
    '閉鎖になる医療機関が多い一覧です。',
    ...scopes.map((scope) => `  ${scopeName(scope)}: 使用中 ${number(scope.held)} 件のうち ${number(scope.closing)} 件（${((100 * scope.closing) / Math.max(1, scope.held)).toFixed(1)} %）がこの一覧にありません`),
  ],
}

/** Every question with its figures. */
export const linesOfQuestions = (questions: readonly ListQuestion[]): string[] => questions.flatMap(({ kind, scopes }) => questionLines[kind](scopes))

export interface Terminal {
  /** False where nobody can answer: a script, a pipe. */
  readonly isInteractive: boolean
  ask(question: string): Promise<string>
}

export const standardTerminal: Terminal = {
  isInteractive: process.stdin.isTTY && process.stderr.isTTY,
  ask: async (question) => {
    // The question goes where the notes go: standard output is the result's.
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
}
