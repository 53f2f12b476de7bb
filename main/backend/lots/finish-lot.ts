/** lots.close and destroy: what was not sealed is worthless, and its paper is destroyed before a second person. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, changed, instantOf, requireSession, type Caller } from '../core.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { auditWitness, verifyWitness } from '../staff/witness.ts'
import { destroyPiece } from './destroy-piece.ts'
import { abandonLot, requireOwnLot, storeLot, viewOf, type LotDesk } from './lot-desk.ts'
import { noticesOfLot } from './lot-repository.ts'
import { isSheetToBeDestroyed, sheetsToDestroy } from './lot-sheets.ts'

export const createFinishing = (desk: LotDesk): Pick<Handlers<Caller>['lots'], 'close' | 'destroy'> => {
  const { core, runs } = desk
  return {
    close: async ({ lotId }, caller) => {
      const session = requireSession(caller)
      await core.database.write(async (manager) => {
        const lot = await requireOwnLot(manager, lotId)
        if (runs.isRunning(lotId)) throw new DeskError('CONFLICT', 'LOT_RUNNING')
        await audit(manager, core, { staffId: session.staffId, action: 'lots.close', subject: lot.lotNumber })
        if (lot.state === 'challenge' || lot.state === 'issuing') return void (await abandonLot(manager, core, session, lot, 'NOT_SEALED_AT_CLOSE'))
        if (lot.state !== 'printed') throw new DeskError('CONFLICT', 'LOT_STATE')
        // Two sheets may lie in one envelope: it must not be posted before somebody has looked.
        if (lot.stop !== null) throw new DeskError('CONFLICT', 'LOT_STOPPED')
        for (const notice of await noticesOfLot(manager, lot)) {
          // What was not seen through the window of a closed envelope is worthless from now on.
          if (notice.lotId !== lotId || (notice.state !== 'printed' && notice.state !== 'issuing')) continue
          await moveNotice(manager, core, session, { notice, type: 'notice.voided', to: 'voided', reason: 'NOT_SEALED_AT_CLOSE' })
        }
        const hasPaper = sheetsToDestroy(lot, await noticesOfLot(manager, lot)) > 0
        await storeLot(manager, core, session, { ...lot, state: hasPaper ? 'destroying' : 'closed' })
      })
      changed(core, 'lots', 'notices')
      return await viewOf(desk, lotId)
    },
    destroy: async ({ lotId, countedSheets, witness }, caller) => {
      const session = requireSession(caller)
      const { state } = await requireOwnLot(core.database.reader.manager, lotId)
      if (state !== 'destroying') throw new DeskError('CONFLICT', 'LOT_STATE')
      const second = await verifyWitness(core, desk, witness, session)
      const isRight = await core.database.write(async (manager) => {
        const lot = await requireOwnLot(manager, lotId)
        if (lot.state !== 'destroying') throw new DeskError('CONFLICT', 'LOT_STATE')
        const found = await noticesOfLot(manager, lot)
        // What a printer that failed has put out nobody can know: it is what was found.
        if (!lot.isPaperUncertain && countedSheets !== sheetsToDestroy(lot, found)) {
          await audit(manager, core, { staffId: session.staffId, action: 'lots.destroy', subject: lot.lotNumber, outcome: 'refused' })
          return false
        }
        for (const notice of found) if (isSheetToBeDestroyed(lot, notice)) await destroyPiece(manager, core, session, notice, second.staffId)
        const destruction = { sheets: countedSheets, at: instantOf(core), staffId: session.staffId, witnessStaffId: second.staffId }
        await storeLot(manager, core, session, { ...lot, state: 'closed', destruction })
        await audit(manager, core, { staffId: session.staffId, action: 'lots.destroy', subject: lot.lotNumber })
        await auditWitness(manager, core, second, lot.lotNumber)
        return true
      })
      // The right number is not told: it has to be counted.
      if (!isRight) throw new DeskError('REFUSED', 'COUNT_DIFFERS')
      changed(core, 'lots', 'notices', 'mailroom')
      return await viewOf(desk, lotId)
    },
  }
}
