/** mailroom.destroyPieces: returned letters and worthless ones left over, counted and destroyed before a second person. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { audit, changed, requireSession, todayInJapan, type Caller, type Core } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { destroyPiece } from '../lots/destroy-piece.ts'
import type { Sessions } from '../staff/sessions.ts'
import { auditWitness, verifyWitness } from '../staff/witness.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { mailDayView } from './day.ts'
import { isLooseAndWorthless } from './mail-piece.ts'
import { noticesById } from './mail-repository.ts'

/** @throws DeskError NOT_FOUND NOTICE, CONFLICT NOTICE_STATE: live, destroyed already, out of the house, or its lot destroys it */
const requireWorthless = async (manager: EntityManager, noticeIds: readonly string[]): Promise<NoticeRecord[]> => {
  const found = await noticesById(manager, noticeIds)
  if (found.length < noticeIds.length) throw new DeskError('NOT_FOUND', 'NOTICE')
  for (const notice of found) {
    const lot = notice.lotId === null ? null : await lots.get(manager, notice.lotId)
    if (!isLooseAndWorthless(notice, lot)) throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: notice.state })
  }
  return found
}

export const createDestructionHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions }): Pick<Handlers<Caller>['mailroom'], 'destroyPieces'> => ({
  destroyPieces: async ({ noticeIds, countedSheets, witness }, caller) => {
    const session = requireSession(caller)
    const chosen = [...new Set(noticeIds)]
    await requireWorthless(core.database.reader.manager, chosen)
    const second = await verifyWitness(core, parts, witness, session)
    const isRight = await core.database.write(async (manager) => {
      const pieces = await requireWorthless(manager, chosen)
      const isCounted = countedSheets === pieces.length
      for (const notice of pieces) {
        await audit(manager, core, { staffId: session.staffId, action: 'mailroom.destroyed', subject: notice.noticeNumber, outcome: isCounted ? 'done' : 'refused' })
        if (!isCounted) continue
        await destroyPiece(manager, core, session, notice, second.staffId)
        await auditWitness(manager, core, second, notice.noticeNumber)
      }
      return isCounted
    })
    if (!isRight) throw new DeskError('REFUSED', 'COUNT_DIFFERS')
    changed(core, 'mailroom', 'notices', 'lots')
    return await mailDayView(core.database.reader.manager, core, todayInJapan(core))
  },
})
