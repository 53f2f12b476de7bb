/** Chain of custody of a piece: each step with the entry of the desktop's audit trail that proves it. */
import type { CentralReply } from '#shared/contract/central/client.ts'
import { proofsOf } from '#shared/domain/custody.ts'
import type { Transaction } from '../database/open-database.ts'
import { findDevices } from '../devices/device-repository.ts'
import { eventsOf, findNotice, noticeNumbers } from '../notices/notice-repository.ts'
import { Refusal } from '../problem.ts'
import { findRecord } from '../sync/record-repository.ts'
import { auditOfSubjects } from './audit-repository.ts'
import { reportChain } from './verify-audit.ts'

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
  const subjects = { noticeNumber: notice.noticeNumber, lotNumber: lot?.body.lotNumber ?? null, joinedNumbers }

  const devices = await findDevices(reader, [...new Set(events.flatMap((event) => event.deviceId ?? []))])
  const chains: CentralReply<'noticeCustody'>['chains'] = []
  for (const device of devices) chains.push(await reportChain(reader, device))
  const proving = new Map(devices.map((device, index) => [device.deviceId, { deviceNumber: device.deviceNumber, end: chains[index]?.firstBroken ?? Infinity }]))

  const recorded = await auditOfSubjects(reader, [...proving.keys()], [notice.noticeNumber, ...joinedNumbers, ...(lot === null ? [] : [lot.body.lotNumber])])
  const proofs = proofsOf(events, recorded.filter((entry) => entry.position < (proving.get(entry.deviceId)?.end ?? 0)), subjects)
  const steps = events.map((event, index) => {
    const deviceNumber = event.deviceId === null ? null : (proving.get(event.deviceId)?.deviceNumber ?? null)
    const entry = proofs[index] ?? null
    const audit = entry === null || deviceNumber === null ? null : { deviceNumber, position: entry.position, hash: entry.hash }
    return { event, deviceNumber, audit }
  })
  return { steps, chains }
}
