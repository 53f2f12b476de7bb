/** A letter requested for a facility is what its open e-mail-change requests wait for: from now on its events move them. */
import type { EntityManager } from 'typeorm'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { emailChangeAfterNotice, emailChangeEnd } from '#shared/domain/email-change-request.ts'
import { isEndedNotice } from '#shared/domain/notice.ts'
import { historyEventOf, type Core, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { openEmailChanges } from './request-repository.ts'
import { saveEmailChange } from './save-request.ts'

/**
 * In the transaction that stores the request, after it was sent: central must know the letter first.
 * @param notice as requested; where it joined another one, that is the letter that comes
 */
export const linkRequestsToNotice = async (manager: EntityManager, core: Core, session: SignedIn, notice: NoticeRecord): Promise<void> => {
  const coming = notice.joinedTo === null ? notice : await notices.get(manager, notice.joinedTo)
  if (coming === null) return
  for (const request of await openEmailChanges(manager, notice.facilityCode)) {
    const former = request.noticeId === null ? null : await notices.get(manager, request.noticeId)
    const isWaiting = former === null ? request.noticeId === null : isEndedNotice(former.state)
    if (!isWaiting || emailChangeEnd(request.oldEmail) === 'selfService') continue
    const state = emailChangeAfterNotice(request.state, coming.state)
    const events = state === request.state ? request.events : [...request.events, await historyEventOf(manager, core, session.staffId, request.state, state, notice.noticeNumber)]
    await saveEmailChange(manager, core, session, { ...request, noticeId: coming.noticeId, state, events })
  }
}
