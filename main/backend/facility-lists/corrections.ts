/** facilityLists.corrections and .correct: 外字 of the list, each with the best guess, and the right spelling from a person. */
import type { CorrectionItem } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { replacementProblem, unprintableCharacters, type CorrectableItem, type ReplacementProblem } from '#shared/domain/gaiji-correction.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { facilityByCode, itemsToCorrect, knownReplacements } from '../facilities/facility-repository.ts'
import { maskFacility } from '../facilities/masked-facility.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { askCentral } from './ask-central.ts'
import { fetchList } from './fetch-list.ts'

export interface KnownReplacement {
  readonly prefectureNumber: string
  readonly character: string
  readonly replacement: string
  /** How often it was corrected so. */
  readonly count: number
}
type Guess = Pick<CorrectionItem['characters'][number], 'guess' | 'guessFrom'>

const codePointOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Most frequent first; the same order for the same counts, so that a guess does not jump about. */
const mostFrequent = (known: readonly KnownReplacement[]): string | null => {
  const counts = new Map<string, number>()
  for (const { replacement, count } of known) counts.set(replacement, (counts.get(replacement) ?? 0) + count)
  return [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))[0]?.[0] ?? null
}

/**
 * The spelling the same 外字 was given before: 外字 are a bureau's own, so its own prefecture goes before all others.
 */
export const guessReplacement = (known: readonly KnownReplacement[], character: string, prefectureNumber: string): Guess => {
  const same = known.filter((one) => one.character === character)
  const here = mostFrequent(same.filter((one) => one.prefectureNumber === prefectureNumber))
  if (here !== null) return { guess: here, guessFrom: 'samePrefecture' }
  const elsewhere = mostFrequent(same)
  return { guess: elsewhere, guessFrom: elsewhere === null ? null : 'elsewhere' }
}

const publishedOf = (facility: FacilityRecord, item: CorrectableItem): string => facility.publishedForms[item] ?? facility[item] ?? ''

const problemReasons: Readonly<Record<ReplacementProblem, string>> = {
  empty: 'REPLACEMENT_EMPTY', tooLong: 'REPLACEMENT_TOO_LONG', unprintable: 'REPLACEMENT_UNPRINTABLE', digit: 'REPLACEMENT_DIGIT', notALetter: 'REPLACEMENT_NOT_A_LETTER',
}

type Parts = { link: CentralLink; sessions: Sessions; engine: SyncEngine }

export const createCorrectionHandlers = (core: Core, parts: Parts): Pick<Handlers<Caller>['facilityLists'], 'corrections' | 'correct'> => ({
  corrections: async ({ limit }) => {
    const handle = core.facilityList.handle()
    const { items, total } = itemsToCorrect(handle, limit)
    const known = knownReplacements(handle)
    return await Promise.resolve({
      total,
      items: items.map(({ facility, item, characters }) => ({
        facility: maskFacility(facility), item, published: publishedOf(facility, item), current: facility[item] ?? '',
        characters: characters.map((character) => ({ character, codePoint: codePointOf(character), ...guessReplacement(known, character, facility.prefectureNumber) })),
      })),
    })
  },
  correct: async ({ facilityCode, item, replacements }, caller) => {
    const { staffId } = requireSession(caller)
    const facility = facilityByCode(core.facilityList.handle(), facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    // What was corrected before may be corrected again: nothing else of the text can be turned.
    const correctable = unprintableCharacters(publishedOf(facility, item))
    for (const { character, replacement } of replacements) {
      if (!correctable.includes(character)) throw new DeskError('INVALID_INPUT', 'CHARACTER_NOT_TO_CORRECT', { codePoint: codePointOf(character) })
      const problem = replacementProblem(replacement)
      if (problem !== null) throw new DeskError('INVALID_INPUT', problemReasons[problem], { codePoint: codePointOf(character) })
    }
    await askCentral(parts, caller, 'correctFacility', { parameters: { facilityCode }, body: { item, replacements } }, {
      NOT_FOUND: ['NOT_FOUND', 'FACILITY'], INVALID_REQUEST: ['REFUSED', 'CORRECTION_REFUSED'],
    })
    await core.database.write(async (manager) => await audit(manager, core, { staffId, action: 'facilityLists.corrected', subject: `${facilityCode} ${item}` }))
    await fetchList(core, parts.engine)
    return {}
  },
})
