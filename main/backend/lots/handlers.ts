/** lots.*: from the queue to the counter of the post office. */
import type { EntityManager } from 'typeorm'
import type { ScanResult } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { parseTrackingNumber } from '#shared/domain/tracking-number.ts'
import { audit, changed, instantOf, nextNumber, requireSession, send, todayInJapan, type Caller, type Core, type SignedIn } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { lots, notices } from '../database/record-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { listNotices } from '../notices/notice-repository.ts'
import { noticeSummaryOf } from '../notices/notice-summary.ts'
import type { Sessions } from '../staff/sessions.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { LetterOffice } from './letter-office.ts'
import { isTrackingNumberUsed, lotSecret, noticeOfPiece, saveLotSecret } from './lot-repository.ts'
import { lotViewOf } from './lot-view.ts'
import { guardRefusalOf, refusalOf, runLot } from './run-lot.ts'

/** How far the 100 mm ruler of the challenge sheet may be off: a printer that scales shows at once. */
const rulerMillimetres = 100
const rulerTolerance = 1
const challengeAttempts = 3

const refusalSentences: Readonly<Record<string, string>> = {
  FACILITY_CHANGED: '確認した後に医療機関の登録内容が変わりました。オペレーターに戻し、もう一度確認してください。',
}

export const createLotHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions; office: LetterOffice }): Handlers<Caller>['lots'] => {
  const { office } = parts
  const running = new Set<string>()

  const requireLot = async (manager: EntityManager, lotId: string): Promise<LotRecord> => {
    const lot = await lots.get(manager, lotId)
    if (lot === null) throw new DeskError('NOT_FOUND', 'LOT')
    return lot
  }

  /** Saved here with the version central will give it; sent with the one it was made on. */
  const store = async (manager: EntityManager, session: SignedIn, lot: LotRecord): Promise<LotRecord> => {
    const next = { ...lot, version: lot.version + 1 }
    await lots.save(manager, next)
    await send(manager, core, session, { type: 'lot.saved', payload: lot, entity: 'lot', entityId: lot.lotId })
    return next
  }

  const view = async (lotId: string) => {
    const manager = core.database.reader.manager
    return await lotViewOf(manager, await requireLot(manager, lotId))
  }

  const scan = async (lotId: string, code: string, notice: NoticeRecord | null, warning: string | null = null): Promise<ScanResult> => ({
    isGood: code === 'good', code, noticeId: notice?.noticeId ?? null, noticeNumber: notice?.noticeNumber ?? null, warning, lot: await view(lotId),
  })

  return {
    queue: async (_input, caller) => {
      const session = requireSession(caller)
      const manager = core.database.reader.manager
      const nameOf = await staffNames(manager)
      const queued = await listNotices(manager, { states: ['queued'], limit: 500, oldestFirst: true })
      return queued.map((notice) => {
        const refusal = guardRefusalOf(core, notice, session.staffId)
        const sentence = refusal === null ? undefined : refusalSentences[refusal]
        return {
          ...noticeSummaryOf(notice, nameOf),
          problems: [...(sentence === undefined ? [] : [sentence]), ...office.problemsOf(notice)],
          mayPrint: refusal !== 'SAME_PERSON' && refusal !== 'CHANGED_ADDRESS',
        }
      })
    },
    list: async () => {
      const manager = core.database.reader.manager
      const recent = await lots.list(manager, { order: { startedAt: 'DESC' }, limit: 30 })
      return await Promise.all(recent.map(async (lot) => await lotViewOf(manager, lot)))
    },
    get: async ({ lotId }) => await view(lotId),
    start: async ({ noticeIds }, caller) => {
      const session = requireSession(caller)
      if (session.isOffline || parts.link.state() === 'offline') throw new DeskError('OFFLINE', 'LOT_NOT_STARTED')
      const deviceId = await readSetting(core.database.reader.manager, 'deviceId')
      if (deviceId === null) throw new DeskError('OFFLINE', 'NOT_ENROLLED')
      const printer = await core.deps.printer.describe()
      const challengeCode = Array.from({ length: 4 }, () => String(core.deps.random.below(10))).join('')
      const lot = await core.database.write(async (manager) => {
        for (const [index, noticeId] of [...new Set(noticeIds)].entries()) {
          const notice = await notices.get(manager, noticeId)
          if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
          const refusal = refusalOf(core, office, notice, session.staffId)
          if (refusal !== null) throw new DeskError('REFUSED', refusal, { line: index + 1 })
        }
        const started: LotRecord = {
          lotId: core.deps.ids.next(), version: 0, lotNumber: await nextNumber(manager, core, 'L'), state: 'challenge', deviceId, startedBy: session.staffId,
          startedAt: instantOf(core), noticeIds: [...new Set(noticeIds)], templateVersion: office.templateVersion(), documentHash: null,
        }
        await saveLotSecret(manager, { lotId: started.lotId, challengeCode, sessionId: session.sessionId, attempts: 0 })
        await audit(manager, core, { staffId: session.staffId, action: 'lots.start', subject: started.lotNumber })
        return await store(manager, session, started)
      })
      await core.deps.printer.print(await office.drawChallenge(challengeCode, lot.lotNumber), { jobName: `${lot.lotNumber} ${printer.name}`, sheets: 1 })
      changed(core, 'lots')
      return await view(lot.lotId)
    },
    confirmChallenge: async ({ lotId, code, measuredMillimetres }, caller) => {
      const session = requireSession(caller)
      if (running.has(lotId)) throw new DeskError('CONFLICT', 'LOT_RUNNING')
      running.add(lotId)
      try {
        const lot = await core.database.write(async (manager) => {
          const current = await requireLot(manager, lotId)
          const secret = await lotSecret(manager, lotId)
          if (secret === null || current.state !== 'challenge') throw new DeskError('CONFLICT', 'LOT_STATE')
          if (secret.attempts >= challengeAttempts) throw new DeskError('REFUSED', 'CHALLENGE_EXHAUSTED')
          await saveLotSecret(manager, { ...secret, attempts: secret.attempts + 1 })
          return { current, isCodeRight: code.normalize('NFKC').trim() === secret.challengeCode }
        })
        if (!lot.isCodeRight) throw new DeskError('REFUSED', 'CHALLENGE_CODE')
        if (Math.abs(measuredMillimetres - rulerMillimetres) > rulerTolerance) throw new DeskError('REFUSED', 'CHALLENGE_SCALE', { millimetres: measuredMillimetres })
        const { printed, documentHash } = await runLot(core, parts, caller.clientId, session, lot.current)
        await core.database.write(async (manager) => {
          await store(manager, session, { ...(await requireLot(manager, lotId)), state: printed.length > 0 ? 'printed' : 'abandoned', documentHash })
          await audit(manager, core, { staffId: session.staffId, action: 'lots.printed', subject: lot.current.lotNumber })
        })
      } finally {
        running.delete(lotId)
        changed(core, 'lots', 'notices')
      }
      return await view(lotId)
    },
    seal: async ({ lotId, pieceMark }, caller) => {
      const session = requireSession(caller)
      const pieceId = pieceMark.normalize('NFKC').trim().toUpperCase()
      const { code, notice } = await core.database.write(async (manager): Promise<{ code: string; notice: NoticeRecord | null }> => {
        const found = await noticeOfPiece(manager, pieceId)
        if (found === null) return { code: 'unknownMark', notice: null }
        if (found.lotId !== lotId) return { code: 'foreignLot', notice: found }
        if (found.state === 'sealed' || found.state === 'posted') return { code: 'alreadySealed', notice: found }
        if (found.state !== 'printed') return { code: 'ended', notice: found }
        return { code: 'good', notice: await moveNotice(manager, core, session, { notice: found, type: 'notice.sealed', to: 'sealed', reason: null, facts: { pieceId } }) }
      })
      changed(core, 'lots', 'notices')
      return await scan(lotId, code, notice)
    },
    post: async ({ lotId, noticeId, trackingNumber }, caller) => {
      const session = requireSession(caller)
      const number = parseTrackingNumber(trackingNumber)
      const postedOn = todayInJapan(core)
      const { code, notice } = await core.database.write(async (manager): Promise<{ code: string; notice: NoticeRecord | null }> => {
        const found = await notices.get(manager, noticeId)
        if (found === null) throw new DeskError('NOT_FOUND', 'NOTICE')
        if (found.lotId !== lotId) return { code: 'foreignLot', notice: found }
        if (!number.ok) return { code: 'trackingNumberFormat', notice: found }
        if (found.state === 'posted') return { code: 'alreadyPosted', notice: found }
        if (found.state !== 'sealed') return { code: 'notSealed', notice: found }
        if (await isTrackingNumberUsed(manager, number.digits, postedOn)) return { code: 'trackingNumberUsed', notice: found }
        return {
          code: 'good',
          notice: await moveNotice(manager, core, session, {
            notice: found, type: 'notice.posted', to: 'posted', reason: null, more: { trackingNumber: number.digits, postedOn },
            facts: { pieceId: found.pieceId!, trackingNumber: number.digits, postedOn },
          }),
        }
      })
      changed(core, 'lots', 'notices')
      return await scan(lotId, code, notice, code === 'good' && number.ok && !number.checkDigitOk ? 'trackingNumberCheckDigit' : null)
    },
    close: async ({ lotId }, caller) => {
      const session = requireSession(caller)
      await core.database.write(async (manager) => {
        const lot = await requireLot(manager, lotId)
        if (lot.state !== 'printed' && lot.state !== 'challenge') throw new DeskError('CONFLICT', 'LOT_STATE')
        for (const noticeId of lot.noticeIds) {
          const notice = await notices.get(manager, noticeId)
          // What was not seen through the window of a closed envelope is worthless from now on.
          if (notice?.lotId === lotId && (notice.state === 'printed' || notice.state === 'issuing')) {
            await moveNotice(manager, core, session, { notice, type: 'notice.voided', to: 'voided', reason: 'NOT_SEALED_AT_CLOSE' })
          }
        }
        await store(manager, session, { ...lot, state: lot.state === 'challenge' ? 'abandoned' : 'closed' })
        await audit(manager, core, { staffId: session.staffId, action: 'lots.close', subject: lot.lotNumber })
      })
      changed(core, 'lots', 'notices')
      return await view(lotId)
    },
  }
}
