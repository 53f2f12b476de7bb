/** The index of cases against a plain look at every text: the same answers, whatever the texts and the words. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { exactWord, wordKeys } from '#backend/database/case-index.ts'
import { findCases, type CaseQuestion } from '#backend/database/case-index-repository.ts'
import { openDatabase, type Database } from '#backend/database/open.ts'
import { calls } from '#backend/database/record-repository.ts'
import { call } from '#test/central/support/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey } from '#test/support/test-database.ts'

const folder = temporaryFolders()
let database: Database
beforeAll(async () => {
  database = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
})
afterAll(async () => {
  await database.close()
})

const find = (more: Partial<CaseQuestion>) => findCases(database.rawReader, { groups: [], words: [], instead: [], from: null, until: null, limit: 1000, ...more }).map(({ id }) => id)
const textsInIndex = () => database.rawReader.prepare('SELECT id, text, caller FROM case_index').all() as { id: string; text: string; caller: string }[]

describe('the index of cases', () => {
  /** Few letters, so that pieces repeat and stand apart; digits, kana, kanji, signs, one beyond the basic plane. */
  const words = fc.string({ unit: fc.constantFrom('1', '2', 'ア', '田', '中', '-', '_', '"', '*', '𩸽'), minLength: 0, maxLength: 12 })

  it('finds exactly the texts that hold the words, also after they changed', async () => {
    const callIds = Array.from({ length: 6 }, () => call('op01').callId)
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), words, words), { minLength: 1, maxLength: 8 }), words, async (saves, asked) => {
      await database.write(async (manager) => {
        for (const [which, notes, callerName] of saves) await calls.save(manager, call('op01', { callId: callIds[which]!, notes, callerName, question: null }))
      })
      const keys = wordKeys(asked)
      if (keys.length === 0) return
      const expected = textsInIndex().filter(({ text, caller }) => keys.some((key) => text.includes(key) || caller.includes(key))).map(({ id }) => id)
      expect(find({ words: [{ keys, exact: [] }] }).sort()).toEqual(expected.sort())
    }), { numRuns: 60 })
    // Nothing of what was there before is left in it.
    const rows = database.rawReader.prepare(`SELECT count(*) FROM case_search WHERE case_search MATCH '${exactWord('kind', 'call')}'`).pluck().get()
    expect(rows).toBe(textsInIndex().length)
  })

  it('takes signs of the search language as what they are', () => {
    for (const word of ['"', '" OR "', 'a*', 'NEAR(', '-x', `'; DROP TABLE call; --`]) expect(() => find({ words: [{ keys: wordKeys(word).length === 0 ? ['"x"'] : wordKeys(word), exact: [exactWord('staff', word)] }] })).not.toThrow()
  })
})
