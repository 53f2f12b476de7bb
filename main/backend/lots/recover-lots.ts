/**
 * At the start: letters central accepted whose printing this desk never confirmed (it crashed in between) are voided.
 * Nobody knows whether a sheet of them exists, so none of them may ever be redeemed.
 */
import { changed, type Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { lots } from '../database/record-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { listNotices } from '../notices/notice-repository.ts'
import { lotSecret } from './lot-repository.ts'

export const recoverLots = async (core: Core): Promise<void> => {
  const { reader, write } = core.database
  const deviceId = await readSetting(reader.manager, 'deviceId')
  const stuck = await listNotices(reader.manager, { states: ['issuing'], limit: 1000 })
  for (const notice of stuck) {
    const lot = notice.lotId === null ? null : await lots.get(reader.manager, notice.lotId)
    if (lot === null || lot.deviceId !== deviceId) continue
    const secret = await lotSecret(reader.manager, lot.lotId)
    if (secret === null) continue
    await write(async (manager) => {
      await moveNotice(manager, core, { staffId: lot.startedBy, sessionId: secret.sessionId }, { notice, type: 'notice.voided', to: 'voided', reason: 'NOT_CONFIRMED_AFTER_RESTART' })
    })
  }
  if (stuck.length > 0) changed(core, 'notices', 'lots')
}
