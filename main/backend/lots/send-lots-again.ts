/**
 * A lot whose save central refused, because the session had ended or because it had not got the save before, goes up again as it stands:
 * its paper is there whatever a record says, and nobody has anything to decide about it. What another desk has adopted is that desk's.
 */
import type { EntityManager } from 'typeorm'
import type { LotRecord } from '#shared/contract/records.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import { audit, changed, send, type Core, type SignedIn } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { withCentralState } from '../sync/central-state.ts'
import { dropMutation } from '../sync/outbox-repository.ts'
import { refusedSaves, replaceRefused } from '../sync/refusal-repository.ts'
import { isSentAgain, knownLot, standingLot } from './standing-lot.ts'

interface Again { readonly lot: LotRecord; readonly author: SignedIn; readonly isWhole: boolean }

/**
 * By whom central takes it: a lot it does not know from who started it, a destruction from who says it. Where these are two, it goes up in
 * two steps. @returns null as long as they are not signed in with central
 */
const nextStep = (lot: LotRecord, known: LotRecord | null, people: readonly SignedIn[]): Again | null => {
  const destroyer = known?.destruction == null ? (lot.destruction?.staffId ?? null) : null
  const isWhole = known !== null || destroyer === null || destroyer === lot.startedBy
  const required = known === null ? lot.startedBy : destroyer
  const author = people.find(({ staffId }) => required === null || staffId === required)
  if (author === undefined) return null
  return { lot: isWhole ? lot : { ...lot, state: 'destroying', destruction: null }, author, isWhole }
}

/**
 * In the name of those of the mailroom who are signed in with central; after every look at central.
 * @returns whether something is to go up @throws CentralUnreachable, CentralProblem, DeskError OFFLINE
 */
export const sendLotsAgain = async (core: Core, { link, sessions }: { link: CentralLink; sessions: Sessions }): Promise<boolean> => {
  const { manager: reader } = core.database.reader
  const refusedOf = async (manager: EntityManager, lotId?: string) => (await refusedSaves(manager, 'lot.saved', lotId)).filter(isSentAgain)
  const people = () => sessions.onlinePages().map(({ session }) => session).filter(({ staff }) => mayHandInMutation(staff.role, 'lot.saved'))
  if (people().length === 0) return false
  const refused = await refusedOf(reader)
  const deviceId = await readSetting(reader, 'deviceId')
  let hasSent = false
  for (const lotId of new Set(refused.map(({ entityId }) => entityId ?? ''))) {
    const before = await lots.get(reader, lotId)
    if (before === null || before.deviceId !== deviceId) continue
    // Central is not asked in vain at every look: who must sign in first is known here as well.
    const isNew = refused.find(({ entityId }) => entityId === lotId)?.payload['version'] === 0
    if (isNew && !people().some(({ staffId }) => staffId === before.startedBy)) continue
    const hasGone = await withCentralState(core, link, { entity: 'lot', entityId: lotId }, async (manager, state, isUnderWay) => {
      const [here, known, rows] = [await lots.get(manager, lotId), knownLot(state), await refusedOf(manager, lotId)]
      const last = rows.at(-1)
      if (here === null || isUnderWay || last === undefined || (known !== null && known.deviceId !== deviceId)) return false
      const lot = standingLot(here, known, rows)
      const step = lot === null ? null : nextStep(lot, known, people())
      if (lot === null || step === null) return false
      const version = known?.version ?? 0
      for (const { mutationId } of step.isWhole ? rows : rows.slice(0, -1)) await dropMutation(manager, mutationId)
      // The second step waits among the refused ones for whose it is: central's answer to the first comes over the lot here.
      if (!step.isWhole) await replaceRefused(manager, last.sequence, { ...lot, version: version + 1 }, { ...step.lot, version: version + 1 })
      await lots.save(manager, { ...lot, version: version + 1 })
      await send(manager, core, step.author, { type: 'lot.saved', payload: { ...step.lot, version }, entity: 'lot', entityId: lotId, base: known })
      await audit(manager, core, { staffId: step.author.staffId, action: 'lots.sentAgain', subject: lot.lotNumber })
      return true
    })
    hasSent ||= hasGone
  }
  if (hasSent) changed(core, 'lots', 'rejected')
  return hasSent
}
