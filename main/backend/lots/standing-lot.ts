/** What a lot is whose save central refused: its paper is there whatever a record says. */
import { changeBodies, type Change } from '#shared/contract/central/sync.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { isMadeOn } from '../sync/made-on.ts'

/** The session had ended, or central had not got the save before. Any other refusal says that the lot itself is not taken: a person looks. */
export const isSentAgain = ({ code }: Pick<OutboxRow, 'code'>): boolean => code === 'SESSION_ENDED' || code === 'VERSION_CONFLICT'

/** As central has it. @throws ZodError for what is no lot */
export const knownLot = (state: Change | null): LotRecord | null => (state === null ? null : changeBodies.lot.parse(state.body))

/**
 * As it is here, or as it was saved last where central's former state has come over it since.
 * @param known as central has it; null = not at all @param refused its saves that were refused, oldest first
 * @returns null where central has all of it already, or has gone on
 */
export const standingLot = (here: LotRecord, known: LotRecord | null, refused: readonly OutboxRow[]): LotRecord | null => {
  if (known !== null && known.deviceId !== here.deviceId) return null
  if (known === null || !isMadeOn(here, known)) return here
  const [first, last] = [refused[0], refused.at(-1)]
  return first !== undefined && last !== undefined && isMadeOn(known, first.base) ? changeBodies.lot.parse(last.payload) : null
}
