/** Promises to call back, as a page shows them. */
import type { EntityManager } from 'typeorm'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { mineOf } from '../cases/mine.ts'
import type { Core, SignedIn } from '../core.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { staffNames } from '../staff/staff-repository.ts'

/** @param manager of the transaction under way, or the reader */
export const callbackViews = async (manager: EntityManager, core: Core, session: SignedIn, records: readonly CallbackRecord[]): Promise<CallbackView[]> => {
  if (records.length === 0) return []
  const [nameOf, mine, list] = [await staffNames(manager), await mineOf(core, session.staffId, manager), core.facilityList.handle()]
  const now = core.deps.clock.now()
  return records.map((callback) => ({
    ...callback,
    facilityName: callback.facilityCode === null ? null : (facilityByCode(list, callback.facilityCode)?.name ?? null),
    assignedToName: callback.assignedTo === null ? null : nameOf(callback.assignedTo),
    createdByName: callback.createdBy === null ? null : nameOf(callback.createdBy),
    isLate: callback.state === 'open' && Date.parse(callback.dueAt) < now,
    isMine: callback.assignedTo === null || mine.has(callback.assignedTo),
  }))
}
