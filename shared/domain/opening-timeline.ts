/** いつまでに何を: the way to an opening with オンライン資格確認 from its first day (Q14, Q16; domain §3). */
import type { CaseSettings } from './case-settings.ts'

export interface OpeningStep {
  readonly id: 'provisionalCode' | 'cardReaderOrder' | 'designation' | 'preparation' | 'opening'
  readonly title: string
  /** ISO date or YYYY-MM; null where the deadline was not entered. */
  readonly until: string | null
  readonly note: string
  readonly isPast: boolean
}

/** The month so many months before. `month` is YYYY-MM. */
export function monthsBefore(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** A day of a month, or its last day where the month is shorter. */
function dayOf(month: string, day: number): string {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`
}

/** A month is past when it is over. */
const isPast = (until: string | null, today: string): boolean => until !== null && until < today.slice(0, until.length)

/**
 * @param facts.opening YYYY-MM or an ISO date
 * @param facts.prefectureNumber 01–47; null = unknown, so no deadline of a bureau
 * @param facts.today ISO date in Japan
 */
export function openingTimeline(facts: {
  readonly opening: string
  readonly prefectureNumber: string | null
  readonly settings: Pick<CaseSettings, 'cardReaderLeadMonths' | 'bureauDeadlines'>
  readonly today: string
}): OpeningStep[] {
  const { opening, prefectureNumber, settings, today } = facts
  const month = opening.slice(0, 7)
  const order = monthsBefore(month, settings.cardReaderLeadMonths)
  const deadline = settings.bureauDeadlines.find((entry) => entry.prefectureNumber === prefectureNumber)
  const designation = deadline === undefined ? null : dayOf(monthsBefore(month, deadline.monthsBefore), deadline.dayOfMonth)
  const steps: Omit<OpeningStep, 'isPast'>[] = [
    { id: 'provisionalCode', title: '仮コードの付番依頼書を提出する', until: order, note: '付番には日数がかかります。カードリーダーの申込みより前に、できるだけ早く提出します。' },
    { id: 'cardReaderOrder', title: 'ポータルのアカウントを登録し、顔認証付きカードリーダーを申し込む（仮コードを使用）', until: order, note: `受注生産のため、申込みから発送まで約 ${settings.cardReaderLeadMonths} か月です。` },
    {
      id: 'designation', title: '地方厚生（支）局へ指定申請をする', until: designation,
      note: deadline === undefined ? '締切日：未登録（管轄の厚生局に確認）' : deadline.note,
    },
    { id: 'preparation', title: 'カードリーダーの発送手続き・オンライン資格確認の利用申請・電子証明書の申請をする（受付番号を使用）', until: month, note: '受付番号は、指定申請を受け付けた地方厚生（支）局が発行します。' },
    { id: 'opening', title: '開設。以後は医療機関等コードを使う', until: opening, note: '' },
  ]
  return steps.map((step) => ({ ...step, isPast: isPast(step.until, today) }))
}
