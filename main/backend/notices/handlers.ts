/** notices.*: request, approve, cancel, look at. The letter itself is made in the mailroom (lots/). */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, isOpenNotice, mayApproveNotice, noticeRequestGuard, noticeStates } from '#shared/domain/notice.ts'
import { composeReceiptNumber } from '#shared/domain/receipt-number.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, historyEventOf, instantOf, nextNumber, requireSession, send, type Caller, type Core } from '../core.ts'
import { notices, verifications } from '../database/record-repository.ts'
import { addressChangedBy } from '../facilities/address-changed-by.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { accountStateOf } from '../facilities/handlers.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { makeVerifier } from '../staff/password-verifier.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { moveNotice } from './move-notice.ts'
import { listNotices } from './notice-repository.ts'
import { noticeSummaryOf } from './notice-summary.ts'

const requireNotice = async (manager: EntityManager, noticeId: string): Promise<NoticeRecord> => {
  const notice = await notices.get(manager, noticeId)
  if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
  return notice
}

export const createNoticeHandlers = (core: Core, office: LetterOffice): Handlers<Caller>['notices'] => {
  const summary = async (notice: NoticeRecord) => noticeSummaryOf(notice, await staffNames(core.database.reader.manager))

  return {
    request: async ({ callId, verificationId, reason }, caller) => {
      const session = requireSession(caller)
      const receiptNumber = composeReceiptNumber((bound) => core.deps.random.below(bound))
      // Only the hash of the number goes anywhere: it is kept nowhere in clear.
      const receiptVerifier = await makeVerifier(receiptNumber)
      const notice = await core.database.write(async (manager) => {
        await requireOpenCall(manager, callId, session)
        const verification = await verifications.get(manager, verificationId)
        if (verification === null || verification.callId !== callId) throw new DeskError('NOT_FOUND', 'VERIFICATION')
        if (verification.outcome === 'refused') throw new DeskError('REFUSED', 'VERIFICATION_REFUSED')
        const facility = facilityByCode(core.facilityList.handle(), verification.facilityCode)
        if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
        if (!facilitySnapshotsEqual(facility, verification.facility).equal) throw new DeskError('REFUSED', 'FACILITY_CHANGED')
        const known = await listNotices(manager, { facilityCode: facility.facilityCode, limit: 100 })
        const decision = noticeRequestGuard({
          accountState: await accountStateOf(core, facility.facilityCode),
          verificationOutcome: verification.outcome === 'approved' ? 'passed' : verification.outcome,
          openNotice: known.some((other) => isOpenNotice(other.state)),
          facilityStatus: facility.status,
          isSuperseded: facility.succession?.state === 'linked',
        })
        if (!decision.ok) throw new DeskError('REFUSED', decision.reason)
        const requested: NoticeRecord = {
          noticeId: core.deps.ids.next(), version: 0, noticeNumber: await nextNumber(manager, core, 'N'), facilityCode: facility.facilityCode,
          facility: verification.facility, reason, state: decision.state, callId, verificationId, requestedBy: session.staffId, requestedAt: instantOf(core),
          approvedBy: verification.outcome === 'approved' ? verification.decidedBy : null,
          lotId: null, pieceId: null, validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null,
          events: [await historyEventOf(manager, core, session.staffId, null, decision.state, decision.approvalReasons.join(' ') || null)],
        }
        await notices.save(manager, requested)
        await send(manager, core, session, { type: 'notice.requested', payload: { notice: requested, receiptVerifier }, entity: 'notice', entityId: requested.noticeId })
        await audit(manager, core, { staffId: session.staffId, action: 'notice.requested', subject: requested.noticeNumber })
        return requested
      })
      changed(core, 'notices')
      return { notice: await summary(notice), receiptNumber }
    },
    approve: async ({ noticeId, reason }, caller) => {
      const session = requireSession(caller)
      const notice = await core.database.write(async (manager) => {
        const current = await requireNotice(manager, noticeId)
        const control = mayApproveNotice({ approverStaffId: session.staffId, requestedBy: current.requestedBy, addressChangedBy: addressChangedBy(core, current.facilityCode) })
        if (!control.ok) throw new DeskError('REFUSED', control.reason === 'changedAddress' ? 'CHANGED_ADDRESS' : 'SAME_PERSON')
        const verification = await verifications.get(manager, current.verificationId)
        // What could not be compared is decided on its own screen, where the results are seen; the notice follows.
        if (verification?.outcome === 'supervisor') throw new DeskError('REFUSED', 'VERIFICATION_UNDECIDED')
        return await moveNotice(manager, core, session, { notice: current, type: 'notice.approved', to: 'queued', reason, more: { approvedBy: session.staffId } })
      })
      changed(core, 'notices')
      return await summary(notice)
    },
    cancel: async ({ noticeId, reason }, caller) => {
      const session = requireSession(caller)
      const notice = await core.database.write(async (manager) =>
        await moveNotice(manager, core, session, { notice: await requireNotice(manager, noticeId), type: 'notice.cancelled', to: 'cancelled', reason }))
      changed(core, 'notices')
      return await summary(notice)
    },
    list: async ({ facilityCode, states, limit }) => {
      const manager = core.database.reader.manager
      const nameOf = await staffNames(manager)
      const found = await listNotices(manager, { facilityCode, states: states ?? noticeStates, limit })
      return found.map((notice) => noticeSummaryOf(notice, nameOf))
    },
    get: async ({ noticeId }) => {
      const manager = core.database.reader.manager
      const notice = await requireNotice(manager, noticeId)
      const nameOf = await staffNames(manager)
      return { notice: noticeSummaryOf(notice, nameOf), events: notice.events.map((event) => ({ ...event, staffName: event.staffId === null ? null : nameOf(event.staffId) })) }
    },
    preview: async ({ noticeId }, caller) => {
      const notice = await requireNotice(core.database.reader.manager, noticeId)
      const document = await office.drawPreview(notice)
      await core.database.write(async (manager) => {
        await audit(manager, core, { staffId: requireSession(caller).staffId, action: 'notices.preview', subject: notice.noticeNumber })
      })
      return { fileName: `見本-${notice.noticeNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
    },
  }
}
