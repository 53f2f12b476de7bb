/**
 * Whether this desktop's clock is right, told by central's. A wrong clock stamps calls and letters with the wrong day and
 * lets sign-ins without a connection end too early or too late; nothing else depends on it (docs/sync.md, Clocks).
 */

/** Milliseconds; below it nobody is told: no date or deadline comes out otherwise. */
const toleratedMilliseconds = 5 * 60_000

/**
 * Central's time lies between asking and the answer where both clocks agree.
 * @returns milliseconds this desktop is ahead of central (negative: behind) at least; 0 where they may agree
 */
export const clockDifference = ({ askedAt, answeredAt, centralTime }: { readonly askedAt: number; readonly answeredAt: number; readonly centralTime: number }): number => {
  if (centralTime < askedAt) return askedAt - centralTime
  return centralTime > answeredAt ? answeredAt - centralTime : 0
}

/** @returns whole minutes this desktop is ahead of central (negative: behind); null where that is within bounds */
export const minutesOff = (difference: number): number | null =>
  Math.abs(difference) < toleratedMilliseconds ? null : Math.round(difference / 60_000)
