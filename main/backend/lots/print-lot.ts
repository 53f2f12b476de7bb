/** lots.start, confirmChallenge, cancel: from the queue to the printed stack. */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import { audit, changed, instantOf, nextNumber, requireSession, type Caller, type SignedIn } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { refusalOf } from './letter-guard.ts'
import { abandonLot, requireLot, requireOwnLot, storeLot, viewOf, type LotDesk } from './lot-desk.ts'
import { lotSecret, saveLotSecret } from './lot-repository.ts'
import { runLot } from './run-lot.ts'

/** How far the 100 mm ruler of the challenge sheet may be off: a printer that scales shows at once. */
const rulerMillimetres = 100
const rulerTolerance = 1
const challengeAttempts = 3

/** @throws DeskError OFFLINE LOT_NOT_STARTED: nothing has gone out yet, so the lot can go on once central answers */
const requireCentral = async ({ link }: LotDesk): Promise<void> => {
  try {
    await link.call('readiness', {})
  } catch (error) {
    if (error instanceof CentralUnreachable || (error instanceof CentralProblem && error.status >= 500)) throw new DeskError('OFFLINE', 'LOT_NOT_STARTED', {}, { cause: error })
    throw error
  }
}

export const createPrinting = (desk: LotDesk): Pick<Handlers<Caller>['lots'], 'start' | 'confirmChallenge' | 'cancel'> => {
  const { core, link, office, runs } = desk

  const abandon = async (session: SignedIn, lotId: string, reason: Parameters<typeof abandonLot>[4]) => {
    await core.database.write(async (manager) => {
      const lot = await requireOwnLot(manager, lotId)
      if (lot.state === 'printed') throw new DeskError('CONFLICT', 'LOT_PRINTING')
      if (lot.state !== 'challenge') throw new DeskError('CONFLICT', 'LOT_STATE')
      await abandonLot(manager, core, session, lot, reason)
      await audit(manager, core, { staffId: session.staffId, action: 'lots.abandoned', subject: lot.lotNumber })
    })
    changed(core, 'lots')
  }

  return {
    start: async ({ noticeIds }, caller) => {
      const session = requireSession(caller)
      if (session.isOffline || link.state() === 'offline') throw new DeskError('OFFLINE', 'LOT_NOT_STARTED')
      const deviceId = await readSetting(core.database.reader.manager, 'deviceId')
      if (deviceId === null) throw new DeskError('OFFLINE', 'NOT_ENROLLED')
      const printer = await core.deps.printer.describe()
      const challengeCode = Array.from({ length: 4 }, () => String(core.deps.random.below(10))).join('')
      const { version, hash } = office.templateReference()
      const wanted = [...new Set(noticeIds)]
      const lot = await core.database.write(async (manager) => {
        for (const [index, noticeId] of wanted.entries()) {
          const notice = await notices.get(manager, noticeId)
          if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
          const refusal = refusalOf(core, office, notice, session.staffId)
          if (refusal !== null) throw new DeskError('REFUSED', refusal, { line: index + 1 })
        }
        const started: LotRecord = {
          lotId: core.deps.ids.next(), version: 0, lotNumber: await nextNumber(manager, core, 'L'), state: 'challenge', deviceId, adoptedFrom: null,
          startedBy: session.staffId, startedAt: instantOf(core), noticeIds: wanted, sheets: [], scanOrder: null, stop: null, setAside: [], duplicates: [],
          isPaperUncertain: false, destruction: null, templateVersion: version, templateHash: hash, documentHash: null,
        }
        await saveLotSecret(manager, { lotId: started.lotId, challengeCode, sessionId: session.sessionId, attempts: 0 })
        await audit(manager, core, { staffId: session.staffId, action: 'lots.start', subject: started.lotNumber })
        return await storeLot(manager, core, session, started)
      })
      try {
        await core.deps.printer.print(await office.drawChallenge(challengeCode, lot.lotNumber), { jobName: `${lot.lotNumber} ${printer.name}`, sheets: 1 })
      } catch (error) {
        await abandon(session, lot.lotId, 'PRINTING_FAILED')
        throw error instanceof DeskError ? error : new DeskError('FAILED', 'PRINTER_FAILED', {}, { cause: error })
      }
      changed(core, 'lots')
      return await viewOf(desk, lot.lotId)
    },
    confirmChallenge: async ({ lotId, code, measuredMillimetres }, caller) => {
      const session = requireSession(caller)
      try {
        await runs.during(lotId, async (run) => {
          await requireCentral(desk)
          const { lot, isCodeRight } = await core.database.write(async (manager) => {
            const current = await requireOwnLot(manager, lotId)
            const secret = await lotSecret(manager, lotId)
            if (secret === null || current.state !== 'challenge') throw new DeskError('CONFLICT', 'LOT_STATE')
            if (secret.attempts >= challengeAttempts) throw new DeskError('REFUSED', 'CHALLENGE_EXHAUSTED')
            // In the session that goes on with it: what a crash leaves is voided under that one.
            await saveLotSecret(manager, { ...secret, attempts: secret.attempts + 1, sessionId: session.staffId === current.startedBy ? session.sessionId : secret.sessionId })
            return { lot: current, isCodeRight: code.normalize('NFKC').trim() === secret.challengeCode }
          })
          if (!isCodeRight) throw new DeskError('REFUSED', 'CHALLENGE_CODE')
          if (Math.abs(measuredMillimetres - rulerMillimetres) > rulerTolerance) throw new DeskError('REFUSED', 'CHALLENGE_SCALE', { millimetres: measuredMillimetres })
          await runLot(desk, { clientId: caller.clientId, session }, lot, run)
        })
      } finally {
        changed(core, 'lots', 'notices')
      }
      return await viewOf(desk, lotId)
    },
    cancel: async ({ lotId }, caller) => {
      const session = requireSession(caller)
      await requireOwnLot(core.database.reader.manager, lotId)
      const wasRunning = await runs.cancel(lotId)
      const { state } = await requireLot(core.database.reader.manager, lotId)
      // Stopped before it had begun, or it ended by itself in the same moment.
      if (!wasRunning || state === 'challenge') await abandon(session, lotId, 'CANCELLED')
      return await viewOf(desk, lotId)
    },
  }
}
