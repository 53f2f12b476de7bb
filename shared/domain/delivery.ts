/**
 * When a letter leaves the house and when it arrives, as an operator may say it on the telephone. Days are days of
 * Asia/Tokyo, which knows no summer time.
 */
import { isBusinessDay, weekdayOf } from './business-days.ts'
import { addDays, beginningOfDay, dateInJapan } from './japan-days.ts'

/** A letter requested now must be queued, printed and sealed before the post is there [D]. */
const printingMilliseconds = 30 * 60_000

/** How the office's letters are fetched: times of day (Asia/Tokyo, 16:00), and days without (ISO dates). */
interface CollectionFacts {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly collectionTimes: readonly string[]
  readonly closedDays: readonly string[]
}

interface DeliveryFacts extends CollectionFacts {
  /** Of the facility, 01–47. */
  readonly prefectureNumber: string
  /** Nothing is printed without central. */
  readonly isCentralReachable: boolean
  /** Days learned from letters that arrived, where there were enough of them. */
  readonly learned?: LearnedTransitDays
}

interface DeliveryEstimate {
  readonly isCertain: boolean
  readonly postsOn: string | null
  readonly arrivesFrom: string | null
  readonly arrivesUntil: string | null
  readonly sentence: string
  readonly basis: 'estimate' | 'learned'
}

/** Days under way after posting, first and last of those to be promised. */
export interface TransitDays {
  readonly from: number
  readonly until: number
}
/** By prefecture (01–47). */
export type LearnedTransitDays = ReadonlyMap<string, TransitDays>

/** A letter that was used: ISO dates in Japan. */
export interface RedeemedLetter {
  readonly prefectureNumber: string
  readonly postedOn: string
  readonly redeemedOn: string
}

/** Fewer letters say nothing of a prefecture; older ones nothing of the post of today. */
const leastLetters = 20
const learnedFromDays = 180
/** A letter is void after 30 days; what took longer is a wrong date. */
const longestDays = 40

/** First day of posting that counts. @param today ISO date in Japan */
export const learnedFrom = (today: string): string => addDays(today, -learnedFromDays)

/** Of ascending numbers, the one that this share of them does not exceed. */
const quantile = (ascending: readonly number[], share: number): number => ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0

/**
 * Learns the days under way from posting to redeeming [D]. A letter is redeemed some time after it has arrived, so the low
 * quantiles stand nearest to the arrival itself: a tenth of the letters were used by the first day promised, two fifths by the last.
 * Single wrong dates move neither. Never earlier than the day after posting, never narrower than one day.
 * @param today ISO date in Japan; letters posted more than 180 days before it do not count
 */
export function learnTransitDays(samples: readonly RedeemedLetter[], today: string): LearnedTransitDays {
  const since = learnedFrom(today)
  const daysOf = new Map<string, number[]>()
  for (const { prefectureNumber, postedOn, redeemedOn } of samples) {
    const days = Math.round((Date.parse(redeemedOn) - Date.parse(postedOn)) / 86_400_000)
    if (postedOn < since || postedOn > today || days < 0 || days > longestDays) continue
    const of = daysOf.get(prefectureNumber)
    if (of === undefined) daysOf.set(prefectureNumber, [days])
    else of.push(days)
  }
  const learned = new Map<string, TransitDays>()
  for (const [prefectureNumber, days] of daysOf) {
    if (days.length < leastLetters) continue
    const ascending = days.toSorted((left, right) => left - right)
    const from = Math.max(1, quantile(ascending, 0.1))
    learned.set(prefectureNumber, { from, until: Math.max(from + 1, quantile(ascending, 0.4)) })
  }
  return learned
}

/**
 * Days under way after posting in Tokyo, by prefecture: our estimate [D] until days of delivery have been learned. They
 * count every day: 簡易書留 is delivered on Saturdays, Sundays and holidays too.
 */
const transitDays: readonly { readonly prefectures: readonly string[]; readonly from: number; readonly until: number }[] = [
  // 関東・中部
  { prefectures: ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24'], from: 1, until: 2 },
  // 東北・近畿・中国・四国
  { prefectures: ['02', '03', '04', '05', '06', '07', '25', '26', '27', '28', '29', '30', '31', '32', '33', '34', '35', '36', '37', '38', '39'], from: 2, until: 3 },
  // 北海道・九州
  { prefectures: ['01', '40', '41', '42', '43', '44', '45', '46'], from: 2, until: 4 },
]
/** 沖縄, and whatever the table does not name: promised too late rather than too early. */
const farthest = { from: 3, until: 5 }

/** A time of day in Tokyo as milliseconds. */
const instantOn = (date: string, time: string): number => Date.parse(beginningOfDay(date)) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000

/** The first collection at or after an instant (milliseconds). @throws RangeError where the post never comes */
function firstCollectionFrom(earliest: number, { collectionTimes, closedDays }: CollectionFacts): number {
  if (collectionTimes.length === 0) throw new RangeError('An office without collections')
  const times = [...collectionTimes].sort()
  for (let date = dateInJapan(earliest); ; date = addDays(date, 1)) {
    if (!isBusinessDay(date, closedDays)) continue
    const found = times.map((time) => instantOn(date, time)).find((instant) => instant >= earliest)
    if (found !== undefined) return found
  }
}

/** The next collection of the post after now, as UTC instant. @throws RangeError without any time of collection */
export function nextCollection(facts: CollectionFacts): { at: string; isToday: boolean } {
  const at = firstCollectionFrom(facts.now + 1, facts)
  return { at: new Date(at).toISOString(), isToday: dateInJapan(at) === dateInJapan(facts.now) }
}

const weekdayNames = ['日', '月', '火', '水', '木', '金', '土']

/** 11月25日（水）, without the month where it was said just before. */
function spokenDay(date: string, before: string | null): string {
  const month = before?.slice(0, 7) === date.slice(0, 7) ? '' : `${Number(date.slice(5, 7))}月`
  return `${month}${Number(date.slice(8, 10))}日（${weekdayNames[weekdayOf(date)]}）`
}

const uncertainSentence =
  'ただいまシステムの都合により、発送の日をお約束できません。発送できしだい簡易書留でお送りします。お急ぎのところ恐れ入りますが、到着までお待ちください。'

/**
 * What the caller may be promised: the letter leaves with the next collection for which it can still be printed.
 * Central away: no day at all, because nothing can be printed until it is back.
 */
export function deliveryPromise(facts: DeliveryFacts): DeliveryEstimate {
  if (!facts.isCentralReachable) return { isCertain: false, postsOn: null, arrivesFrom: null, arrivesUntil: null, sentence: uncertainSentence, basis: 'estimate' }
  const postsOn = dateInJapan(firstCollectionFrom(facts.now + printingMilliseconds, facts))
  const learned = facts.learned?.get(facts.prefectureNumber)
  const days = learned ?? transitDays.find(({ prefectures }) => prefectures.includes(facts.prefectureNumber)) ?? farthest
  const arrivesFrom = addDays(postsOn, days.from)
  const arrivesUntil = addDays(postsOn, days.until)
  const posting = `${postsOn === dateInJapan(facts.now) ? '本日、' : ''}${spokenDay(postsOn, null)}に発送し`
  const arrival = `${spokenDay(arrivesFrom, postsOn)}から${spokenDay(arrivesUntil, arrivesFrom)}ごろに届く見込みです。`
  return { isCertain: true, postsOn, arrivesFrom, arrivesUntil, sentence: `${posting}、${arrival}`, basis: learned === undefined ? 'estimate' : 'learned' }
}
