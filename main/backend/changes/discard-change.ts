/** A refused change is given up: its text goes, and the record goes back to what central has. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { DiscardReason } from '#shared/domain/change-again.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { applyChange, type ChangedTopic } from '../sync/apply-change.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { dropMutation, unsettledMutation } from '../sync/outbox-repository.ts'
import { removable, withCentralState } from './changed-records.ts'

/** Who has left cannot tidy up: a supervisor does. What central has parked it will still settle, whatever is done here. */
export const mayDiscard = ({ staffId, staff }: SignedIn, row: OutboxRow): boolean =>
  row.state === 'rejected' && (row.staffId === staffId || staff.role === 'supervisor')

/** @returns what changed here by it @throws DeskError as `changes.discard` says */
export const discardChange = async (core: Core, link: CentralLink, session: SignedIn, mutationId: string, reason: DiscardReason): Promise<ChangedTopic | null> => {
  const drop = async (manager: typeof core.database.reader.manager): Promise<OutboxRow> => {
    const row = await unsettledMutation(manager, mutationId)
    if (row === null) throw new DeskError('NOT_FOUND', 'CHANGE')
    if (!mayDiscard(session, row)) throw row.state === 'deferred' ? new DeskError('REFUSED', 'CHANGE_IS_PARKED') : new DeskError('FORBIDDEN', 'CHANGE_OF_ANOTHER')
    await audit(manager, core, { staffId: session.staffId, action: `changes.discard.${reason}`, subject: `${row.type} ${row.staffId} ${row.entityId ?? row.mutationId}` })
    await dropMutation(manager, mutationId)
    return row
  }
  const row = await unsettledMutation(core.database.reader.manager, mutationId)
  if (row === null) throw new DeskError('NOT_FOUND', 'CHANGE')
  const { entity, entityId } = row
  if (entity === null || entityId === null || !mayDiscard(session, row)) {
    await core.database.write(drop)
    return null
  }
  return await withCentralState(core, link, { entity, entityId }, async (manager, state, isUnderWay) => {
    await drop(manager)
    // What waits was made on top of what is here: central's answer to it brings the record right.
    if (isUnderWay) return null
    if (state !== null) return await applyChange({ manager, runner: manager }, state)
    await removable[entity]?.remove(manager, entityId)
    return topicOfRemoved[entity] ?? null
  })
}

const topicOfRemoved: Readonly<Record<string, ChangedTopic>> = {
  call: 'calls', callback: 'callbacks', deputy: 'deputies', emailChangeRequest: 'emailChangeRequests', provisionalCodeRequest: 'provisionalCodeRequests',
  notice: 'notices', verification: 'verifications',
}
