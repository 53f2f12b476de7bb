/** lots.*: from the queue to the counter of the post office. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Caller, Core } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { createAdoption } from './adopt-lot.ts'
import { createFinishing } from './finish-lot.ts'
import { viewOf, type LotDesk, type LotParts } from './lot-desk.ts'
import type { LotRuns } from './lot-runs.ts'
import { lotViewOf } from './lot-view.ts'
import { createPrinting } from './print-lot.ts'
import { createQueue } from './queue.ts'
import { createReport } from './report.ts'
import { createScans } from './scans.ts'

const shownLots = 30

export const createLotHandlers = (core: Core, parts: LotParts & { readonly runs: LotRuns }): Handlers<Caller>['lots'] => {
  const desk: LotDesk = { core, ...parts }
  return {
    ...createQueue(desk),
    ...createPrinting(desk),
    ...createScans(desk),
    ...createFinishing(desk),
    ...createAdoption(desk),
    ...createReport(desk),
    list: async () => {
      const { manager } = core.database.reader
      const recent = await lots.list(manager, { order: { startedAt: 'DESC' }, limit: shownLots })
      return await Promise.all(recent.map(async (lot) => await lotViewOf(manager, core, lot, { office: desk.office, progress: desk.runs.progressOf(lot.lotId) })))
    },
    get: async ({ lotId }) => await viewOf(desk, lotId),
  }
}
