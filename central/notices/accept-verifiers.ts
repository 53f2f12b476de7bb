import type { z } from 'zod'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { verifierPiece } from '#shared/contract/central/operations.ts'
import { isAcceptableVerifier } from '#shared/contract/central/verifier.ts'
import { facilitySnapshot, type FacilityRecord, type FacilitySnapshot, type LotRecord } from '#shared/contract/records.ts'
import { unprintableCharacters } from '#shared/domain/gaiji-correction.ts'
import { addressChangerOf, facilitySnapshotsEqual, isSameText, mayPrintNotice, requestersOf } from '#shared/domain/notice.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { publishedDocument } from '../office/office-documents.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { findRecord } from '../sync/record-repository.ts'
import { tokyoDate } from '../tokyo-date.ts'
import { isPieceTaken, lockLiveNoticeOf, lockNotice } from './notice-repository.ts'
import { moveNotice } from './move-notice.ts'

type Piece = z.output<typeof verifierPiece>

/** A letter that would be good for longer than this is a mistake. */
const longestValidityDays = 120

/** A lot in one of these prints no more letters. */
const settledLots: readonly LotRecord['state'][] = ['destroying', 'closed', 'abandoned']

const snapshotKeys = facilitySnapshot.keyof().options

/** Character by character. */
const isExactly = (drawn: FacilitySnapshot, current: FacilitySnapshot): boolean => snapshotKeys.every((key) => drawn[key] === current[key])

/** Everything the letter shows of the facility, 開設者 included, is what was verified, or that with its 外字 corrected. */
const isAsVerified = (drawn: FacilitySnapshot, verified: FacilitySnapshot): boolean =>
  facilitySnapshotsEqual(drawn, verified).equal && isSameText(drawn.founder, verified.founder) && drawn.isSample === verified.isSample

/** True when the letter would show a box instead of a character. */
const hasUnprintable = ({ name, address, founder }: FacilitySnapshot): boolean =>
  [name, address, founder ?? ''].some((text) => unprintableCharacters(text).length > 0)

/** Where staff have published a template, letters are drawn with it and no other. */
async function isTemplateInUse(transaction: Transaction, piece: Piece): Promise<boolean> {
  const published = await publishedDocument(transaction, 'passwordNotice')
  return published === null || published.hash === piece.template.hash
}

function isInvalid(piece: Piece, now: number): boolean {
  const latest = tokyoDate(now + longestValidityDays * 86_400_000)
  return !isAcceptableVerifier(piece.passwordVerifier) || piece.validUntil < tokyoDate(now) || piece.validUntil > latest
}

/**
 * The facility as drawn must be exactly what central's list holds, and what was verified and requested but for corrected 外字. A 休止
 * one was approved as such by a supervisor: it counts as unchanged while it is still 休止. A closed one gets no letter.
 */
async function hasFacilityChanged(transaction: Transaction, notice: NoticeRow, piece: Piece, current: FacilityRecord | null): Promise<boolean> {
  const verification = await findRecord(transaction, 'verification', notice.verificationId)
  if (verification === null || current === null || current.status === 'closed') return true
  return !isExactly(piece.facility, current) || ![notice.facility, verification.body.facility].every((verified) => isAsVerified(piece.facility, verified))
}

async function acceptPiece(transaction: Transaction, lotId: string, caller: SessionCaller, now: number, piece: Piece): Promise<string | null> {
  const notice = await lockNotice(transaction, piece.noticeId)
  if (notice === null) return 'NOT_FOUND'
  const staffId = caller.staff.staffId
  // The same hand-in again, its reply having been lost.
  if (notice.state === 'issuing' && notice.pieceId === piece.pieceId && notice.passwordVerifier === piece.passwordVerifier && notice.lotId === lotId) return null
  if (notice.state !== 'queued') return 'ILLEGAL_TRANSITION'
  const current = await findFacility(transaction, notice.facilityCode)
  const addressChangedBy = addressChangerOf(current?.addressChange ?? null, now)
  if (!mayPrintNotice({ printerStaffId: staffId, requesters: requestersOf(notice), approvedBy: notice.approvedBy, addressChangedBy }).ok) return 'SAME_PERSON'
  if (isInvalid(piece, now) || (await isPieceTaken(transaction, piece.pieceId, piece.noticeId))) return 'INVALID_PAYLOAD'
  if (!(await isTemplateInUse(transaction, piece))) return 'TEMPLATE_UNKNOWN'
  if (await hasFacilityChanged(transaction, notice, piece, current)) return 'FACILITY_CHANGED'
  if (hasUnprintable(piece.facility)) return 'NOT_DRAWABLE'
  const actor = { at: new Date(now).toISOString(), staffId, deviceId: caller.deviceId, reason: null }
  // One live letter a facility: the new one ends the old in the same step.
  const live = await lockLiveNoticeOf(transaction, notice.facilityCode)
  if (live !== null) await moveNotice(transaction, live, 'voided', { ...actor, reason: 'replaced' })
  await moveNotice(transaction, notice, 'issuing', actor, {
    pieceId: piece.pieceId, passwordVerifier: piece.passwordVerifier, validUntil: piece.validUntil, lotId, issuingSince: new Date(now),
    facility: piece.facility, template: piece.template,
  })
  return null
}

/**
 * Takes the verifiers of letters before they are drawn; one transaction a piece, a code for each that is refused.
 * @throws Refusal CONFLICT for a lot that has been closed
 */
export async function acceptVerifiers(
  database: Database, clock: Clock, caller: SessionCaller, lotId: string, pieces: readonly Piece[],
): Promise<CentralReply<'acceptVerifiers'>> {
  const lot = await findRecord(database.reader, 'lot', lotId)
  if (lot !== null && settledLots.includes(lot.body.state)) throw new Refusal('CONFLICT')
  const results: CentralReply<'acceptVerifiers'>['results'] = []
  for (const piece of pieces) {
    const code = await database.transaction((transaction) => acceptPiece(transaction, lotId, caller, clock.now(), piece))
    results.push({ noticeId: piece.noticeId, isAccepted: code === null, code })
  }
  return { results }
}
