/** Times are UTC in the contract and Asia/Tokyo on screen. */
import { formatWareki } from '#shared/domain/wareki.ts'

const zone = 'Asia/Tokyo'
const dateTimeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
const yearDateTimeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
const timeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const secondsFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })

/** "11/23 14:05" */
export const shortDateTime = (instant: string): string => dateTimeFormat.format(new Date(instant))
/** "2026/11/23 14:05" */
export const fullDateTime = (instant: string): string => yearDateTimeFormat.format(new Date(instant))
/** "2026/11/23 14:05:09": for what is to be proven. */
export const exactDateTime = (instant: string): string => secondsFormat.format(new Date(instant))
/** "14:05" */
export const clockTime = (instant: string): string => timeFormat.format(new Date(instant))
/** "2026/11/23" of an ISO date. */
export const day = (isoDate: string): string => dayFormat.format(new Date(`${isoDate}T00:00:00Z`))
/** "2027年4月" of YYYY-MM. */
export const month = (isoMonth: string): string => `${isoMonth.slice(0, 4)}年${Number(isoMonth.slice(5, 7))}月`

const todayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
/** The day it is in Japan, ISO. */
export const todayInJapan = (now: Date = new Date()): string => todayFormat.format(now)

const eraLetters: Readonly<Record<string, string>> = { 令和: 'R', 平成: 'H', 昭和: 'S', 大正: 'T', 明治: 'M' }
/** "R8.7.1" of an ISO date; the first year of an era is 1. */
export const shortWareki = (isoDate: string): string =>
  formatWareki(isoDate).replace(/^(..)(元|\d+)年(\d+)月(\d+)日$/u, (_whole, era: string, year: string, monthOfYear: string, dayOfMonth: string) =>
    `${eraLetters[era] ?? era}${year === '元' ? '1' : year}.${monthOfYear}.${dayOfMonth}`)
