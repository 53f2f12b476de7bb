/** What the steps of a lot have in common: reading it, keeping it with its copy for central, and whose it is. */
import type { EntityManager } from 'typeorm'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import { send, type Core } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import type { Author } from '../sync/outbox-repository.ts'
import type { LetterOffice } from './letter-office.ts'
import { noticesOfLot } from './lot-repository.ts'
import type { LotRuns } from './lot-runs.ts'
import { lotViewOf } from './lot-view.ts'

export interface LotParts {
  readonly link: CentralLink
  readonly sessions: Sessions
  readonly engine: SyncEngine
  readonly office: LetterOffice
}

export interface LotDesk extends LotParts {
  readonly core: Core
  readonly runs: LotRuns
}

/** @throws DeskError NOT_FOUND LOT */
export const requireLot = async (manager: EntityManager, lotId: string): Promise<LotRecord> => {
  const lot = await lots.get(manager, lotId)
  if (lot === null) throw new DeskError('NOT_FOUND', 'LOT')
  return lot
}

/** @throws DeskError NOT_FOUND LOT, REFUSED LOT_OF_OTHER_DESK: it can only be looked at here, or adopted */
export const requireOwnLot = async (manager: EntityManager, lotId: string): Promise<LotRecord> => {
  const lot = await requireLot(manager, lotId)
  if (lot.deviceId !== (await readSetting(manager, 'deviceId'))) throw new DeskError('REFUSED', 'LOT_OF_OTHER_DESK')
  return lot
}

/** Saved here with the version central will give it; sent with the one it was made on. */
export const storeLot = async (manager: EntityManager, core: Core, author: Author, lot: LotRecord): Promise<LotRecord> => {
  const next = { ...lot, version: lot.version + 1 }
  const base = await lots.get(manager, lot.lotId)
  await lots.save(manager, next)
  await send(manager, core, author, { type: 'lot.saved', payload: lot, entity: 'lot', entityId: lot.lotId, base })
  return next
}

/** Why a lot is given up: by a person or for want of letters before the printer had any, or after it may have had some. */
type AbandonReason = 'CANCELLED' | 'NOTHING_TO_PRINT' | 'CENTRAL_REFUSED' | 'PRINTING_FAILED' | 'NOT_CONFIRMED_AFTER_RESTART' | 'ADOPTED' | 'NOT_SEALED_AT_CLOSE'

/**
 * Gives a lot up; letters central has accepted for it are voided. Where the printer may have put out some of them, they are looked
 * for and destroyed before a second person, however many there are.
 */
export const abandonLot = async (manager: EntityManager, core: Core, author: Author, lot: LotRecord, reason: AbandonReason): Promise<LotRecord> => {
  for (const notice of await noticesOfLot(manager, lot)) {
    if (notice.lotId !== lot.lotId || notice.state !== 'issuing') continue
    await moveNotice(manager, core, author, { notice, type: 'notice.voided', to: 'voided', reason })
  }
  const isPaperUncertain = lot.sheets.length > 0 && reason !== 'CANCELLED'
  return await storeLot(manager, core, author, { ...lot, state: isPaperUncertain ? 'destroying' : 'abandoned', isPaperUncertain })
}

export const viewOf = async ({ core, office, runs }: LotDesk, lotId: string): Promise<LotView> => {
  const { manager } = core.database.reader
  return await lotViewOf(manager, core, await requireLot(manager, lotId), { office, progress: runs.progressOf(lotId) })
}
