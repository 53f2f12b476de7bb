/** What decides on a request: the call, the verification, the facility as it is now, and the letters it has. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallRecord, FacilityRecord, NoticeRecord, VerificationRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, isEndedNotice, isLiveNotice, isOpenNotice, noticeRequestGuard, type NoticeRequestDecision } from '#shared/domain/notice.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import type { Core, SignedIn } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { accountStateOf } from '../facilities/handlers.ts'
import { mayJoin } from './join-notice.ts'
import { listNotices } from './notice-repository.ts'

export interface RequestFacts {
  readonly call: CallRecord
  readonly verification: VerificationRecord
  readonly facility: FacilityRecord
  readonly decision: Extract<NoticeRequestDecision, { ok: true }>
  /** The caller joins it. */
  readonly open: NoticeRecord | null
  readonly live: NoticeRecord | null
  /** The letter a new one takes the place of: the live one, or one that came back and nobody has seen to. */
  readonly replaced: NoticeRecord | null
}

/** How many letters of a facility are looked through: its open, live and returned ones are among the last. */
const lookedThrough = 100

/** @throws DeskError where a letter may not be requested now; the same for preparing and for requesting */
export const requestFacts = async (
  manager: EntityManager, core: Core, session: SignedIn, { callId, verificationId }: { callId: string; verificationId: string },
): Promise<RequestFacts> => {
  const call = await requireOpenCall(manager, callId, session)
  const verification = await verifications.get(manager, verificationId)
  if (verification === null || verification.callId !== callId) throw new DeskError('NOT_FOUND', 'VERIFICATION')
  if (verification.outcome === 'refused') throw new DeskError('REFUSED', 'VERIFICATION_REFUSED')
  const facility = facilityByCode(core.facilityList.handle(), verification.facilityCode)
  if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
  if (!facilitySnapshotsEqual(facility, verification.facility).equal) throw new DeskError('REFUSED', 'FACILITY_CHANGED')
  const decision = noticeRequestGuard({
    accountState: await accountStateOf(core, facility.facilityCode),
    // 一覧待ち came to its end, but something is still to be asked: in a verification of its own.
    verificationOutcome: verification.outcome === 'approved' ? 'passed' : verification.outcome === 'listUpdated' ? 'pending' : verification.outcome,
    // An open notice refuses nobody: the caller joins it.
    openNotice: false,
    facilityStatus: facility.status,
    isSuperseded: facility.succession?.state === 'linked',
  })
  if (!decision.ok) throw new DeskError('REFUSED', decision.reason)
  const known = await listNotices(manager, { facilityCode: facility.facilityCode, limit: lookedThrough })
  const open = known.find((notice) => isOpenNotice(notice.state)) ?? null
  if (open !== null) mayJoin(open, decision, verification)
  const live = known.find((notice) => isLiveNotice(notice.state)) ?? null
  const cameBack = known.find((notice) => isEndedNotice(notice.state) && notice.followUp === 'open') ?? null
  return { call, verification, facility, decision, open, live, replaced: live ?? cameBack }
}
