/**
 * Letters central accepted whose printing this desk never confirmed (it crashed, or central's answer was lost) are voided:
 * nobody knows whether a sheet of them exists, so none of them may ever be redeemed. At the start, and after every look at
 * central: what a lost answer had accepted is known here only once the feed has brought it.
 */
import { changed, type Core } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { listNotices } from '../notices/notice-repository.ts'
import type { Author } from '../sync/outbox-repository.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import { abandonLot, requireLot } from './lot-desk.ts'
import { lotSecret, lotsInStates } from './lot-repository.ts'
import type { LotRuns } from './lot-runs.ts'

/**
 * @param isStart also gives up lots that wait at their challenge: their sheet lies on another day's desk
 * @returns true where something was changed that waits for central now
 */
export const recoverLots = async (core: Core, runs: Pick<LotRuns, 'isRunning'>, { isStart }: { isStart: boolean }): Promise<boolean> => {
  const { reader, write } = core.database
  const deviceId = await readSetting(reader.manager, 'deviceId')
  const isMineAndStill = (lot: LotRecord): boolean => lot.deviceId === deviceId && !runs.isRunning(lot.lotId)
  /** What is given up is given up in the name of who started it, in that session. */
  const authorOf = async (lot: LotRecord): Promise<Author | null> => {
    const secret = await lotSecret(reader.manager, lot.lotId)
    return secret === null ? null : { staffId: lot.startedBy, sessionId: secret.sessionId }
  }
  let hasChanged = false

  for (const lot of await lotsInStates(reader.manager, isStart ? ['challenge', 'issuing'] : ['issuing'])) {
    const author = isMineAndStill(lot) ? await authorOf(lot) : null
    if (author === null) continue
    await write(async (manager) => await abandonLot(manager, core, author, await requireLot(manager, lot.lotId), 'NOT_CONFIRMED_AFTER_RESTART'))
    hasChanged = true
  }
  for (const notice of await listNotices(reader.manager, { states: ['issuing'], limit: 1000 })) {
    const lot = notice.lotId === null ? null : await lots.get(reader.manager, notice.lotId)
    const author = lot !== null && isMineAndStill(lot) ? await authorOf(lot) : null
    if (author === null) continue
    await write(async (manager) => await moveNotice(manager, core, author, { notice, type: 'notice.voided', to: 'voided', reason: 'NOT_CONFIRMED_AFTER_RESTART' }))
    hasChanged = true
  }
  if (hasChanged) changed(core, 'notices', 'lots')
  return hasChanged
}
