import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { openListFile, inTransaction, type ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { gatherPostings } from '#backend/facilities/database/search-postings.ts'
import { createSegmentWriter } from '#backend/facilities/database/search-segment.ts'
import { searchTokens } from '#backend/facilities/database/search-tokens.ts'
import { facilityKeys, facilityRank, type FacilityKeys } from '#shared/domain/facility-keys.ts'
import { facilityListKinds } from '#shared/domain/facility.ts'
import { newKey } from '#test/support/test-database.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { seededRandom, type SeededRandom } from '#trial/seeded-random.ts'

const folder = temporaryFolders()
const opened: ListHandle[] = []
const newIndex = (pageSize: number): ListHandle => {
  const handle = openListFile(join(folder(), 'index.db'), newKey(), 'scratch')
  opened.push(handle)
  handle.exec(`CREATE VIRTUAL TABLE facility_search USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii')`)
  handle.prepare(`INSERT INTO facility_search (facility_search, rank) VALUES ('pgsz', ?)`).run(BigInt(pageSize))
  return handle
}
afterEach(() => {
  for (const handle of opened.splice(0)) handle.close()
})

interface Row { readonly rowid: number; readonly tokens: string }

/** By FTS5 itself, in two pieces that `optimize` makes one of. */
const byRows = (rows: readonly Row[], pageSize: number): ListHandle => {
  const handle = newIndex(pageSize)
  handle.prepare(`INSERT INTO facility_search (facility_search, rank) VALUES ('automerge', ?)`).run(0n)
  const insert = handle.prepare('INSERT INTO facility_search (rowid, tokens) VALUES (CAST(? AS INTEGER), ?)')
  const half = Math.ceil(rows.length / 2)
  for (const part of [rows.slice(0, half), rows.slice(half)]) inTransaction(handle, () => part.forEach(({ rowid, tokens }) => void insert.run(rowid, tokens)))
  handle.exec(`INSERT INTO facility_search (facility_search) VALUES ('optimize')`)
  return handle
}

const bySegment = (rows: readonly Row[], pageSize: number): ListHandle => {
  const handle = newIndex(pageSize)
  const postings = new Map<string, number[]>()
  for (const { rowid, tokens } of rows) for (const token of tokens.split(' ')) postings.set(token, [...(postings.get(token) ?? []), rowid])
  inTransaction(handle, () => {
    const writer = createSegmentWriter(handle, 'facility_search', pageSize)
    let count = 0
    for (const { token, rowids } of [...postings].map(([text, rowids]) => ({ token: Buffer.from(text), rowids })).sort((left, right) => Buffer.compare(left.token, right.token))) {
      writer.term(token)
      for (const rowid of rowids) writer.rowid(rowid)
      count += rowids.length
    }
    writer.finish(rows.length, count)
  })
  return handle
}

/** Pages, what leads to them, and the sums, without the number FTS5 gave its segment. */
const contentOf = (handle: ListHandle) => ({
  pages: handle.prepare('SELECT id & ((1 << 37) - 1) AS page, hex(block) AS content FROM facility_search_data WHERE id <> 10 ORDER BY page').all(),
  terms: handle.prepare('SELECT hex(term) AS term, pgno FROM facility_search_idx ORDER BY term').all(),
})

/** Rowids of one list of an index over pages of the index stand on this level. */
const rowidIndexLevels = (handle: ListHandle): number[] =>
  handle.prepare('SELECT DISTINCT ((id & ((1 << 37) - 1)) - (1 << 36)) >> 31 FROM facility_search_data WHERE (id & (1 << 36)) <> 0 ORDER BY 1').pluck().all() as number[]

/** A whole number from 0, below `most`. */
const below = (random: SeededRandom, most: number): number => random.integer(0, most - 1)

const madeRows = (seed: number, count: number, words: number): Row[] => {
  const random = seededRandom(seed)
  let rowid = 0
  return Array.from({ length: count }, () => {
    rowid += 1 + (random.chance(0.2) ? below(random, 2_000_000) * 9000 : below(random, 300))
    const some = Array.from({ length: 8 }, () => random.pick(['n', 'a', 's']) + String.fromCodePoint(0x30a0 + below(random, words)) + (random.chance(0.5) ? String.fromCodePoint(0x20000 + below(random, words)) : ''))
    return { rowid, tokens: [...new Set(['every', ...some])].join(' ') }
  })
}

describe('an index written into the tables of FTS5', () => {
  for (const [name, pageSize, count, words] of [['pages of the usual size', 4050, 900, 60], ['small pages', 200, 600, 40], ['lists of rowids over many pages', 32, 900, 1]] as const) {
    it(`is byte for byte what FTS5 leaves after optimize: ${name}`, () => {
      const rows = madeRows(7, count, words)
      const own = byRows(rows, pageSize)
      expect(contentOf(bySegment(rows, pageSize))).toEqual(contentOf(own))
      // FTS5 begins a page anew after each thousand: no comparison beyond.
      expect(contentOf(own).pages.length).toBeLessThan(1000)
    })
  }

  it('the smallest pages have an index of rowids of several levels: the comparison is about that, too', () => {
    expect(rowidIndexLevels(byRows(madeRows(7, 900, 1), 32)).length).toBeGreaterThan(1)
  })

  it('without a row is the empty index', () => {
    expect(contentOf(bySegment([], 4050)).terms).toEqual([])
    expect(bySegment([], 4050).prepare(`SELECT count(*) FROM facility_search WHERE facility_search MATCH 'x'`).pluck().get()).toBe(0)
  })
})

const random = seededRandom(3)
const keysOfMade = (index: number): FacilityKeys => facilityKeys({
  facilityCode: String(1_300_000_000 + index * 7), name: `${random.pick(['田中', '𠮷川', 'みなと', '青葉第二', 'ＡＢＣ'])}${index % 50}${random.pick(['医院', '歯科', '薬局', ' 𩸽 クリニック'])}`,
  postalCode: random.chance(0.1) ? null : String(1_000_000 + below(random, 40)), address: `東京都港区南青山${below(random, 9)}丁目${below(random, 30)}番${below(random, 12)}号`,
  telephone: random.chance(0.1) ? null : `03-${1000 + below(random, 9000)}-0000`, prefectureNumber: '13', listKind: random.pick(facilityListKinds), reading: random.chance(0.2) ? null : 'タナカイイン',
})

describe('an index gathered from all rows', () => {
  const keys = Array.from({ length: 800 }, (_, index) => keysOfMade(index)).map((one) => ({ rank: facilityRank('active', one), keys: one })).sort((left, right) => left.rank - right.rank)
  const gathered = (): ListHandle => {
    const handle = newIndex(4050)
    const postings = gatherPostings()
    for (const { rank, keys: one } of keys) postings.add(rank, one)
    inTransaction(handle, () => {
      const writer = createSegmentWriter(handle, 'facility_search')
      postings.each((token, ranks) => {
        writer.term(token)
        for (const rank of ranks) writer.rowid(rank)
      })
      writer.finish(postings.rows, postings.tokens)
    })
    return handle
  }

  it('is the one FTS5 makes of the same rows one by one', () => {
    const own = byRows(keys.map(({ rank, keys: one }) => ({ rowid: rank, tokens: searchTokens(one) })), 4050)
    expect(contentOf(gathered())).toEqual(contentOf(own))
  })

  it('goes on like any other: rows taken out and put in again, and merged', () => {
    const file = join(folder(), 'index.db')
    const key = newKey()
    const handle = openListFile(file, key, 'scratch')
    handle.exec(`CREATE VIRTUAL TABLE facility_search USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii')`)
    const postings = gatherPostings()
    for (const { rank, keys: one } of keys) postings.add(rank, one)
    const writer = createSegmentWriter(handle, 'facility_search')
    postings.each((token, ranks) => {
      writer.term(token)
      for (const rank of ranks) writer.rowid(rank)
    })
    writer.finish(postings.rows, postings.tokens)
    handle.pragma('journal_mode = WAL')
    handle.close()
    const again = openListFile(file, key, 'write')
    opened.push(again)
    const every = keys.map(({ rank, keys: one }) => ({ rank, tokens: searchTokens(one) }))
    for (const { rank, tokens } of every.filter((_, index) => index % 3 === 0)) {
      again.prepare(`INSERT INTO facility_search (facility_search, rowid, tokens) VALUES ('delete', CAST(? AS INTEGER), ?)`).run(rank, tokens)
    }
    for (const { rank, tokens } of every.filter((_, index) => index % 6 === 0)) again.prepare('INSERT INTO facility_search (rowid, tokens) VALUES (CAST(? AS INTEGER), ?)').run(rank, tokens)
    again.exec(`INSERT INTO facility_search (facility_search) VALUES ('optimize'); INSERT INTO facility_search (facility_search) VALUES ('integrity-check')`)
    const left = every.filter((_, index) => index % 3 !== 0 || index % 6 === 0)
    expect(instancesOf(again)).toBe(instancesOf(byRows(left.map(({ rank, tokens }) => ({ rowid: rank, tokens })), 4050)))
  })
})

const instancesOf = (handle: ListHandle): string => {
  handle.exec(`CREATE VIRTUAL TABLE temp.instances USING fts5vocab ('main', 'facility_search', 'instance')`)
  const hash = createHash('sha256')
  for (const row of handle.prepare('SELECT term, doc FROM temp.instances').raw().iterate()) hash.update(`${String(row)}\n`)
  return hash.digest('hex')
}
