/** Chain of custody of a piece: each step with the entry of the desktop's audit trail that proves it. */
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { HistoryEvent } from '#shared/contract/records.ts'
import type { AuditRow } from '../database/entities/log.ts'
import type { Transaction } from '../database/open-database.ts'
import { findDevices } from '../devices/device-repository.ts'
import { eventsOf, findNotice, noticeNumbers } from '../notices/notice-repository.ts'
import { Refusal } from '../problem.ts'
import { findRecord } from '../sync/record-repository.ts'
import { auditOfSubjects } from './audit-repository.ts'
import { reportChain } from './verify-audit.ts'

interface Subjects {
  readonly noticeNumber: string
  readonly lotNumber: string | null
  /** Numbers of the requests that joined this one. */
  readonly joinedNumbers: readonly string[]
}

/** Written when another caller's request joined this notice. */
const isJoining = ({ from, to }: HistoryEvent): boolean => to === 'callerJoined' || (from === 'requested' && (to === 'queued' || to === 'awaitingApproval'))

/** Whether an entry of this action and subject records this step. */
function isRecordOf(event: HistoryEvent, entry: AuditRow, { noticeNumber, lotNumber, joinedNumbers }: Subjects): boolean {
  // Verifiers are handed in for the whole lot between these two.
  if (event.to === 'issuing') return entry.subject === lotNumber && (entry.action === 'lots.start' || entry.action === 'lots.printed')
  if (isJoining(event)) return entry.action === 'notice.requested' && entry.subject !== null && joinedNumbers.includes(entry.subject)
  if (entry.subject !== noticeNumber) return false
  if (event.from === null) return entry.action === 'notice.requested'
  switch (event.to) {
    case 'queued':
      return entry.action === 'notice.approved'
    case 'requested':
      return entry.action === 'notice.sentBack'
    default:
      return entry.action === `notice.${event.to}`
  }
}

const distance = (event: HistoryEvent, entry: AuditRow): number => Math.abs(Date.parse(event.at) - Date.parse(entry.at))

/** The entry of the same desktop and person nearest in time that has not been given to another step. */
function takeEntry(event: HistoryEvent, entries: Set<AuditRow>, subjects: Subjects): AuditRow | null {
  let nearest: AuditRow | null = null
  for (const entry of entries) {
    if (entry.deviceId !== event.deviceId || entry.staffId !== event.staffId || !isRecordOf(event, entry, subjects)) continue
    if (nearest === null || distance(event, entry) < distance(event, nearest)) nearest = entry
  }
  if (nearest !== null) entries.delete(nearest)
  return nearest
}

/**
 * Steps in order, and the chains of the desktops that took part, recomputed for this answer. An entry at or after the first
 * broken one of its chain proves nothing and is not named.
 * @throws Refusal NOT_FOUND
 */
export async function noticeCustody(reader: Transaction, noticeId: string): Promise<CentralReply<'noticeCustody'>> {
  const notice = await findNotice(reader, noticeId)
  if (notice === null) throw new Refusal('NOT_FOUND')
  const events = await eventsOf(reader, notice.noticeId)
  const lot = notice.lotId === null ? null : await findRecord(reader, 'lot', notice.lotId)
  const joinedNumbers = await noticeNumbers(reader, notice.cases.map((joined) => joined.noticeId))
  const subjects: Subjects = { noticeNumber: notice.noticeNumber, lotNumber: lot?.body.lotNumber ?? null, joinedNumbers }

  const devices = await findDevices(reader, [...new Set(events.flatMap((event) => event.deviceId ?? []))])
  const chains: CentralReply<'noticeCustody'>['chains'] = []
  for (const device of devices) chains.push(await reportChain(reader, device))
  const proving = new Map(devices.map((device, index) => [device.deviceId, { deviceNumber: device.deviceNumber, end: chains[index]?.firstBroken ?? Infinity }]))

  const recorded = await auditOfSubjects(reader, [...proving.keys()], [notice.noticeNumber, ...joinedNumbers, ...(lot === null ? [] : [lot.body.lotNumber])])
  const entries = new Set(recorded.filter((entry) => entry.position < (proving.get(entry.deviceId)?.end ?? 0)))
  const steps = events.map((event) => {
    const deviceNumber = event.deviceId === null ? null : (proving.get(event.deviceId)?.deviceNumber ?? null)
    const entry = takeEntry(event, entries, subjects)
    const audit = entry === null || deviceNumber === null ? null : { deviceNumber, position: entry.position, hash: entry.hash }
    return { event, deviceNumber, audit }
  })
  return { steps, chains }
}
