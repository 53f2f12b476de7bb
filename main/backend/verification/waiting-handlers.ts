/** verifications.listWaiting, decide and listAddressWaits: what a supervisor decides, and what waits for the list. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { VerificationRecord } from '#shared/contract/records.ts'
import { audit, changed, instantOf, requireSession, send, type Caller, type Core } from '../core.ts'
import { notices, verifications } from '../database/record-repository.ts'
import { maskFacility } from '../facilities/masked-facility.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { moveRequestsOfVerification } from '../requests/after-verification.ts'
import { currentVerificationRule } from '../office-documents/current-settings.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { viewOf, waitsUntilOf } from './verification-view.ts'

const mostListed = 200

export const createWaitingHandlers = (core: Core): Pick<Handlers<Caller>['verifications'], 'listWaiting' | 'decide' | 'listAddressWaits'> => ({
  listAddressWaits: async () => {
    const manager = core.database.reader.manager
    const rule = await currentVerificationRule(core)
    const nameOf = await staffNames(manager)
    const found = await verifications.list(manager, { where: [{ outcome: 'addressDiffers' }, { outcome: 'listUpdated' }], order: { performedAt: 'ASC' }, limit: mostListed })
    return found.map((verification) => ({
      verificationId: verification.verificationId, facility: maskFacility(verification.facility), outcome: verification.outcome, performedAt: verification.performedAt,
      performedByName: nameOf(verification.performedBy), waitsUntil: waitsUntilOf(verification, rule),
    }))
  },
  listWaiting: async () => {
    const manager = core.database.reader.manager
    const nameOf = await staffNames(manager)
    const waiting = await verifications.list(manager, { where: { outcome: 'supervisor' }, order: { performedAt: 'ASC' }, limit: mostListed })
    return await Promise.all(waiting.map(async (verification) => {
      const linked = await notices.list(manager, { where: { facilityCode: verification.facilityCode, state: 'awaitingApproval' }, limit: 1 })
      // Who decides sees how the items compared, not what the list holds: that is asked for, and audited, by itself.
      const { facility: _facility, ...shown } = verification
      return {
        verification: shown, performedByName: nameOf(verification.performedBy), facility: maskFacility(verification.facility),
        noticeNumber: linked.find((notice) => notice.verificationId === verification.verificationId)?.noticeNumber ?? null,
      }
    }))
  },
  decide: async ({ verificationId, decision, reason }, caller) => {
    const session = requireSession(caller)
    const verification = await core.database.write(async (manager) => {
      const current = await verifications.get(manager, verificationId)
      if (current === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
      if (current.outcome !== 'supervisor') throw new DeskError('CONFLICT', 'VERIFICATION_DECIDED')
      if (current.performedBy === session.staffId) throw new DeskError('REFUSED', 'SAME_PERSON')
      const decided: VerificationRecord = { ...current, outcome: decision, decidedBy: session.staffId, decidedAt: instantOf(core), decisionReason: reason }
      await verifications.save(manager, decided)
      const foreseen = await moveRequestsOfVerification(manager, core, session.staffId, decided)
      await send(manager, core, session, { type: 'verification.decided', payload: { verificationId, decision, reason }, entity: 'verification', entityId: verificationId, foreseen })
      await audit(manager, core, { staffId: session.staffId, action: `verifications.decide.${decision}`, subject: current.facilityCode })
      // The notice that waited for this decision goes on, or ends.
      for (const notice of await notices.list(manager, { where: { facilityCode: current.facilityCode, state: 'awaitingApproval' } })) {
        if (notice.verificationId !== verificationId) continue
        if (decision === 'approved') await moveNotice(manager, core, session, { notice, type: 'notice.approved', to: 'queued', reason, more: { approvedBy: session.staffId } })
        else await moveNotice(manager, core, session, { notice, type: 'notice.cancelled', to: 'cancelled', reason })
      }
      return decided
    })
    changed(core, 'verifications', 'notices', 'emailChangeRequests')
    return viewOf(verification, await currentVerificationRule(core))
  },
})
