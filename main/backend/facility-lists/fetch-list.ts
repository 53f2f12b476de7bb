/** After a change at central: the list here follows. The change itself is made, whatever becomes of the fetching. */
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Core } from '../core.ts'
import type { SyncEngine } from '../sync/engine.ts'

/** What does not come now comes with the next sync. */
export const fetchList = async (core: Core, engine: SyncEngine): Promise<void> => {
  try {
    await engine.syncNow()
  } catch (error) {
    if (!(error instanceof DeskError) && !(error instanceof CentralProblem)) core.deps.log.error('facilityLists.fetch', error)
    core.wakeSync()
  }
}
