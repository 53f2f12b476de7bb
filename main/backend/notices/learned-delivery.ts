/** How long letters are under way, learned from those that were redeemed: worked out anew when notices have changed. */
import { learnedFrom, learnTransitDays, type LearnedTransitDays } from '#shared/domain/delivery.ts'
import { todayInJapan, type Core } from '../core.ts'
import { redeemedLetters } from './redeemed-letter-repository.ts'

interface Learned {
  days: LearnedTransitDays
  today: string
  /** Notices have changed since. */
  isStale: boolean
}

const learnedBy = new WeakMap<Core, Learned>()

const watched = (core: Core): Learned => {
  const known = learnedBy.get(core)
  if (known !== undefined) return known
  const learned: Learned = { days: new Map(), today: '', isStale: true }
  learnedBy.set(core, learned)
  const watch = async (): Promise<void> => {
    const events = core.hub.watch()
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (next.value.kind === 'changed' && next.value.topics.includes('notices')) learned.isStale = true
    }
  }
  void watch()
  return learned
}

/** Days under way by prefecture, for `deliveryPromise`. Reads the redeemed letters of half a year where something has changed, else nothing. */
export const learnedTransitDays = async (core: Core): Promise<LearnedTransitDays> => {
  const learned = watched(core)
  const today = todayInJapan(core)
  if (!learned.isStale && learned.today === today) return learned.days
  // Before the reading: what changes meanwhile is read the next time.
  learned.isStale = false
  learned.today = today
  learned.days = learnTransitDays(await redeemedLetters(core.database.reader.manager, learnedFrom(today)), today)
  return learned.days
}
