/**
 * The heart of a lot: password → verifier accepted by central → letter drawn → printer. Passwords live in this
 * function's memory only, and only between being made and being drawn. What central was told of is on disk before it is
 * told, and what it accepted before anything is drawn: whenever this desk dies, what it left can be voided.
 */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { FacilityRecord, LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { composePassword, type NoticePassword } from '#shared/domain/notice-password.ts'
import { createHash } from 'node:crypto'
import { audit, historyEventOf, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { snapshotOf } from '../facilities/masked-facility.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { makeVerifier } from '../staff/password-verifier.ts'
import { facilityToPrint, refusalOf } from './letter-guard.ts'
import { abandonLot, requireLot, storeLot, type LotDesk } from './lot-desk.ts'
import { noticesOfLot, savePiece } from './lot-repository.ts'
import type { LotRun } from './lot-runs.ts'

/** Argon2id takes memory and a processor each: so many at a time. */
const hashedAtOnce = 2
/** A reply that was lost is asked for again: the same verifiers get the same answer. */
const acceptanceTries = 3

interface Piece {
  readonly notice: NoticeRecord
  readonly pieceId: string
  readonly password: NoticePassword
  readonly facility: FacilityRecord
  readonly validUntil: string
}
interface HashedPiece extends Piece { readonly passwordVerifier: string }

/** No answer came back, or none that says what central has done. */
const isAnswerLost = (error: unknown): boolean => error instanceof CentralUnreachable || (error instanceof CentralProblem && error.status >= 500)

/**
 * Makes the letters of a lot whose challenge was right. Ends with the lot printed, or abandoned (cancelled, refused, printer).
 * @throws DeskError OFFLINE (nothing was printed; what central may have accepted is voided once it answers again),
 * FAILED PRINTER_… (what central accepted is voided)
 */
export const runLot = async (desk: LotDesk, caller: { clientId: string; session: SignedIn }, lot: LotRecord, run: LotRun): Promise<void> => {
  const { core, link, sessions, office } = desk
  const { session } = caller
  const { reader, write } = core.database
  const template = office.templateReference()

  const giveUp = async (reason: Parameters<typeof abandonLot>[4]) => {
    await write(async (manager) => {
      await abandonLot(manager, core, session, await requireLot(manager, lot.lotId), reason)
      await audit(manager, core, { staffId: session.staffId, action: 'lots.abandoned', subject: lot.lotNumber })
    })
  }

  const leaveOut = async (noticeId: string, refusal: string) =>
    await write(async (manager) => await savePiece(manager, { lotId: lot.lotId, noticeId, sheetNumber: 0, pieceId: null, refusal }))

  const prepare = async (): Promise<Piece[]> => {
    const pieces: Piece[] = []
    for (const notice of await noticesOfLot(reader.manager, lot)) {
      const refusal = refusalOf(core, office, notice, session.staffId)
      if (refusal !== null) {
        await leaveOut(notice.noticeId, refusal)
        continue
      }
      const facility = facilityToPrint(core, notice)!
      const pieceId = office.newPieceId()
      const password = composePassword((bound) => core.deps.random.below(bound))
      pieces.push({ notice, pieceId, password, facility, validUntil: office.contentOf(notice, facility, pieceId).validUntil })
    }
    return pieces
  }

  const hash = async (pieces: readonly Piece[]): Promise<HashedPiece[]> => {
    const hashed: HashedPiece[] = []
    for (let start = 0; start < pieces.length && !run.signal.aborted; start += hashedAtOnce) {
      run.progress('hashing', start, pieces.length)
      const batch = pieces.slice(start, start + hashedAtOnce)
      hashed.push(...(await Promise.all(batch.map(async (piece) => ({ ...piece, passwordVerifier: await makeVerifier(piece.password.plain) })))))
    }
    return hashed
  }

  const askCentral = async (token: string, pieces: readonly HashedPiece[]): Promise<ReadonlyMap<string, { isAccepted: boolean; code: string | null }>> => {
    const body = {
      pieces: pieces.map((piece) => ({
        noticeId: piece.notice.noticeId, pieceId: piece.pieceId, passwordVerifier: piece.passwordVerifier, validUntil: piece.validUntil,
        facility: snapshotOf(piece.facility), template,
      })),
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { results } = await link.call('acceptVerifiers', { token, parameters: { lotId: lot.lotId }, body })
        return new Map(results.map((result) => [result.noticeId, result]))
      } catch (error) {
        if (isAnswerLost(error) && attempt < acceptanceTries) continue
        // It may have been accepted: the lot stays as it is until central is heard of again (recover-lots.ts).
        if (isAnswerLost(error) || attempt > 1) throw new DeskError('OFFLINE', 'LOT_NOT_STARTED', {}, { cause: error })
        await giveUp('CENTRAL_REFUSED')
        if (error instanceof CentralProblem && error.code === 'FORBIDDEN') throw new DeskError('FORBIDDEN')
        if (error instanceof CentralProblem) throw new DeskError('REFUSED', 'CENTRAL_REFUSED_LOT', {}, { cause: error })
        throw error
      }
    }
  }

  /** Letters as central accepted them, stored before anything is drawn. */
  const keepAccepted = async (accepted: readonly HashedPiece[]) => {
    await write(async (manager) => {
      for (const [index, { notice, pieceId, validUntil, facility }] of accepted.entries()) {
        await savePiece(manager, { lotId: lot.lotId, noticeId: notice.noticeId, sheetNumber: index + 1, pieceId, refusal: null })
        const current = (await notices.get(manager, notice.noticeId)) ?? notice
        const event = await historyEventOf(manager, core, session.staffId, notice.state, 'issuing', null)
        await notices.save(manager, {
          ...current, state: 'issuing', facility: snapshotOf(facility), lotId: lot.lotId, pieceId, validUntil, template, events: [...notice.events, event],
        })
      }
      const current = await requireLot(manager, lot.lotId)
      await storeLot(manager, core, session, { ...current, sheets: accepted.map((piece) => piece.notice.noticeId), templateVersion: template.version, templateHash: template.hash })
    })
  }

  const keepPrinted = async (accepted: readonly HashedPiece[], documentHash: string) => {
    await write(async (manager) => {
      for (const { notice, pieceId } of accepted) {
        const current = await notices.get(manager, notice.noticeId)
        // Voided meanwhile: its sheet lies in the stack and is passed over.
        if (current?.state !== 'issuing') continue
        await moveNotice(manager, core, session, { notice: current, type: 'notice.printed', to: 'printed', reason: null, facts: { pieceId } })
      }
      await storeLot(manager, core, session, { ...(await requireLot(manager, lot.lotId)), state: 'printed', documentHash })
      await audit(manager, core, { staffId: session.staffId, action: 'lots.printed', subject: lot.lotNumber })
    })
  }

  const pieces = await hash(await prepare())
  if (run.signal.aborted) return await giveUp('CANCELLED')
  if (pieces.length === 0) return await giveUp('NOTHING_TO_PRINT')
  const token = await sessions.freshToken(caller.clientId, session.staffId)
  await write(async (manager) => {
    for (const { notice, pieceId } of pieces) await savePiece(manager, { lotId: lot.lotId, noticeId: notice.noticeId, sheetNumber: 0, pieceId, refusal: null })
    await storeLot(manager, core, session, { ...(await requireLot(manager, lot.lotId)), state: 'issuing' })
  })

  run.progress('accepting', 0, pieces.length)
  const answers = await askCentral(token, pieces)
  const accepted = pieces.filter(({ notice }) => answers.get(notice.noticeId)?.isAccepted === true)
  for (const { notice } of pieces) if (!accepted.some((piece) => piece.notice === notice)) await leaveOut(notice.noticeId, answers.get(notice.noticeId)?.code ?? 'NOT_ACCEPTED')
  if (accepted.length === 0) return await giveUp('NOTHING_TO_PRINT')
  await keepAccepted(accepted)
  if (run.signal.aborted) return await giveUp('CANCELLED')

  try {
    run.progress('drawing', 0, accepted.length)
    const document = await office.drawLetters(accepted.map((piece) => ({
      ...office.contentOf(piece.notice, piece.facility, piece.pieceId), password: { groups: [...piece.password.groups] }, isSample: piece.facility.isSample,
    })))
    const documentHash = createHash('sha256').update(document).digest('hex')
    if (run.signal.aborted) return await giveUp('CANCELLED')
    run.progress('printing', 0, accepted.length)
    await core.deps.printer.print(document, { jobName: lot.lotNumber, sheets: accepted.length })
    await keepPrinted(accepted, documentHash)
  } catch (error) {
    // Whatever may lie in the printer is worthless: these passwords are voided.
    await giveUp('PRINTING_FAILED')
    throw error instanceof DeskError ? error : new DeskError('FAILED', 'PRINTER_FAILED', {}, { cause: error })
  }
}
