/** Valid records to start from. */
import { randomUUID } from 'node:crypto'
import {
  facilitySnapshot, publishedFacility, type CallRecord, type EmailChangeRequestRecord, type FacilityRecord, type FacilitySnapshot, type LotRecord,
  type MailDayRecord, type NoticeRecord, type PostingSlipRecord, type PublishedFacilityRecord, type VerificationRecord,
} from '#shared/contract/records.ts'

export const now = '2026-10-05T01:00:00.000Z'

export function facility(facilityCode = '2619900042', more: Partial<FacilityRecord> = {}): FacilityRecord {
  return {
    facilityCode, name: '京都大学医学部附属病院', postalCode: '6068507', address: '京都市左京区聖護院川原町５４', telephone: '075-751-3111', founder: '国立大学法人', manager: null,
    designatedOn: null, type: 'hospital', status: 'active', listKind: 'medical', prefectureNumber: '26', isSample: false, listVersion: 0,
    reading: null, readingSource: null, publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [], ...more,
  }
}

/** What a list publishes of it. */
export function publishedOf(of: FacilityRecord): PublishedFacilityRecord {
  return publishedFacility.parse(of)
}

export function snapshotOf(of: FacilityRecord): FacilitySnapshot {
  return facilitySnapshot.parse(of)
}

export function call(operatorId: string, more: Partial<CallRecord> = {}): CallRecord {
  return {
    callId: randomUUID(), version: 0, startedAt: now, endedAt: null, operatorId, callerName: '受付', callerRole: 'facility', callbackTelephone: '',
    question: 'Q11', facilityCodes: [], notes: '', parked: null, paperSlip: null, outcome: null, guidedCards: [], paths: [], ...more,
  }
}

export function verification(performedBy: string, of: FacilityRecord, more: Partial<VerificationRecord> = {}): VerificationRecord {
  return {
    verificationId: randomUUID(), version: 0, callId: randomUUID(), facilityCode: of.facilityCode, facility: snapshotOf(of),
    comparisons: [{ item: 'facilityCode', result: 'match', reason: null, attempts: 1 }, { item: 'addressNumbers', result: 'match', reason: null, attempts: 1 }], outcome: 'passed', performedBy, performedAt: now,
    decidedBy: null, decidedAt: null, decisionReason: null, spokenAddressHash: null, ...more,
  }
}

export function notice(requestedBy: string, of: VerificationRecord, more: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    noticeId: randomUUID(), version: 0, noticeNumber: 'N1-1005-001', facilityCode: of.facilityCode, facility: of.facility, reason: 'emailUnknown', state: 'queued',
    callId: of.callId, verificationId: of.verificationId, requestedBy, requestedAt: now, approvedBy: null, postageClass: 'simplifiedRegistered', needsSecondNumber: true,
    cases: [], joinedTo: null, replaces: null, lotId: null, pieceId: null, template: null, validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null,
    returned: null, destroyed: null, followUp: null, overrideReason: null, events: [], ...more,
  }
}

export function lot(startedBy: string, deviceId: string, noticeIds: string[], more: Partial<LotRecord> = {}): LotRecord {
  return {
    lotId: randomUUID(), version: 0, lotNumber: 'L1-1005-01', state: 'challenge', deviceId, adoptedFrom: null, startedBy, startedAt: now, noticeIds,
    sheets: [], scanOrder: null, stop: null, setAside: [], duplicates: [], isPaperUncertain: false, destruction: null, templateVersion: null, templateHash: null, documentHash: null, ...more,
  }
}

export function postingSlip(madeBy: string, deviceId: string, noticeIds: string[], more: Partial<PostingSlipRecord> = {}): PostingSlipRecord {
  return { slipId: randomUUID(), version: 0, slipNumber: 'S1-1005-01', postedOn: '2026-10-05', deviceId, madeBy, madeAt: now, noticeIds, ...more }
}

export function mailDay(closedBy: string, deviceId: string, more: Partial<MailDayRecord> = {}): MailDayRecord {
  return {
    dayId: randomUUID(), version: 0, date: '2026-10-05', deviceId, closedBy, closedAt: now,
    counts: { printed: 5, posted: 3, destroyed: 1, inHand: 1 }, ...more,
  }
}

export function emailChangeRequest(of: NoticeRecord, more: Partial<EmailChangeRequestRecord> = {}): EmailChangeRequestRecord {
  return {
    requestId: randomUUID(), version: 0, requestNumber: 'E1-1', facilityCode: of.facilityCode, callId: of.callId, verificationId: of.verificationId,
    noticeId: of.noticeId, oldEmail: 'forgotten', wantedEmail: null, wantedEmailUse: null, assignedTo: null, state: 'noticeArranged', requestedBy: of.requestedBy, requestedAt: now, notes: '', events: [], ...more,
  }
}
