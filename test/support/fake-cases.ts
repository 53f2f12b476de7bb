/** Promises to call back, requests, cases and deputies as a desk answers them, for tests of the page. */
import type { CallbackView } from '#shared/contract/desktop/callback-procedures.ts'
import type { CaseSummary, DeputyView } from '#shared/contract/desktop/case-procedures.ts'
import type { EmailChangeView, ProvisionalCodeView } from '#shared/contract/desktop/request-procedures.ts'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'

const idOf = (number: number): string => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`
const callId = idOf(1)
const facility = { facilityCode: '1318814790', facilityName: '東京大学医学部附属病院' } as const
const at = '2026-11-23T03:00:00.000Z'
const device = idOf(700)

/** Open, promised by op01, due an hour later, whoever is free. */
export const callbackView = (more: Partial<CallbackView> = {}): CallbackView => ({
  callbackId: idOf(500), version: 1, callId, ...facility, verificationId: null, kind: 'promised', target: 'told', telephone: '03-1234-5678', callerName: '試験', about: '届いたかを確認して折り返す',
  dueAt: '2026-11-23T04:00:00.000Z', assignedTo: null, assignedToName: null, state: 'open', attempts: [], result: null, createdBy: 'op01', createdByName: '試験 太郎', createdAt: at,
  events: [{ at, staffId: 'op01', deviceId: device, from: null, to: 'open', reason: null }], isLate: false, isMine: true, ...more,
})

const aging = { requestedBy: 'op01', requestedByName: '試験 太郎', assignedTo: null, assignedToName: '試験 太郎', isMine: true, dueOn: '2026-11-26', isLate: false } as const

/** Taken down by op01, not verified yet. */
export const emailChangeView = (more: Partial<EmailChangeView> = {}): EmailChangeView => ({
  requestId: idOf(510), version: 1, requestNumber: 'M001-261123-001', ...facility, callId, verificationId: null, noticeId: null, noticeNumber: null, oldEmail: 'forgotten',
  wantedEmail: null, wantedEmailUse: null, state: 'received', requestedAt: at, notes: '', events: [{ at, staffId: 'op01', deviceId: device, from: null, to: 'received', reason: null }],
  ...aging, ...more,
})

/** Everything decided, of a legal person. */
export const provisionalCodeForm = (more: Partial<ProvisionalCodeRequestRecord['form']> = {}): ProvisionalCodeRequestRecord['form'] => ({
  facilityType: { value: 'clinic' }, facilityName: { value: '見本内科クリニック' }, facilityAddress: { value: '東京都千代田区見本町1-2-3' }, opening: { value: '2027-04' },
  founder: { kind: 'legalPerson', name: '医療法人見本会', representative: '見本 一郎' }, qualifications: ['physician'], otherQualification: null,
  facilityTelephone: { undecided: true }, contactTelephone: '090-0000-0000', secondContactTelephone: null, ...more,
})

/** Taken down by op01. */
export const provisionalCodeView = (more: Partial<ProvisionalCodeView> = {}): ProvisionalCodeView => ({
  requestId: idOf(520), version: 1, requestNumber: 'K001-261123-001', callId, form: provisionalCodeForm(), designationReceiptNumber: null, provisionalCode: null, facilityCode: null,
  twinRequestId: null, twinNumber: null, state: 'received', requestedAt: at, notes: '', events: [{ at, staffId: 'op01', deviceId: device, from: null, to: 'received', reason: null }],
  offeredFacilities: [], ...aging, ...more,
})

/** A call that was answered by guidance. */
export const caseSummary = (more: Partial<CaseSummary> = {}): CaseSummary => ({
  kind: 'call', id: callId, number: null, at, state: 'guided', ...facility, callerName: '試験', staffId: 'op01', staffName: '試験 太郎', question: 'Q3', isOverride: false, ...more,
})

/** sv01 for op01, for a week. */
export const deputyView = (more: Partial<DeputyView> = {}): DeputyView => ({
  deputyId: idOf(530), version: 1, staffId: 'op01', staffName: '試験 太郎', deputyStaffId: 'sv01', deputyName: '試験 次郎', from: '2026-11-23', until: '2026-11-29', setBy: 'op01', setAt: at,
  endedAt: null, isInForce: true, ...more,
})
