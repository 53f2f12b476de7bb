/** notices.prepare and notices.request: what is read back to the caller, and the request itself. */
import type { EntityManager } from 'typeorm'
import type { DeliveryPromise } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { deliveryPromise } from '#shared/domain/delivery.ts'
import type { OfficePolicy } from '#shared/domain/office-policy.ts'
import type { NoticeRequestReason } from '#shared/domain/notice.ts'
import { composeReceiptNumber } from '#shared/domain/receipt-number.ts'
import { audit, changed, historyEventOf, instantOf, nextNumber, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { maskFacility, snapshotOf } from '../facilities/masked-facility.ts'
import type { GuidanceCards } from '../guidance/cards-in-use.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { currentPolicy } from '../office-documents/current-settings.ts'
import { linkRequestsToNotice } from '../requests/link-to-notice.ts'
import { makeVerifier } from '../staff/password-verifier.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { noticeOffer } from './guidance-offer.ts'
import { joinNotice } from './join-notice.ts'
import { learnedTransitDays } from './learned-delivery.ts'
import { noticeSummaryOf } from './notice-summary.ts'
import { requestFacts, type RequestFacts } from './request-facts.ts'

interface Draft {
  readonly noticeId: string
  readonly noticeNumber: string
  readonly callId: string
  readonly reason: NoticeRequestReason
  readonly postageClass: string
  readonly needsSecondNumber: boolean
  /** Null where the guidance ends in a letter. */
  readonly overrideReason: string | null
  readonly at: string
}

/** The notice as it is requested, without its history. */
const draftOf = (session: SignedIn, { verification, decision, open, replaced }: RequestFacts, draft: Draft): NoticeRecord => ({
  noticeId: draft.noticeId, version: 0, noticeNumber: draft.noticeNumber, facilityCode: verification.facilityCode, facility: verification.facility,
  reason: draft.reason, state: open === null ? decision.state : 'joined', callId: draft.callId, verificationId: verification.verificationId,
  requestedBy: session.staffId, requestedAt: draft.at, approvedBy: verification.outcome === 'approved' ? verification.decidedBy : null,
  postageClass: draft.postageClass, needsSecondNumber: draft.needsSecondNumber, cases: [], joinedTo: open?.noticeId ?? null, replaces: open === null ? (replaced?.noticeId ?? null) : null,
  lotId: null, pieceId: null, template: null, validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null,
  returned: null, destroyed: null, followUp: null, overrideReason: draft.overrideReason, events: [],
})

/** Requesting anew is what there was to do about the letter that came back. @returns that letter; null where there is none */
const followUpReplaced = async (manager: EntityManager, replaced: NoticeRecord | null): Promise<NoticeRecord | null> => {
  if (replaced?.followUp !== 'open') return null
  const done: NoticeRecord = { ...replaced, followUp: 'done' }
  await notices.save(manager, done)
  return done
}

/** Of no notice: the letter is only tried. */
const trial = { noticeId: '00000000-0000-7000-8000-000000000000', noticeNumber: 'N000-000000-000' } as const

export const createRequestHandlers = (core: Core, { link, office, guidance }: { link: CentralLink; office: LetterOffice; guidance: GuidanceCards }): Pick<Handlers<Caller>['notices'], 'prepare' | 'request'> => {
  const promiseFor = async (policy: OfficePolicy, prefectureNumber: string): Promise<DeliveryPromise> => deliveryPromise({
    now: core.deps.clock.now(), collectionTimes: policy.collectionTimes, closedDays: policy.closedDays, prefectureNumber, isCentralReachable: link.state() === 'connected',
    learned: await learnedTransitDays(core),
  })

  const postageClassOf = (wanted: string | null): string => {
    const classes = office.postageClasses()
    const found = wanted === null ? classes[0] : classes.find(({ id }) => id === wanted)
    if (found === undefined) throw new DeskError('INVALID_INPUT', 'POSTAGE_CLASS')
    return found.id
  }

  return {
    prepare: async (input, caller) => {
      const session = requireSession(caller)
      const { manager } = core.database.reader
      const policy = await currentPolicy(core)
      const facts = await requestFacts(manager, core, session, input)
      const { facility, open, live } = facts
      const tried = draftOf(session, facts, { ...trial, callId: input.callId, reason: 'emailUnknown', postageClass: postageClassOf(null), needsSecondNumber: policy.isSecondNumberUsed, overrideReason: null, at: instantOf(core) })
      return {
        facility: maskFacility(facility), lastFour: facility.facilityCode.slice(-4),
        openNotice: open === null ? null : await noticeSummaryOf(manager, core, session, open),
        // Who joins an open notice gets no letter of their own.
        needsOverride: open === null && !(await noticeOffer(guidance))(facts.call, facility.facilityCode),
        liveNotice: live === null ? null : await noticeSummaryOf(manager, core, session, live),
        problems: office.problemsOf(tried, snapshotOf(facility)),
        postageClasses: office.postageClasses().map((one) => ({ ...one, marks: [...one.marks] })),
        isSecondNumberUsed: policy.isSecondNumberUsed,
        delivery: await promiseFor(policy, facility.prefectureNumber),
      }
    },

    request: async (input, caller) => {
      const session = requireSession(caller)
      const policy = await currentPolicy(core)
      const postageClass = postageClassOf(input.postageClass)
      const isOffered = await noticeOffer(guidance)
      const receiptNumber = policy.isSecondNumberUsed ? composeReceiptNumber((bound) => core.deps.random.below(bound)) : null
      // Only the hash of the number goes anywhere: it is kept nowhere in clear.
      const receiptVerifier = receiptNumber === null ? null : await makeVerifier(receiptNumber)
      const notice = await core.database.write(async (manager) => {
        const facts = await requestFacts(manager, core, session, input)
        const needsOverride = facts.open === null && !isOffered(facts.call, facts.facility.facilityCode)
        const overrideReason = needsOverride ? input.overrideReason : null
        if (needsOverride && overrideReason === null) throw new DeskError('REFUSED', 'GUIDANCE_ENDS_ELSEWHERE')
        const draft = draftOf(session, facts, {
          noticeId: core.deps.ids.next(), noticeNumber: await nextNumber(manager, core, 'N'), callId: input.callId, reason: input.reason, postageClass,
          needsSecondNumber: receiptNumber !== null, overrideReason, at: instantOf(core),
        })
        const { decision, open, replaced } = facts
        const why = open === null ? decision.approvalReasons.join(' ') || null : null
        const requested: NoticeRecord = { ...draft, events: [await historyEventOf(manager, core, session.staffId, null, draft.state, why)] }
        await notices.save(manager, requested)
        const other = open === null ? await followUpReplaced(manager, replaced) : await joinNotice(manager, core, open, requested, facts)
        await send(manager, core, session, {
          type: 'notice.requested', payload: { notice: requested, receiptVerifier }, entity: 'notice', entityId: requested.noticeId,
          foreseen: other === null ? [] : [{ entity: 'notice', id: other.noticeId, record: other }],
        })
        await linkRequestsToNotice(manager, core, session, requested)
        await audit(manager, core, { staffId: session.staffId, action: 'notice.requested', subject: requested.noticeNumber })
        if (overrideReason !== null) await audit(manager, core, { staffId: session.staffId, action: 'notice.overridden', subject: requested.noticeNumber })
        return requested
      })
      changed(core, 'notices', 'emailChangeRequests')
      return {
        notice: await noticeSummaryOf(core.database.reader.manager, core, session, notice), receiptNumber, delivery: await promiseFor(policy, notice.facility.prefectureNumber),
      }
    },
  }
}
