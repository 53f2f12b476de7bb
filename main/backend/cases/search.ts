/** From a filter to what is asked of the index. */
import type { CaseFilter } from '#shared/contract/desktop/case-procedures.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { addDays, beginningOfDay } from '#shared/domain/japan-days.ts'
import type { Core } from '../core.ts'
import { exactWord, overrideWord, wordKeys } from '../database/case-index.ts'
import { findCases, type CaseQuestion } from '../database/case-index-repository.ts'
import { findFacilities } from '../facilities/find-repository.ts'

/** Facilities that words may mean: what is more general than that is no help in finding one case. */
const mostFacilities = 500

/** Names of the criteria used, for the audit trail: never the words. */
export const criteriaOf = (filter: CaseFilter): string[] => [
  ...(filter.text === '' ? [] : ['text']), ...(filter.kinds.length === 0 ? [] : ['kinds']), ...(filter.states.length === 0 ? [] : ['states']),
  ...(filter.staffId === null ? [] : ['staff']), ...(filter.facilityCode === null ? [] : ['facility']), ...(filter.from === null ? [] : ['from']),
  ...(filter.until === null ? [] : ['until']), ...(filter.onlyOverrides ? ['onlyOverrides'] : []),
]

/** Whole words of the facilities that are found by what was typed: as the search of facilities finds them. */
const facilityWords = (core: Core, query: string): string[] =>
  findFacilities(core.facilityList.handle(), { query, limit: mostFacilities, prefectureNumber: null, listKind: null }).results.map(({ facility }) => exactWord('facility', facility.facilityCode))

/** Each word must be in the case, or be of its facility; or all of them together are. */
const questionOf = (core: Core, filter: CaseFilter, limit: number): CaseQuestion => {
  const said = filter.text.split(/\s+/u).filter((word) => wordKeys(word).length > 0)
  const group = (words: readonly string[]): string[][] => (words.length === 0 ? [] : [[...words]])
  return {
    groups: [
      ...group(filter.kinds.map((kind) => exactWord('kind', kind))), ...group(filter.states.map((state) => exactWord('state', state))),
      ...group(filter.staffId === null ? [] : [exactWord('staff', filter.staffId)]), ...group(filter.facilityCode === null ? [] : [exactWord('facility', filter.facilityCode)]),
      ...group(filter.onlyOverrides ? [overrideWord] : []),
    ],
    words: said.map((word) => ({ keys: wordKeys(word), exact: facilityWords(core, word) })),
    instead: said.length < 2 ? [] : facilityWords(core, filter.text),
    from: filter.from === null ? null : beginningOfDay(filter.from),
    until: filter.until === null ? null : beginningOfDay(addDays(filter.until, 1)),
    limit,
  }
}

/**
 * Newest first.
 * @throws DeskError INVALID_INPUT NO_CRITERION where the filter asks for nothing
 */
export const searchCases = (core: Core, filter: CaseFilter, limit: number): ReturnType<typeof findCases> => {
  const question = questionOf(core, filter, limit)
  const isAsked = question.groups.length + question.words.length > 0 || question.from !== null || question.until !== null
  if (!isAsked) throw new DeskError('INVALID_INPUT', 'NO_CRITERION')
  return findCases(core.database.rawReader, question)
}
