/** verifications.*: compare what the caller says with what is registered, without showing it first. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Comparison, VerificationRecord } from '#shared/contract/records.ts'
import { compareItem, verificationItems, type SpokenAnswers, type VerificationItem, type VerificationResult } from '#shared/domain/verification.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, instantOf, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { notices, verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { maskFacility, snapshotOf } from '../facilities/masked-facility.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { carriedOver, historyOf } from './carried-over.ts'
import { attemptsLeft, decisionOf, viewOf } from './verification-view.ts'

const asComparison = (result: VerificationResult, attempts: number): Comparison => ({ item: result.item, result: result.result, reason: result.reason ?? null, attempts })

/** Spoken text as the item takes it. */
const spokenOf = (item: VerificationItem, spoken: string, town: string | undefined): SpokenAnswers[VerificationItem] => {
  if (item === 'nameAndTown') return { name: spoken, town: town ?? '' }
  if (item === 'movedRecently') {
    if (spoken !== 'yes' && spoken !== 'no') throw new DeskError('INVALID_INPUT', 'YES_OR_NO')
    return spoken
  }
  return spoken
}

const requireOwn = async (manager: EntityManager, verificationId: string, session: SignedIn): Promise<VerificationRecord> => {
  const verification = await verifications.get(manager, verificationId)
  if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
  if (verification.performedBy !== session.staffId) throw new DeskError('FORBIDDEN', 'VERIFICATION_OF_ANOTHER')
  return verification
}

export const createVerificationHandlers = (core: Core): Handlers<Caller>['verifications'] => ({
  begin: async ({ callId, facilityCode, typed }, caller) => {
    const session = requireSession(caller)
    const list = core.facilityList.handle()
    const facility = facilityByCode(list, facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    const verification = await core.database.write(async (manager) => {
      await requireOpenCall(manager, callId, session)
      // A page that starts again goes on where it was: attempts are not given anew.
      const begunBefore = await verifications.list(manager, { where: { callId, facilityCode, outcome: 'pending' }, limit: 1 })
      if (begunBefore[0] !== undefined) return begunBefore[0]
      const comparisons: Comparison[] = carriedOver(list, facility, typed).map((answer) => asComparison(answer, 1))
      // What the list does not hold is known before anything is asked.
      for (const item of verificationItems) {
        const unasked = compareItem(item, null, facility)
        if (unasked.result === 'notHeld') comparisons.push(asComparison(unasked, 0))
      }
      const begun: VerificationRecord = {
        verificationId: core.deps.ids.next(), version: 0, callId, facilityCode, facility: snapshotOf(facility), comparisons, outcome: 'pending',
        performedBy: session.staffId, performedAt: instantOf(core), decidedBy: null, decidedAt: null, decisionReason: null,
      }
      await verifications.save(manager, begun)
      await audit(manager, core, { staffId: session.staffId, action: 'verifications.begin', subject: facilityCode })
      return begun
    })
    return viewOf(verification)
  },
  compare: async ({ verificationId, item, spoken, spokenTown }, caller) => {
    const session = requireSession(caller)
    const verification = await core.database.write(async (manager) => {
      const current = await requireOwn(manager, verificationId, session)
      if (current.outcome !== 'pending') throw new DeskError('CONFLICT', 'VERIFICATION_CONCLUDED')
      const facility = facilityByCode(core.facilityList.handle(), current.facilityCode)
      if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
      if (current.comparisons.some((comparison) => comparison.item === item && comparison.result === 'notHeld')) throw new DeskError('REFUSED', 'ITEM_NOT_HELD')
      // "Moved recently?" may be put right; everything else has one retry.
      const left = attemptsLeft(current, item)
      if (left === 0 && item !== 'movedRecently') throw new DeskError('REFUSED', 'NO_ATTEMPTS_LEFT')
      const result = compareItem(item, spokenOf(item, spoken, spokenTown) as never, facility, historyOf(facility))
      if (result.result === 'notAsked') throw new DeskError('INVALID_INPUT', 'NOTHING_SAID')
      const earlier = item === 'movedRecently' ? current.comparisons.filter((comparison) => comparison.item !== item) : current.comparisons
      const next = { ...current, comparisons: [...earlier, asComparison(result, earlier.filter((comparison) => comparison.item === item).length + 1)] }
      await verifications.save(manager, next)
      // Which item and how it came out; never what was said.
      await audit(manager, core, { staffId: session.staffId, action: `verifications.compare.${item}.${result.result}`, subject: current.facilityCode })
      return next
    })
    return viewOf(verification)
  },
  conclude: async ({ verificationId }, caller) => {
    const session = requireSession(caller)
    const verification = await core.database.write(async (manager) => {
      const current = await requireOwn(manager, verificationId, session)
      if (current.outcome !== 'pending') return current
      const { outcome } = decisionOf(current)
      if (outcome === 'pending') throw new DeskError('REFUSED', 'VERIFICATION_PENDING')
      const concluded: VerificationRecord = { ...current, outcome, performedAt: instantOf(core) }
      await verifications.save(manager, { ...concluded, version: 1 })
      await send(manager, core, session, { type: 'verification.recorded', payload: concluded, entity: 'verification', entityId: verificationId })
      await audit(manager, core, { staffId: session.staffId, action: `verifications.conclude.${outcome}`, subject: current.facilityCode })
      return concluded
    })
    changed(core, 'verifications')
    return viewOf(verification)
  },
  get: async ({ verificationId }) => {
    const verification = await verifications.get(core.database.reader.manager, verificationId)
    if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
    return viewOf(verification)
  },
  listWaiting: async () => {
    const manager = core.database.reader.manager
    const nameOf = await staffNames(manager)
    const waiting = await verifications.list(manager, { where: { outcome: 'supervisor' }, order: { performedAt: 'ASC' }, limit: 200 })
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
      await send(manager, core, session, { type: 'verification.decided', payload: { verificationId, decision, reason }, entity: 'verification', entityId: verificationId })
      await audit(manager, core, { staffId: session.staffId, action: `verifications.decide.${decision}`, subject: current.facilityCode })
      // The notice that waited for this decision goes on, or ends.
      for (const notice of await notices.list(manager, { where: { facilityCode: current.facilityCode, state: 'awaitingApproval' } })) {
        if (notice.verificationId !== verificationId) continue
        if (decision === 'approved') await moveNotice(manager, core, session, { notice, type: 'notice.approved', to: 'queued', reason, more: { approvedBy: session.staffId } })
        else await moveNotice(manager, core, session, { notice, type: 'notice.cancelled', to: 'cancelled', reason })
      }
      return decided
    })
    changed(core, 'verifications', 'notices')
    return viewOf(verification)
  },
})
