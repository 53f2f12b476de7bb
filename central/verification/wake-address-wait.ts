/** 住所相違・一覧待ち wakes itself: the list now has the address a caller told. */
import { createHmac, randomUUID } from 'node:crypto'
import type { CallbackRecord, VerificationRecord } from '#shared/contract/records.ts'
import { facilitySnapshot } from '#shared/contract/records.ts'
import { addressNumberVariants } from '#shared/domain/search-key.ts'
import { decideAfterListUpdate } from '#shared/domain/verification.ts'
import type { Transaction } from '../database/open-database.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { officeSecret } from '../office-keys/office-secret-repository.ts'
import { findNotice } from '../notices/notice-repository.ts'
import { findRecord, lockRecord, storeRecord } from '../sync/record-repository.ts'
import { recordsAtOnce } from '../sync/records.ts'
import { currentVerificationRule } from '../office/current-settings.ts'
import { moveWaitingRequests } from './move-waiting-requests.ts'

/** The caller is told so, by whom they spoke to: at the number they told, or the listed one. */
async function promiseCallback(transaction: Transaction, verification: VerificationRecord, at: string): Promise<void> {
  const call = await findRecord(transaction, 'call', verification.callId)
  const telephone = call?.body.callbackTelephone ?? ''
  const callback: CallbackRecord = {
    callbackId: randomUUID(), version: 0, callId: verification.callId, facilityCode: verification.facilityCode, verificationId: verification.verificationId,
    kind: 'listUpdated', target: telephone === '' ? 'listed' : 'told', telephone, callerName: call?.body.callerName ?? '', about: '', dueAt: at,
    assignedTo: verification.performedBy, state: 'open', attempts: [], result: null, createdBy: null, createdAt: at,
    events: [{ at, staffId: null, deviceId: null, from: null, to: 'open', reason: null }],
  }
  await storeRecord(transaction, 'callback', callback.callbackId, null, callback, null)
}

/**
 * Decides anew where the 番地 that was said is one of those of the address the list has now; leaves it waiting otherwise.
 * What came of comparing stays on the record as it was. @param now milliseconds
 */
export async function wakeAddressWait(transaction: Transaction, verificationId: string, now: number): Promise<void> {
  const held = await lockRecord(transaction, 'verification', verificationId)
  if (held === null || held.body.outcome !== 'addressDiffers' || held.body.spokenAddressHash === null) return
  const facility = await findFacility(transaction, held.body.facilityCode)
  if (facility === null || facility.status === 'closed') return
  const key = await officeSecret(transaction, 'address')
  const hashes = addressNumberVariants(facility.address).map((numbers) => createHmac('sha256', key).update(numbers, 'utf8').digest('hex'))
  if (!hashes.includes(held.body.spokenAddressHash)) return
  const at = new Date(now).toISOString()
  const { outcome } = decideAfterListUpdate(held.body.comparisons, await currentVerificationRule(transaction))
  const woken: VerificationRecord = {
    ...held.body, outcome, facility: facilitySnapshot.parse(facility), decidedBy: null, decidedAt: outcome === 'supervisor' ? null : at, decisionReason: 'addressListed',
    spokenAddressHash: null,
  }
  await storeRecord(transaction, 'verification', verificationId, held, woken, null)
  const reached = { records: recordsAtOnce(transaction), look: { notice: (noticeId: string) => findNotice(transaction, noticeId) } }
  await moveWaitingRequests(reached, woken, { at, staffId: null, deviceId: null, reason: woken.decisionReason })
  await promiseCallback(transaction, woken, at)
}
