import { expect, it } from '@jest/globals'
import { join } from 'node:path'
import type { Core } from '#backend/core.ts'
import { openDatabase } from '#backend/database/open.ts'
import { notices } from '#backend/database/record-repository.ts'
import { learnedTransitDays } from '#backend/notices/learned-delivery.ts'
import { createEventHub } from '#backend/system/event-hub.ts'
import { facility, notice, verification } from '#test/central/support/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey } from '#test/support/test-database.ts'

const folder = temporaryFolders()

it('days are learned from the redeemed letters held here, and anew when notices have changed', async () => {
  const database = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
  const hub = createEventHub()
  const core = { database, hub, deps: { clock: { now: () => Date.parse('2026-10-20T01:00:00.000Z') } } } as unknown as Core
  const letter = (state: 'redeemed' | 'posted', postedOn: string, redeemedAt: string | null) => ({ ...notice('operator', verification('operator', facility())), state, postedOn, redeemedAt })
  const save = async (letters: ReturnType<typeof letter>[]) =>
    await database.write(async (manager) => {
      for (const one of letters) await notices.save(manager, one)
    })
  try {
    // 00:30 on the 5th in Japan is still the 4th in UTC: three days.
    await save(Array.from({ length: 19 }, () => letter('redeemed', '2026-10-02', '2026-10-04T15:30:00.000Z')))
    await save([letter('posted', '2026-10-02', null)])
    expect((await learnedTransitDays(core)).size).toBe(0)
    await save([letter('redeemed', '2026-10-02', '2026-10-04T15:30:00.000Z')])
    // Nobody has told of a change: nothing is read again.
    expect((await learnedTransitDays(core)).size).toBe(0)
    hub.changed('notices')
    await new Promise((resolve) => { setImmediate(resolve) })
    expect(await learnedTransitDays(core)).toEqual(new Map([['26', { from: 3, until: 4 }]]))
  } finally {
    hub.close()
    await database.close()
  }
})
