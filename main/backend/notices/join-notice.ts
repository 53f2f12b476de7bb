/**
 * A second caller of a facility that has an open notice waits for that one too. Predicted here; central decides again by the
 * same rule (docs/decisions/0018-a-second-caller-joins.md).
 */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticeRecord, VerificationRecord } from '#shared/contract/records.ts'
import type { NoticeRequestDecision } from '#shared/domain/notice.ts'
import { historyEventOf, type Core } from '../core.ts'
import { notices } from '../database/record-repository.ts'

type Accepted = Extract<NoticeRequestDecision, { ok: true }>

/** As many as the record holds. */
const mostCases = 20

/** Sent back to the operators: the facility changed since its caller was verified. A caller verified anew puts it right. */
export const isSentBack = (notice: NoticeRecord): boolean =>
  notice.state === 'requested' && (notice.events.findLast((event) => event.to === 'requested' && event.from !== 'requested')?.from ?? null) !== null

/**
 * @throws DeskError REFUSED for a caller a supervisor has not decided on: who joins is told a number that redeems, and nobody
 *   would be asked about this caller any more; REFUSED where too many wait
 */
export const mayJoin = (open: NoticeRecord, decision: Accepted, verification: VerificationRecord): void => {
  if (open.cases.length >= mostCases) throw new DeskError('REFUSED', 'TOO_MANY_WAIT')
  if (isSentBack(open)) return
  if (verification.outcome === 'supervisor' && decision.approvalReasons.includes('nothingElseHeld')) throw new DeskError('REFUSED', 'CALLER_UNDECIDED')
}

/**
 * Enters the further case; a notice that was sent back goes on with the facility as this caller was verified for it.
 * @returns the notice joined, as central is expected to have it by this
 */
export const joinNotice = async (
  manager: EntityManager, core: Core, survivor: NoticeRecord, joining: NoticeRecord, facts: { decision: Accepted; verification: VerificationRecord },
): Promise<NoticeRecord> => {
  const { decision, verification } = facts
  const needsSecondNumber = survivor.needsSecondNumber && joining.needsSecondNumber
  const cases = [...survivor.cases, { noticeId: joining.noticeId, callId: joining.callId, verificationId: joining.verificationId, staffId: joining.requestedBy, at: joining.requestedAt }]
  const entered = async (to: string, reason: string | null) => [...survivor.events, await historyEventOf(manager, core, joining.requestedBy, survivor.state, to, reason)]
  const goesOn = isSentBack(survivor) && decision.state !== 'requested'
  const joined: NoticeRecord = goesOn
    ? {
        ...survivor, cases, needsSecondNumber, facility: verification.facility, verificationId: verification.verificationId, state: decision.state,
        followUp: survivor.followUp === null ? null : 'done', events: await entered(decision.state, 'verifiedAnew'),
      }
    : { ...survivor, cases, needsSecondNumber, events: await entered('callerJoined', null) }
  await notices.save(manager, joined)
  return joined
}
