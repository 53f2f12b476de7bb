/** A refused change is given up: its text goes, and the record goes back to what central has. */
import type { EntityManager } from 'typeorm'
import type { Change } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { DiscardReason } from '#shared/domain/change-again.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { lots } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { isSentAgain, knownLot, standingLot } from '../lots/standing-lot.ts'
import { findStaff } from '../staff/staff-repository.ts'
import type { ChangedTopic } from '../sync/apply-change.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { becomeAsAtCentral, withCentralState } from '../sync/central-state.ts'
import { dropMutation, unsettledMutation } from '../sync/outbox-repository.ts'
import { refusedSaves } from '../sync/refusal-repository.ts'

/** Who has left cannot tidy up: a supervisor does. What central has parked it will still settle, whatever is done here. */
export const mayDiscard = ({ staffId, staff }: SignedIn, row: OutboxRow): boolean =>
  row.state === 'rejected' && (row.staffId === staffId || staff.role === 'supervisor')

/** Its paper is there: the lot of this desk goes up by itself as it stands (lots/send-lots-again.ts), unless who began it has left. */
const isLotSentAgain = async (manager: EntityManager, row: OutboxRow, state: Change | null): Promise<boolean> => {
  const { type, entityId } = row
  if (type !== 'lot.saved' || entityId === null || !isSentAgain(row)) return false
  const here = await lots.get(manager, entityId)
  if (here === null || here.deviceId !== (await readSetting(manager, 'deviceId'))) return false
  const starter = await findStaff(manager, here.startedBy)
  if (starter === null || !starter.isActive || !mayHandInMutation(starter.role, type)) return false
  return standingLot(here, knownLot(state), (await refusedSaves(manager, type, entityId)).filter(isSentAgain)) !== null
}

/** @returns what changed here by it @throws DeskError as `changes.discard` says */
export const discardChange = async (core: Core, link: CentralLink, session: SignedIn, mutationId: string, reason: DiscardReason): Promise<ChangedTopic | null> => {
  const drop = async (manager: EntityManager): Promise<OutboxRow> => {
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
    if (await isLotSentAgain(manager, row, state)) throw new DeskError('REFUSED', 'LOT_IS_SENT_AGAIN')
    await drop(manager)
    // What waits was made on top of what is here: central's answer to it brings the record right.
    if (isUnderWay) return null
    return await becomeAsAtCentral({ manager, runner: manager }, { entity, entityId }, state)
  })
}
