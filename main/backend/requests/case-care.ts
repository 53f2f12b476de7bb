/** Who sees to a request and how long it may stay as it is: what every list of requests shows beside it. */
import type { HistoryEvent } from '#shared/contract/records.ts'
import { dueOn, inStateSince, isLate } from '#shared/domain/case-aging.ts'
import { mineOf } from '../cases/mine.ts'
import { todayInJapan, type Core } from '../core.ts'
import { currentPolicy } from '../office-documents/current-settings.ts'
import { staffNames } from '../staff/staff-repository.ts'

interface CareFacts {
  readonly requestedBy: string
  readonly requestedAt: string
  readonly assignedTo: string | null
  readonly state: string
  readonly events: readonly HistoryEvent[]
}

export interface CaseCare {
  readonly requestedByName: string
  /** Of who sees to it: the person it was given to, or who took it down. */
  readonly assignedToName: string
  readonly isMine: boolean
  readonly dueOn: string | null
  readonly isLate: boolean
}

/** @param limits business days by state, of the settings in use */
export const caseCare = async (core: Core, staffId: string, limits: Readonly<Record<string, number>>): Promise<(request: CareFacts) => CaseCare> => {
  const manager = core.database.reader.manager
  const nameOf = await staffNames(manager)
  const mine = await mineOf(core, staffId)
  const { closedDays } = await currentPolicy(core)
  const today = todayInJapan(core)
  return ({ requestedBy, requestedAt, assignedTo, state, events }) => {
    const owner = assignedTo ?? requestedBy
    const due = dueOn({ state, since: inStateSince(events, requestedAt), limits, closedDays })
    return { requestedByName: nameOf(requestedBy), assignedToName: nameOf(owner), isMine: mine.has(owner), dueOn: due, isLate: isLate(due, today) }
  }
}

/** What is late first, by the day it was due; then what is open, the oldest first; what has ended last, the newest first. */
export const byUrgency = (one: Pick<CaseCare, 'dueOn' | 'isLate'> & { requestedAt: string }, other: typeof one): number => {
  const rank = ({ dueOn: due, isLate: late }: typeof one): number => (late ? 0 : due !== null ? 1 : 2)
  if (rank(one) !== rank(other)) return rank(one) - rank(other)
  const older = one.requestedAt.localeCompare(other.requestedAt)
  return rank(one) === 0 ? (one.dueOn ?? '').localeCompare(other.dueOn ?? '') || older : rank(one) === 1 ? older : -older
}
