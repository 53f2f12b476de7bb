import type { CentralReply } from '#shared/contract/central/client.ts'
import { isUnprintable, replacementProblem, type CorrectableItem, type Replacement } from '#shared/domain/gaiji-correction.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { correctedText } from './corrected-text.ts'
import { correctionsOf, storeCorrectedText, storeCorrections } from './correction-repository.ts'
import { findFacility } from './facility-repository.ts'
import { advanceVersion, lockListInUse, recordOperation } from './list-in-use-repository.ts'

/** Each names one unprintable character of the published text, once, and a spelling that may stand for it. */
function isAcceptable(published: string, replacements: readonly Replacement[]): boolean {
  const inText = new Set(published)
  const named = new Set(replacements.map(({ character }) => character))
  return named.size === replacements.length && replacements.every(({ character, replacement }) =>
    inText.has(character) && isUnprintable(character) && replacementProblem(replacement) === null)
}

/**
 * Replaces 外字 of one item and nothing else (domain §4). Kept for later lists; asked again, changes nothing.
 * @throws Refusal NOT_FOUND; INVALID_REQUEST for anything that is not an unprintable character of the item's published text
 */
export function correctFacility(
  database: Database, clock: Clock, caller: SessionCaller, facilityCode: string,
  { item, replacements }: { readonly item: CorrectableItem; readonly replacements: readonly Replacement[] },
): Promise<CentralReply<'correctFacility'>> {
  return database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const facility = await findFacility(transaction, facilityCode)
    if (facility === null) throw new Refusal('NOT_FOUND')
    const published = facility.publishedForms[item] ?? facility[item]
    if (published === null || !isAcceptable(published, replacements)) throw new Refusal('INVALID_REQUEST')
    const known = new Map((await correctionsOf(transaction, facilityCode, item)).map(({ character, replacement }) => [character, replacement]))
    const changed = replacements.filter(({ character, replacement }) => known.get(character) !== replacement)
    if (changed.length === 0) return { version: inUse.version, facility }
    for (const { character, replacement } of changed) known.set(character, replacement)
    const corrected = correctedText(item, published, [...known].map(([character, replacement]) => ({ character, replacement })))
    if (corrected === null) throw new Refusal('INVALID_REQUEST')
    const corrector = { staffId: caller.staff.staffId, at: new Date(clock.now()) }
    const version = await advanceVersion(transaction, inUse)
    await storeCorrections(transaction, facilityCode, item, changed, corrector)
    await storeCorrectedText(transaction, facilityCode, item, { published, corrected }, version, corrector)
    await recordOperation(transaction, {
      operation: 'correctFacility', subject: facilityCode, ...corrector, deviceId: caller.deviceId, version, details: { item, replacements: changed },
    })
    const after = await findFacility(transaction, facilityCode)
    if (after === null) throw new Refusal('NOT_FOUND')
    return { version, facility: after }
  })
}
