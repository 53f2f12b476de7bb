/** Notices as a desk answers them, for tests of the page. */
import type { DeliveryPromise, NoticePreparation, NoticeSummary } from '#shared/contract/desktop/contract.ts'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'

export const noticeId = '019aa000-0000-7000-8000-000000000009'

/** Queued, requested by op01. */
export const noticeSummary = (more: Partial<NoticeSummary> = {}): NoticeSummary => ({
  noticeId, noticeNumber: 'N001-1123-001', state: 'queued', reason: 'emailUnknown', facilityCode: '1318814790', facilityName: '東京大学医学部附属病院', prefectureNumber: '13', isSample: false,
  requestedAt: '2026-11-23T03:00:00.000Z', requestedBy: 'op01', requestedByName: '試験 太郎', postageClass: 'simplifiedRegistered', validUntil: null, postedOn: null, redeemedAt: null,
  trackingNumber: null, returned: null, followUp: null, joinedToNumber: null, replacesNumber: null, joinedCases: 0, undoUntil: null, overrideReason: null, version: 1, ...more,
})

export const delivery = (more: Partial<DeliveryPromise> = {}): DeliveryPromise => ({
  isCertain: true, postsOn: '2026-11-24', arrivesFrom: '2026-11-25', arrivesUntil: '2026-11-27', sentence: '11月25日から27日ごろに届く見込みです。', basis: 'estimate', ...more,
})

export const preparation = (facility: MaskedFacility, more: Partial<NoticePreparation> = {}): NoticePreparation => ({
  facility, lastFour: facility.facilityCode.slice(-4), openNotice: null, needsOverride: false, liveNotice: null, problems: [],
  postageClasses: [{ id: 'simplifiedRegistered', name: '簡易書留', marks: ['簡易書留', '転送不要'], feeYen: 460, isRecorded: true }],
  isSecondNumberUsed: true, delivery: delivery(), ...more,
})
