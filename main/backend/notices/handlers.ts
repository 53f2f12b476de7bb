/** notices.*: request, approve, end, look at. The letter itself is made in the mailroom (lots/). */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import type { GuidanceCards } from '../guidance/cards-in-use.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import type { Sessions } from '../staff/sessions.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { createChangeHandlers } from './change-notice.ts'
import { custodyOf } from './custody.ts'
import { listNotices } from './notice-repository.ts'
import { noticeSummariesOf, noticeSummaryOf } from './notice-summary.ts'
import { drawNoticePreview } from './preview-notice.ts'
import { createRequestHandlers } from './request-notice.ts'
import { requireNotice } from './require-notice.ts'

export const createNoticeHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions; office: LetterOffice; guidance: GuidanceCards }): Handlers<Caller>['notices'] => {
  const { manager } = core.database.reader
  const noteLook = async (caller: Caller, action: string, noticeNumber: string): Promise<void> => {
    await core.database.write(async (writer) => await audit(writer, core, { staffId: requireSession(caller).staffId, action, subject: noticeNumber }))
  }
  return {
    ...createRequestHandlers(core, parts),
    ...createChangeHandlers(core),
    list: async (filter, caller) => await noticeSummariesOf(manager, core, requireSession(caller), await listNotices(manager, filter)),
    get: async ({ noticeId }, caller) => {
      const notice = await requireNotice(manager, noticeId)
      const nameOf = await staffNames(manager)
      return {
        notice: await noticeSummaryOf(manager, core, requireSession(caller), notice),
        events: notice.events.map((event) => ({ ...event, staffName: event.staffId === null ? null : nameOf(event.staffId) })),
      }
    },
    custody: async ({ noticeId }, caller) => {
      const notice = await requireNotice(manager, noticeId)
      const custody = await custodyOf(core, parts, caller, notice)
      await noteLook(caller, 'notices.custody', notice.noticeNumber)
      return custody
    },
    preview: async ({ noticeId }, caller) => {
      const notice = await requireNotice(manager, noticeId)
      const document = await drawNoticePreview(core, parts.office, notice)
      await noteLook(caller, 'notices.preview', notice.noticeNumber)
      return { fileName: `見本-${notice.noticeNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
    },
  }
}
