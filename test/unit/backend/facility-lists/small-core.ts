/** As much of the backend's core as the list jobs use: settings in a real database, events kept, no list. */
import { join } from 'node:path'
import type { Core } from '#backend/core.ts'
import { openDatabase } from '#backend/database/open.ts'
import { createEventHub } from '#backend/system/event-hub.ts'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { newKey } from '#test/support/test-database.ts'

export interface SmallCore {
  readonly core: Core
  /** Every job as it was told, in order. */
  readonly told: Job[]
  readonly logged: string[]
  close(): Promise<void>
}

export const openSmallCore = async (folder: string): Promise<SmallCore> => {
  const database = await openDatabase({ file: join(folder, 'desk.db'), key: newKey() })
  const told: Job[] = []
  const logged: string[] = []
  let next = 0
  const core = {
    database,
    hub: { ...createEventHub(), job: (job: Job) => void told.push(job) },
    deps: { clock: { now: () => 0 }, ids: { next: () => `id-${next++}` }, log: { info: () => {}, error: (event: string) => void logged.push(event) } },
    wakeSync: () => {},
    wakeSyncLater: () => {},
  } as unknown as Core
  return { core, told, logged, close: async () => await database.close() }
}
