/**
 * Chain of custody: which entry of the audit trail proves which step in the life of a piece. An entry proves one step, made on
 * the same desktop by the same person; of several the nearest in time.
 */
export interface CustodyEvent {
  readonly at: string
  readonly staffId: string | null
  readonly deviceId: string | null
  readonly from: string | null
  readonly to: string
}

export interface CustodyEntry {
  readonly at: string
  readonly staffId: string | null
  readonly deviceId: string
  readonly action: string
  readonly subject: string | null
}

interface CustodySubjects {
  readonly noticeNumber: string
  readonly lotNumber: string | null
  /** Numbers of the requests that joined this one. */
  readonly joinedNumbers: readonly string[]
}

/** Written when another caller's request joined this notice, or put it right after it had been sent back. */
const isJoining = ({ from, to }: CustodyEvent): boolean => to === 'callerJoined' || (from === 'requested' && (to === 'queued' || to === 'awaitingApproval'))

function isRecordOf(event: CustodyEvent, entry: CustodyEntry, { noticeNumber, lotNumber, joinedNumbers }: CustodySubjects): boolean {
  // Verifiers are handed in for the whole lot between these two.
  if (event.to === 'issuing') return lotNumber !== null && entry.subject === lotNumber && (entry.action === 'lots.start' || entry.action === 'lots.printed')
  if (isJoining(event)) return entry.action === 'notice.requested' && entry.subject !== null && joinedNumbers.includes(entry.subject)
  if (entry.subject !== noticeNumber) return false
  if (event.from === null) return entry.action === 'notice.requested'
  if (event.to === 'queued') return entry.action === 'notice.approved'
  if (event.to === 'requested') return entry.action === 'notice.sentBack'
  return entry.action === `notice.${event.to}`
}

const distance = (event: CustodyEvent, entry: CustodyEntry): number => Math.abs(Date.parse(event.at) - Date.parse(entry.at))

/** @returns for each event, in order, the entry that proves it, or null */
export function proofsOf<Entry extends CustodyEntry>(events: readonly CustodyEvent[], entries: readonly Entry[], subjects: CustodySubjects): (Entry | null)[] {
  const free = new Set(entries)
  return events.map((event) => {
    const candidates = [...free].filter((entry) => entry.deviceId === event.deviceId && entry.staffId === event.staffId && isRecordOf(event, entry, subjects))
    const nearest = candidates.reduce<Entry | null>((best, entry) => (best === null || distance(event, entry) < distance(event, best) ? entry : best), null)
    if (nearest !== null) free.delete(nearest)
    return nearest
  })
}
