/** The index of cases against a plain look at every text: the same answers, whatever the texts and the words. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { EntityManager } from 'typeorm'
import { caseEntry, exactWord, wordKeys, type CaseEntry } from '#backend/database/case-index.ts'
import { findCases, indexCases, type CaseQuestion } from '#backend/database/case-index-repository.ts'
import { openDatabase, type Database } from '#backend/database/open.ts'
import { calls } from '#backend/database/record-repository.ts'
import { uuidIds } from '#host/ports.ts'
import { call, now } from '#test/central/support/records.ts'
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

describe('many at once', () => {
  const indexOf = async (work: (manager: EntityManager) => Promise<void>) => {
    const own = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
    try {
      await own.write(work)
      const entries = own.rawReader.prepare('SELECT kind, id, at, exact, text, caller FROM case_index ORDER BY id').all()
      const found = (word: string) => findCases(own.rawReader, { groups: [], words: [{ keys: wordKeys(word), exact: [] }], instead: [], from: null, until: null, limit: 1000 }).map(({ id }) => id).sort()
      return { entries, byCaller: ['田中', '山本', '佐藤'].map(found) }
    } finally {
      await own.close()
    }
  }

  it('leave the index that they leave one after the other: callers told before, after and beside what belongs to their call', async () => {
    const told = [call('op01', { callerName: '田中' }), call('op01', { callerName: '山本' }), call('op01', { callerName: '田中' })]
    const promise = (callId: string, about: string) => caseEntry('callback', {
      callbackId: uuidIds.next(), version: 0, callId, facilityCode: null, verificationId: null, kind: 'promised', target: 'told', telephone: '03-0000-0000', callerName: '', about, dueAt: now,
      assignedTo: null, state: 'open', attempts: [], result: null, createdBy: 'op01', createdAt: now, events: [],
    })
    const [first, second, third] = told.map(({ callId }) => callId) as [string, string, string]
    const entries: CaseEntry[] = [
      promise(second, '先に来た約束'), ...told.map((one) => caseEntry('call', one)), promise(first, '後に来た約束'), promise(first, 'もう一つ'), promise(third, '別の件'),
      // The same call again, under another name: what came before it goes with it.
      caseEntry('call', { ...told[0]!, callerName: '佐藤' }),
      ...Array.from({ length: 120 }, (_, index) => promise(index % 2 === 0 ? first : second, `約束 ${index}`)),
      caseEntry('call', { ...told[1]!, callerName: '' }),
    ]
    const together = await indexOf(async (manager) => await indexCases(manager, entries, async () => await Promise.resolve()))
    const alone = await indexOf(async (manager) => {
      for (const entry of entries) await indexCases(manager, [entry], async () => await Promise.resolve())
    })
    expect(together).toEqual(alone)
    expect(together.byCaller.map((ids) => ids.length)).toEqual([2, 0, 63])
  })

  it('give others a turn', async () => {
    let turns = 0
    await indexOf(async (manager) => await indexCases(manager, Array.from({ length: 250 }, () => caseEntry('call', call('op01'))), async () => {
      turns += 1
      await Promise.resolve()
    }))
    expect(turns).toBe(2)
  })
})
