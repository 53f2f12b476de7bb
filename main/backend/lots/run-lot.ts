/**
 * The heart of a lot: password → verifier accepted by central → letter drawn → printer. Passwords live in this
 * function's memory only, and only between being made and being drawn.
 */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, mayPrintNotice } from '#shared/domain/notice.ts'
import { composePassword, type NoticePassword } from '#shared/domain/notice-password.ts'
import { createHash } from 'node:crypto'
import { historyEventOf, type Core, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { addressChangedBy } from '../facilities/address-changed-by.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { snapshotOf } from '../facilities/masked-facility.ts'
import { moveNotice } from '../notices/move-notice.ts'
import type { Sessions } from '../staff/sessions.ts'
import { makeVerifier } from '../staff/password-verifier.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { LetterOffice } from './letter-office.ts'
import { savePiece } from './lot-repository.ts'

/** Why this letter may not be made now by this person, or null; whether it can be drawn is the office's to say. */
export const guardRefusalOf = (core: Core, notice: NoticeRecord, staffId: string): string | null => {
  if (notice.state !== 'queued') return 'NOT_QUEUED'
  const control = mayPrintNotice({ printerStaffId: staffId, requestedBy: notice.requestedBy, approvedBy: notice.approvedBy, addressChangedBy: addressChangedBy(core, notice.facilityCode) })
  if (!control.ok) return control.reason === 'changedAddress' ? 'CHANGED_ADDRESS' : 'SAME_PERSON'
  const facility = facilityByCode(core.facilityList.handle(), notice.facilityCode)
  if (facility === null || !facilitySnapshotsEqual(facility, notice.facility).equal || facility.founder !== notice.facility.founder) return 'FACILITY_CHANGED'
  return null
}

/** The same with whether it can be drawn: asked again right before its password would be made. */
export const refusalOf = (core: Core, office: LetterOffice, notice: NoticeRecord, staffId: string): string | null =>
  guardRefusalOf(core, notice, staffId) ?? (office.problemsOf(notice).length > 0 ? 'NOT_DRAWABLE' : null)

interface Piece { readonly notice: NoticeRecord; readonly pieceId: string; readonly password: NoticePassword; readonly validUntil: string }

export interface LotRun { readonly printed: NoticeRecord[]; readonly documentHash: string | null }

/** @throws DeskError OFFLINE (nothing was printed, nothing can be redeemed), FAILED PRINTER_… (what central accepted is voided) */
export const runLot = async (
  core: Core, parts: { link: CentralLink; sessions: Sessions; office: LetterOffice }, clientId: string, session: SignedIn, lot: LotRecord,
): Promise<LotRun> => {
  const { link, sessions, office } = parts
  const { reader, write } = core.database
  const candidates = (await Promise.all(lot.noticeIds.map(async (id) => await notices.get(reader.manager, id)))).filter((notice): notice is NoticeRecord => notice !== null)

  const prepared: Piece[] = []
  for (const notice of candidates) {
    const refusal = refusalOf(core, office, notice, session.staffId)
    if (refusal !== null) {
      await write(async (manager) => await savePiece(manager, { lotId: lot.lotId, noticeId: notice.noticeId, sheetNumber: 0, pieceId: null, refusal }))
      continue
    }
    const pieceId = office.newPieceId()
    const password = composePassword((bound) => core.deps.random.below(bound))
    prepared.push({ notice, pieceId, password, validUntil: office.contentOf(notice, notice.facility, pieceId).validUntil })
  }
  if (prepared.length === 0) return { printed: [], documentHash: null }

  const accepted = await acceptedByCentral()
  if (accepted.length === 0) return { printed: [], documentHash: null }
  const issuing = await write(async (manager) => await Promise.all(accepted.map(async (piece, index) => {
    await savePiece(manager, { lotId: lot.lotId, noticeId: piece.notice.noticeId, sheetNumber: index + 1, pieceId: piece.pieceId, refusal: null })
    const event = await historyEventOf(manager, core, session.staffId, piece.notice.state, 'issuing', null)
    const record: NoticeRecord = { ...piece.notice, state: 'issuing', lotId: lot.lotId, pieceId: piece.pieceId, validUntil: piece.validUntil, events: [...piece.notice.events, event] }
    await notices.save(manager, record)
    return record
  })))

  try {
    const document = await office.drawLetters(accepted.map((piece) => ({
      ...office.contentOf(piece.notice, piece.notice.facility, piece.pieceId), password: { groups: [...piece.password.groups] }, isSample: piece.notice.facility.isSample,
    })))
    const documentHash = createHash('sha256').update(document).digest('hex')
    await core.deps.printer.print(document, { jobName: lot.lotNumber, sheets: accepted.length })
    const printed = await write(async (manager) => {
      const moved: NoticeRecord[] = []
      for (const notice of issuing) moved.push(await moveNotice(manager, core, session, { notice, type: 'notice.printed', to: 'printed', reason: null, facts: { pieceId: notice.pieceId! } }))
      return moved
    })
    return { printed, documentHash }
  } catch (error) {
    // Whatever may lie in the printer is worthless: these passwords are voided.
    await write(async (manager) => {
      for (const notice of issuing) await moveNotice(manager, core, session, { notice, type: 'notice.voided', to: 'voided', reason: 'PRINTING_FAILED' })
    })
    throw error instanceof DeskError ? error : new DeskError('FAILED', 'PRINTER_FAILED', {}, { cause: error })
  }

  /** Central takes the verifiers of what it, too, finds right. */
  async function acceptedByCentral(): Promise<Piece[]> {
    const pieces = await Promise.all(prepared.map(async (piece) => ({
      noticeId: piece.notice.noticeId, pieceId: piece.pieceId, passwordVerifier: await makeVerifier(piece.password.plain), validUntil: piece.validUntil,
      facility: snapshotOf(facilityByCode(core.facilityList.handle(), piece.notice.facilityCode)!),
    })))
    try {
      const token = await sessions.freshToken(clientId)
      const { results } = await link.call('acceptVerifiers', { token, parameters: { lotId: lot.lotId }, body: { pieces } })
      const answers = new Map(results.map((result) => [result.noticeId, result]))
      await write(async (manager) => {
        for (const { notice } of prepared) {
          const answer = answers.get(notice.noticeId)
          if (answer?.isAccepted === true) continue
          await savePiece(manager, { lotId: lot.lotId, noticeId: notice.noticeId, sheetNumber: 0, pieceId: null, refusal: answer?.code ?? 'NOT_ACCEPTED' })
        }
      })
      return prepared.filter(({ notice }) => answers.get(notice.noticeId)?.isAccepted === true)
    } catch (error) {
      if (error instanceof CentralUnreachable) throw new DeskError('OFFLINE', 'LOT_NOT_STARTED', {}, { cause: error })
      if (error instanceof CentralProblem && error.code === 'FORBIDDEN') throw new DeskError('FORBIDDEN')
      if (error instanceof CentralProblem) throw new DeskError('REFUSED', 'CENTRAL_REFUSED_LOT', {}, { cause: error })
      throw error
    }
  }
}
