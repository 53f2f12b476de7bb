/** Notices, lots and days as a backend answers them, for the tests of the mailroom's screens. */
import type { FoundPiece, LotPiece, LotView, MailDay, MailroomQueue, NoticeSummary, QueuedNotice, ScanResult } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'

export const clerk: StaffMember = { staffId: 'ml01', displayName: '試験 発送', role: 'mailroom', isActive: true }

export const idOf = (number: number): string => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`
export const lotId = idOf(900)
export const numberOf = (number: number): string => `N001-261123-${String(number).padStart(3, '0')}`

export const noticeSummary = (number: number, more: Partial<NoticeSummary> = {}): NoticeSummary => ({
  noticeId: idOf(number), noticeNumber: numberOf(number), state: 'queued', reason: 'emailUnknown', facilityCode: '1318814790', facilityName: `見本病院${number}`,
  prefectureNumber: '13', isSample: false, requestedAt: '2026-11-23T00:00:00.000Z', requestedBy: 'op01', requestedByName: '試験 太郎', postageClass: 'simplifiedRegistered',
  validUntil: null, postedOn: null, redeemedAt: null, trackingNumber: null, returned: null, followUp: null, joinedToNumber: null, replacesNumber: null,
  joinedCases: 0, undoUntil: null, overrideReason: null, version: 1, ...more,
})
export const queued = (number: number, more: Partial<QueuedNotice> = {}): QueuedNotice => ({
  ...noticeSummary(number), queuedAt: '2026-11-23T00:00:00.000Z', problems: [], isToBeSentBack: false, mayPrint: true, ...more,
})
export const mailroomQueue = (notices: QueuedNotice[], more: Partial<MailroomQueue> = {}): MailroomQueue => ({
  notices, nextCollection: { at: '2026-11-23T07:00:00.000Z', isToday: true },
  postageClasses: [
    { id: 'simplifiedRegistered', name: '簡易書留', marks: ['簡易書留', '転送不要'], feeYen: 460, isRecorded: true },
    { id: 'ordinary', name: '普通郵便', marks: [], feeYen: 110, isRecorded: false },
  ],
  ...more,
})

export const piece = (number: number, more: Partial<LotPiece> = {}): LotPiece => ({
  noticeId: idOf(number), noticeNumber: numberOf(number), facilityName: `見本病院${number}`, prefectureName: '東京都', sheetNumber: number, state: 'printed',
  trackingNumber: null, isRecorded: true, isToBeDestroyed: false, refusal: null, ...more,
})
export const lotView = (more: Partial<Omit<LotView, 'lot'>> & { readonly lot?: Partial<LotView['lot']> } = {}): LotView => {
  const pieces = more.pieces ?? [piece(1), piece(2), piece(3)]
  return {
    counts: { printed: pieces.length, sealed: 0, posted: 0, voided: 0, destroyed: 0 }, isMine: true, mayAdopt: false, sheetsToDestroy: 0,
    predictedTrackingNumber: null, nextToPost: null, nextSheet: null, progress: null, ...more, pieces,
    lot: {
      lotId, version: 1, lotNumber: 'L002-261123-001', state: 'printed', deviceId: idOf(800), adoptedFrom: null, startedBy: 'ml01', startedAt: '2026-11-23T01:00:00.000Z',
      noticeIds: pieces.map(({ noticeId }) => noticeId), sheets: pieces.map(({ noticeId }) => noticeId), scanOrder: null, stop: null, setAside: [], duplicates: [], isPaperUncertain: false, destruction: null,
      templateVersion: '1', templateHash: null, documentHash: null, ...more.lot,
    },
  }
}
export const scanned = (code: ScanResult['code'], lot: LotView, more: Partial<ScanResult> = {}): ScanResult => ({
  isGood: code === 'good', code, noticeId: null, noticeNumber: null, sheetNumber: null, warning: null, lot, ...more,
})

export const mailDay = (more: Partial<MailDay> = {}): MailDay => ({
  date: '2026-11-23', lots: [], counts: { printed: 0, posted: 0, destroyed: 0, inHand: 0 }, inHand: [], toDestroy: [], notListed: 0, slips: [], closed: null, obstacles: [], ...more,
})
export const foundPiece = (number: number, more: Partial<FoundPiece> = {}): FoundPiece => ({
  ...noticeSummary(number, { state: 'posted', postedOn: '2026-11-10', trackingNumber: '12345678901' }), prefectureName: '東京都', mayReturn: true, isIncident: false, ...more,
})
