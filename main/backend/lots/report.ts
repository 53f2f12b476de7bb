/** lots.report: what happened to each piece of a lot, on paper. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { HistoryEvent, LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { audit, requireSession, type Caller } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { drawLotReport, type LotReportContent, type ReportStep } from '../letters/lot-report.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { requireLot, type LotDesk } from './lot-desk.ts'
import { noticesOfLot } from './lot-repository.ts'
import { doubleFilledReason, lotCounts, postedStates } from './lot-sheets.ts'

type NameOf = (staffId: string | null) => string

const stateNames: Readonly<Record<LotRecord['state'], string>> = {
  challenge: '確認用紙の確認待ち', issuing: '作成中', printed: '封入・差出中', destroying: '廃棄待ち', closed: '完了', abandoned: '中止',
}

const stepOf = (events: readonly HistoryEvent[], to: string, nameOf: NameOf): ReportStep | null => {
  const event = events.findLast((one) => one.to === to)
  return event === undefined ? null : { at: event.at, by: nameOf(event.staffId) }
}

const stopsOf = (lot: LotRecord, notices: readonly NoticeRecord[]): LotReportContent['stops'] => {
  const numberOf = (noticeId: string | null): string | null => notices.find((notice) => notice.noticeId === noticeId)?.noticeNumber ?? null
  const numbersOf = (noticeIds: readonly string[]): string[] => noticeIds.map(numberOf).filter((number) => number !== null)
  const doubled = notices.filter((notice) => notice.events.some((event) => event.to === 'voided' && event.reason === doubleFilledReason))
  return [
    ...(lot.setAside.length === 0 ? [] : [{ at: null, precedingNoticeNumber: null, skippedNoticeNumbers: numbersOf(lot.setAside), finding: '別に見つかった' }]),
    ...(doubled.length === 0 ? [] : [{ at: null, precedingNoticeNumber: null, skippedNoticeNumbers: doubled.map((notice) => notice.noticeNumber), finding: '1つの封筒に2枚入っていたため無効' }]),
    ...(lot.stop === null ? [] : [{ at: lot.stop.at, precedingNoticeNumber: numberOf(lot.stop.precedingNoticeId), skippedNoticeNumbers: numbersOf(lot.stop.skippedNoticeIds), finding: null }]),
  ]
}

const contentOf = (lot: LotRecord, notices: readonly NoticeRecord[], nameOf: NameOf, desks: Pick<LotReportContent, 'deskNumber' | 'adoptedFromDeskNumber'>): LotReportContent => {
  const { printed, posted } = lotCounts(lot, notices)
  // A letter that came back was posted all the same: it is not counted a second time when it is destroyed.
  const destroyed = notices.filter((notice) => notice.lotId === lot.lotId && notice.destroyed !== null && !postedStates.includes(notice.state)).length
  const first = notices.find((notice) => notice.noticeId === lot.sheets[0])
  return {
    lotNumber: lot.lotNumber, stateName: stateNames[lot.state], ...desks, started: { at: lot.startedAt, by: nameOf(lot.startedBy) },
    printerName: null, challengeConfirmed: first === undefined ? null : stepOf(first.events, 'issuing', nameOf),
    templateVersion: lot.templateVersion, templateHash: lot.templateHash, documentHash: lot.documentHash,
    sheets: notices.map((notice) => ({
      sheetNumber: lot.sheets.indexOf(notice.noticeId) + 1, noticeNumber: notice.noticeNumber, facilityName: notice.facility.name,
      prefectureName: prefectureByNumber(notice.facility.prefectureNumber)?.name ?? '', state: notice.state, trackingNumber: notice.trackingNumber,
      sealed: stepOf(notice.events, 'sealed', nameOf), posted: stepOf(notice.events, 'posted', nameOf),
      destroyed: notice.destroyed === null ? null : { at: notice.destroyed.at, by: nameOf(notice.destroyed.staffId), witness: nameOf(notice.destroyed.witnessStaffId) },
    })),
    // A doubly filled envelope with its label on already was destroyed here, not posted.
    counts: { printed, posted, destroyed, inHand: Math.max(0, printed - posted - destroyed) },
    stops: stopsOf(lot, notices),
    duplicates: lot.duplicates.map(({ at, noticeId }) => ({ at, noticeNumber: notices.find((notice) => notice.noticeId === noticeId)?.noticeNumber ?? '' })),
    destruction: lot.destruction === null ? null : {
      at: lot.destruction.at, by: nameOf(lot.destruction.staffId), witness: nameOf(lot.destruction.witnessStaffId), sheets: lot.destruction.sheets,
    },
  }
}

/** The desk that started it stands in its number (L012-…). */
const startingDesk = ({ lotNumber }: LotRecord): number | null => {
  const number = Number(/^L(\d+)-/u.exec(lotNumber)?.[1])
  return Number.isInteger(number) ? number : null
}

export const createReport = ({ core }: LotDesk): Pick<Handlers<Caller>['lots'], 'report'> => ({
  report: async ({ lotId }, caller) => {
    const session = requireSession(caller)
    const { manager } = core.database.reader
    const lot = await requireLot(manager, lotId)
    const own = await readSetting(manager, 'deviceNumber')
    const isMine = lot.deviceId === (await readSetting(manager, 'deviceId'))
    const desks = {
      deskNumber: isMine && own !== null ? Number(own) : lot.adoptedFrom === null ? startingDesk(lot) : null,
      adoptedFromDeskNumber: lot.adoptedFrom === null ? null : startingDesk(lot),
    }
    const content = contentOf(lot, await noticesOfLot(manager, lot), await staffNames(manager), desks)
    const document = await drawLotReport(content, { createdAt: new Date(core.deps.clock.now()) })
    await core.database.write(async (writer) => await audit(writer, core, { staffId: session.staffId, action: 'lots.report', subject: lot.lotNumber }))
    return { fileName: `発行記録-${lot.lotNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
  },
})
