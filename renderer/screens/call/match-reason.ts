/** Why a facility was found, in a word, where its row does not show it. Never the value: it is still to be asked. */
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { codeMatches, printedMatches, wordRuns } from '#shared/domain/printed-match.ts'
import { ja } from '../../strings/ja.ts'

const words = ja.call.search.matchedBy

export interface VisibleMarks {
  readonly isNameMarked: boolean
  readonly isPlaceMarked: boolean
  readonly isCodeMarked: boolean
}

const isShown = (facility: FoundFacility, word: string): boolean =>
  printedMatches(facility.name, word).length > 0 || printedMatches(placeOf(facility), word, { isCut: true }).length > 0 || codeMatches(facility.facilityCode, word).length > 0

/** Null where the marks of the row say it. */
export function matchReason(facility: FoundFacility, query: string, { isNameMarked, isPlaceMarked, isCodeMarked }: VisibleMarks): string | null {
  switch (facility.matchedBy) {
    case 'formerCode':
      return null
    case 'code':
    case 'codePrefix':
    case 'codePart':
      return isCodeMarked ? null : words.code
    case 'reading':
      return words.reading
    case 'telephone':
      return words.telephone
    case 'postalCode':
      return words.postalCode
    case 'address':
      return isPlaceMarked ? null : words.address
    case 'nameStart':
    case 'namePart':
      return isNameMarked ? null : words.name
    case 'words':
      return query.split(/\s+/u).every((word) => word === '' || wordRuns(word).every((run) => isShown(facility, run))) ? null : words.words
  }
}

/** 都道府県 and 町, as one text: a word may run across both. */
export const placeOf = ({ prefectureName, town }: Pick<FoundFacility, 'prefectureName' | 'town'>): string => `${prefectureName}${town}`
