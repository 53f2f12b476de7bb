import { useState } from 'react'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { useStaff } from '../../api/session.ts'

interface LivingCase {
  readonly version: number
  readonly events: readonly HistoryEvent[]
}

/** Steps somebody else, or the machine, took since. */
function stepsOfOthers(seen: LivingCase, latest: LivingCase, staffId: string): readonly HistoryEvent[] {
  return latest.version === seen.version ? [] : latest.events.slice(seen.events.length).filter((event) => event.staffId !== staffId)
}

export interface SeenCase<Case> {
  /** As it was when the person began, or last said that they have seen the latest. */
  readonly seen: Case
  /** What to save against: an unseen change of somebody else is refused as a conflict. */
  readonly version: number
  /** The last unseen step of somebody else, or null. */
  readonly changedBy: HistoryEvent | null
  /** The person has seen the latest. */
  accept(): void
}

/** Two people on one case: what one types is saved against what they saw, and never over what the other did unseen. */
export function useSeenCase<Case extends LivingCase>(latest: Case): SeenCase<Case> {
  const { staffId } = useStaff()
  const [seen, setSeen] = useState(latest)
  const changedBy = stepsOfOthers(seen, latest, staffId).at(-1) ?? null
  return { seen, version: changedBy === null ? latest.version : seen.version, changedBy, accept: () => setSeen(latest) }
}
