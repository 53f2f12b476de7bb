/** Times are UTC in the contract and Asia/Tokyo on screen. */
const zone = 'Asia/Tokyo'
const dateTimeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
const yearDateTimeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
const timeFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })

/** "11/23 14:05" */
export const shortDateTime = (instant: string): string => dateTimeFormat.format(new Date(instant))
/** "2026/11/23 14:05" */
export const fullDateTime = (instant: string): string => yearDateTimeFormat.format(new Date(instant))
/** "14:05" */
export const clockTime = (instant: string): string => timeFormat.format(new Date(instant))
/** "2026/11/23" of an ISO date. */
export const day = (isoDate: string): string => dayFormat.format(new Date(`${isoDate}T00:00:00Z`))
/** "2027年4月" of YYYY-MM. */
export const month = (isoMonth: string): string => `${isoMonth.slice(0, 4)}年${Number(isoMonth.slice(5, 7))}月`
