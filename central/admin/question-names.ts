import type { ListQuestionKind } from '#shared/domain/list-questions.ts'

/** The questions a list may raise, as the option --confirm names them. */
export const questionNames: Readonly<Record<ListQuestionKind, string>> = { olderList: 'older-list', manyClosed: 'many-closed' }
