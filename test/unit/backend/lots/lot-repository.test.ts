import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { notices } from '#backend/database/record-repository.ts'
import { openDatabase } from '#backend/database/open.ts'
import { isTrackingNumberUsed } from '#backend/lots/lot-repository.ts'
import { facility, notice, verification } from '#test/central/support/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey } from '#test/support/test-database.ts'

const makeFolder = temporaryFolders()

describe('a registered-mail number', () => {
  it('is used where a piece went out under it that day, also when that one was redeemed since; another day it is free', async () => {
    const database = await openDatabase({ file: join(makeFolder(), 'desk.db'), key: newKey() })
    try {
      const posted = notice('operator', verification('operator', facility()), { noticeId: randomUUID(), state: 'redeemed', trackingNumber: '12345678906', postedOn: '2026-11-02' })
      await database.write(async (manager) => await notices.save(manager, posted))
      const isUsed = async (number: string, day: string) => await isTrackingNumberUsed(database.reader.manager, number, day)
      expect(await isUsed('12345678906', '2026-11-02')).toBe(true)
      expect(await isUsed('12345678906', '2026-11-03')).toBe(false)
      expect(await isUsed('12345678910', '2026-11-02')).toBe(false)
    } finally {
      await database.close()
    }
  })
})
