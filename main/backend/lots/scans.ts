/** lots.seal, post, resolveStop, resolveDuplicate: what is scanned between the printer and the post. Works without central, and counts once synced. */
import type { EntityManager } from 'typeorm'
import type { ScanResult } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { canMoveNotice, isEndedNotice } from '#shared/domain/notice.ts'
import { afterFinding, scanSheet } from '#shared/domain/sheet-stack.ts'
import { parseTrackingNumber } from '#shared/domain/tracking-number.ts'
import { audit, changed, instantOf, requireSession, send, todayInJapan, type Caller, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { dualControlRefusalOf } from './letter-guard.ts'
import { requireOwnLot, storeLot, viewOf, type LotDesk } from './lot-desk.ts'
import { isTrackingNumberUsed, noticeOfPiece, noticesOfLot } from './lot-repository.ts'
import { doubleFilledReason, sheetStackOf } from './lot-sheets.ts'
import { isRecordedMail, predictedLabel } from './lot-view.ts'

type Scan = Pick<ScanResult, 'code' | 'warning'> & { readonly notice: NoticeRecord | null }

const bad = (code: Exclude<ScanResult['code'], 'good'>, notice: NoticeRecord | null = null): Scan => ({ code, notice, warning: null })

/** As many as a lot's record holds; a printer that repeats more than that has been stopped long before. */
const notedDuplicates = 200

/** Marks are printed in capitals; a scanner in the wrong mode sends small or wide letters. */
const pieceIdOf = (text: string): string => text.normalize('NFKC').trim().toUpperCase()

export const createScans = (desk: LotDesk): Pick<Handlers<Caller>['lots'], 'seal' | 'post' | 'resolveStop' | 'resolveDuplicate'> => {
  const { core, office } = desk

  const requireOtherPerson = (notice: NoticeRecord, session: SignedIn) => {
    const refusal = dualControlRefusalOf(core, notice, session.staffId)
    if (refusal !== null) throw new DeskError('REFUSED', refusal)
  }

  const answer = async (lotId: string, { code, notice, warning }: Scan): Promise<ScanResult> => {
    changed(core, 'lots', 'notices')
    const lot = await viewOf(desk, lotId)
    const sheetNumber = notice === null ? 0 : lot.lot.sheets.indexOf(notice.noticeId) + 1
    return { isGood: code === 'good', code, noticeId: notice?.noticeId ?? null, noticeNumber: notice?.noticeNumber ?? null, sheetNumber: sheetNumber === 0 ? null : sheetNumber, warning, lot }
  }

  const sealSheet = async (manager: EntityManager, session: SignedIn, lot: LotRecord, notice: NoticeRecord): Promise<Scan> => {
    const scan = scanSheet(sheetStackOf(lot, await noticesOfLot(manager, lot)), notice.noticeId)
    switch (scan.kind) {
      case 'good': {
        requireOtherPerson(notice, session)
        const sealed = await moveNotice(manager, core, session, { notice, type: 'notice.sealed', to: 'sealed', reason: null, facts: { pieceId: notice.pieceId } })
        if (scan.scanOrder !== lot.scanOrder) await storeLot(manager, core, session, { ...lot, scanOrder: scan.scanOrder })
        return { code: 'good', notice: sealed, warning: null }
      }
      case 'skippedSheet': {
        const { precedingNoticeId, skippedNoticeIds, scanOrder } = scan
        const stop = { at: instantOf(core), precedingNoticeId, skippedNoticeIds: [...skippedNoticeIds], scannedNoticeId: notice.noticeId }
        await storeLot(manager, core, session, { ...lot, scanOrder, stop })
        await audit(manager, core, { staffId: session.staffId, action: 'lots.stopped', subject: lot.lotNumber })
        return bad('skippedSheet', notice)
      }
      case 'duplicateSheet':
        // The scanner may have read the same envelope again: a person says which it is (resolveDuplicate).
        await audit(manager, core, { staffId: session.staffId, action: 'pieces.readTwice', subject: notice.noticeNumber })
        return bad('duplicateSheet', notice)
      case 'notInStack':
        return bad('foreignLot', notice)
      case 'ended':
      case 'stopped':
        return bad(scan.kind, notice)
    }
  }

  const seal = async (manager: EntityManager, session: SignedIn, lotId: string, text: string): Promise<Scan> => {
    const lot = await requireOwnLot(manager, lotId)
    if (lot.stop !== null) return bad('stopped')
    if (parseTrackingNumber(text).ok) return bad('pieceMarkExpected')
    const notice = await noticeOfPiece(manager, pieceIdOf(text))
    if (notice === null) return bad('unknownMark')
    if (notice.lotId !== lotId) return bad('foreignLot', notice)
    if (lot.state !== 'printed') {
      if (isEndedNotice(notice.state)) return bad('ended', notice)
      throw new DeskError('CONFLICT', 'LOT_STATE')
    }
    return await sealSheet(manager, session, lot, notice)
  }

  /** The number of the label, or the scan that says what is wrong with it; null = a class of postage without one. */
  const labelOf = async (manager: EntityManager, lot: LotRecord, notice: NoticeRecord, text: string): Promise<Scan | { number: string | null; warning: Scan['warning'] }> => {
    const predicted = await predictedLabel(manager, core, await noticesOfLot(manager, lot))
    if (text.trim() === '') {
      if (!isRecordedMail(office, notice)) return { number: null, warning: null }
      // The person has seen the next label of the roll and confirms it.
      return predicted === null ? bad('trackingNumberMissing', notice) : { number: predicted, warning: null }
    }
    const number = parseTrackingNumber(text)
    if (!number.ok) return bad('trackingNumberFormat', notice)
    if (!number.checkDigitOk) return { number: number.digits, warning: 'trackingNumberCheckDigit' }
    return { number: number.digits, warning: predicted === null || predicted === number.digits ? null : 'trackingNumberOutOfOrder' }
  }

  const post = async (manager: EntityManager, session: SignedIn, { lotId, noticeId, trackingNumber: text }: { lotId: string; noticeId: string; trackingNumber: string }): Promise<Scan> => {
    const lot = await requireOwnLot(manager, lotId)
    if (lot.stop !== null) return bad('stopped')
    const notice = await notices.get(manager, noticeId)
    if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
    if (notice.lotId !== lotId) return bad('foreignLot', notice)
    if ((await noticeOfPiece(manager, pieceIdOf(text))) !== null) return bad('labelExpected', notice)
    if (notice.state === 'posted') return bad('alreadyPosted', notice)
    if (isEndedNotice(notice.state)) return bad('ended', notice)
    if (notice.state !== 'sealed') return bad('notSealed', notice)
    const label = await labelOf(manager, lot, notice, text)
    if ('code' in label) return label
    const { number: trackingNumber, warning } = label
    const postedOn = todayInJapan(core)
    if (trackingNumber !== null && (await isTrackingNumberUsed(manager, trackingNumber, postedOn))) return bad('trackingNumberUsed', notice)
    requireOtherPerson(notice, session)
    const posted = await moveNotice(manager, core, session, {
      notice, type: 'notice.posted', to: 'posted', reason: null, more: { trackingNumber, postedOn }, facts: { pieceId: notice.pieceId, trackingNumber, postedOn },
    })
    return { code: 'good', notice: posted, warning }
  }

  return {
    seal: async ({ lotId, pieceMark }, caller) => {
      const session = requireSession(caller)
      return await answer(lotId, await core.database.write(async (manager) => await seal(manager, session, lotId, pieceMark)))
    },
    post: async (input, caller) => {
      const session = requireSession(caller)
      return await answer(input.lotId, await core.database.write(async (manager) => await post(manager, session, input)))
    },
    resolveStop: async ({ lotId, finding }, caller) => {
      const session = requireSession(caller)
      await core.database.write(async (manager) => {
        const lot = await requireOwnLot(manager, lotId)
        if (lot.stop === null) throw new DeskError('CONFLICT', 'LOT_STATE')
        const { setAside, toVoid } = afterFinding(finding, lot.stop)
        for (const noticeId of toVoid) {
          const notice = await notices.get(manager, noticeId)
          if (notice?.lotId !== lotId || !canMoveNotice(notice.state, 'voided')) continue
          await moveNotice(manager, core, session, { notice, type: 'notice.voided', to: 'voided', reason: doubleFilledReason })
        }
        await storeLot(manager, core, session, { ...lot, stop: null, setAside: [...new Set([...lot.setAside, ...setAside])] })
        await audit(manager, core, { staffId: session.staffId, action: `lots.${finding}`, subject: lot.lotNumber })
      })
      changed(core, 'lots', 'notices')
      return await viewOf(desk, lotId)
    },
    resolveDuplicate: async ({ lotId, noticeId, finding }, caller) => {
      const session = requireSession(caller)
      await core.database.write(async (manager) => {
        const lot = await requireOwnLot(manager, lotId)
        const notice = await notices.get(manager, noticeId)
        if (lot.state !== 'printed' || notice?.lotId !== lotId || notice.pieceId === null) throw new DeskError('CONFLICT', 'LOT_STATE')
        await audit(manager, core, { staffId: session.staffId, action: `pieces.${finding}`, subject: notice.noticeNumber })
        if (finding === 'sameEnvelope') return
        await storeLot(manager, core, session, { ...lot, duplicates: [...lot.duplicates, { noticeId, at: instantOf(core) }].slice(0, notedDuplicates) })
        await send(manager, core, session, { type: 'piece.duplicated', payload: { noticeId, pieceId: notice.pieceId }, entity: null, entityId: null })
      })
      changed(core, 'lots', 'mailroom')
      return await viewOf(desk, lotId)
    },
  }
}
