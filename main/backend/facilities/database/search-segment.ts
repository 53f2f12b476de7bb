/**
 * Writes the index of a whole list into FTS5's own tables, as FTS5 itself leaves them after `optimize`: one segment, terms in order of their
 * bytes, each with its rowids. Handing the rows to FTS5 one by one costs several times as much, because it looks up every token again in a table
 * that outgrows the processor's cache, and merges what it had to put down in between.
 *
 * The form is that of SQLite's ext/fts5/fts5_index.c (version 4, detail = none). Every FTS5 reads it: files last longer than programs.
 * test/unit/backend/facilities/search-segment.test.ts compares byte by byte with what FTS5 writes.
 */
import type { SqliteHandle, SqliteStatement } from '../../database/sqlite-handle.ts'

/** What FTS5 takes for the size of a page of the index where nothing else is set. */
const usualPageSize = 4050
/** Leaves without a term after which a list of rowids gets an index of its own. */
const leavesForRowidIndex = 4
const segment = 1
const averagesRow = 1
const structureRow = 10
/** The usual index; prefix indexes would have others. */
const mainIndex = 0x30
const header = 4

const leafRow = (page: number): number => segment * 2 ** 37 + page
const rowidIndexRow = (level: number, page: number): number => segment * 2 ** 37 + 2 ** 36 + level * 2 ** 31 + page

/** Bytes that grow. */
class Bytes {
  content = Buffer.alloc(8192)
  length = 0

  room(more: number): void {
    if (this.length + more > this.content.length) this.content = Buffer.concat([this.content], 2 * (this.length + more))
  }

  /** SQLite's: seven bits a byte, the highest first. Below 2^53. */
  varint(value: number): void {
    this.room(9)
    let bytes = 1
    for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1
    let rest = value
    for (let at = this.length + bytes - 1; at >= this.length; at -= 1) {
      const next = Math.floor(rest / 128)
      this.content[at] = (rest - next * 128) | (at === this.length + bytes - 1 ? 0 : 128)
      rest = next
    }
    this.length += bytes
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    this.room(end - start)
    for (let at = start; at < end; at += 1) this.content[this.length++] = bytes[at] ?? 0
  }

  copy(): Buffer {
    return Buffer.from(this.content.subarray(0, this.length))
  }
}

/** A page of the index over the leaves of one long list of rowids. */
interface RowidIndexPage { readonly bytes: Bytes; page: number; last: number | null; first: number }

export interface SegmentWriter {
  /** The next token, in the order of bytes, no token twice. */
  term(token: Uint8Array): void
  /** The next rowid of this token, each greater than the one before. */
  rowid(rowid: number): void
  /** @param tokens of all rows together */
  finish(rows: number, tokens: number): void
}

/**
 * Into an empty FTS5 table without content, with detail = none and no prefix index. Inside a transaction; the connection must not use the table
 * afterwards, because it keeps in memory what was there before.
 */
export const createSegmentWriter = (handle: SqliteHandle, table: string, pageSize = usualPageSize): SegmentWriter => {
  const data: SqliteStatement = handle.prepare(`INSERT OR REPLACE INTO "${table}_data" (id, block) VALUES (?, ?)`)
  const terms: SqliteStatement = handle.prepare(`INSERT INTO "${table}_idx" (segid, term, pgno) VALUES (${segment}, ?, ?)`)
  const leaf = new Bytes()
  const places = new Bytes()
  leaf.length = header
  let page = 1
  let lastPlace = 0
  let term: Uint8Array = Buffer.alloc(0)
  let isFirstTermInPage = true
  let isFirstRowidInPage = true
  let isFirstRowidOfTerm = true
  let lastRowid = 0
  /** The page whose first term is not in the table of terms yet, and what leads to it; 0 = none. */
  let pending = { page: 1, term: Buffer.alloc(0) }
  let emptyLeaves = 0
  let rowidIndex: RowidIndexPage[] = [{ bytes: new Bytes(), page: 0, last: null, first: 0 }]

  const common = (left: Uint8Array, right: Uint8Array): number => {
    const most = Math.min(left.length, right.length)
    let length = 0
    while (length < most && left[length] === right[length]) length += 1
    return length
  }

  /** @returns whether the list of rowids that ends here has an index of its own */
  const endRowidIndex = (): boolean => {
    const isNeeded = (rowidIndex[0]?.bytes.length ?? 0) > 0 && emptyLeaves >= leavesForRowidIndex
    for (const [level, one] of rowidIndex.entries()) {
      if (one.bytes.length === 0) break
      if (isNeeded) data.run(rowidIndexRow(level, one.page), one.bytes.copy())
      one.bytes.length = 0
      one.last = null
    }
    rowidIndex = rowidIndex.slice(0, 1)
    emptyLeaves = 0
    return isNeeded
  }

  const noteTerm = (): void => {
    if (pending.page === 0) return
    terms.run(pending.term, pending.page * 2 + (endRowidIndex() ? 1 : 0))
    pending = { page: 0, term: Buffer.alloc(0) }
  }

  /** The first rowid of a leaf, in the index over the leaves; a page of it that is full goes below one more level. */
  const noteRowid = (rowid: number): void => {
    for (let level = 0, isDone = false; !isDone; level += 1) {
      const at = rowidIndex[level] ?? { bytes: new Bytes(), page: 0, last: null, first: 0 }
      rowidIndex[level] = at
      if (at.bytes.length >= pageSize) {
        at.bytes.content[0] = 1
        data.run(rowidIndexRow(level, at.page), at.bytes.copy())
        const above = rowidIndex[level + 1]
        if (above === undefined || above.bytes.length === 0) {
          const root = above ?? { bytes: new Bytes(), page: 0, last: null, first: 0 }
          rowidIndex[level + 1] = root
          root.page = at.page
          root.bytes.varint(0)
          root.bytes.varint(at.page)
          root.bytes.varint(at.first)
          root.last = at.first
          root.first = at.first
        }
        at.bytes.length = 0
        at.last = null
        at.page += 1
      } else isDone = true
      if (at.last === null) {
        at.bytes.varint(isDone ? 0 : 1)
        at.bytes.varint(level === 0 ? page : (rowidIndex[level - 1]?.page ?? 0))
        at.bytes.varint(rowid)
        at.first = rowid
      } else at.bytes.varint(rowid - at.last)
      at.last = rowid
    }
  }

  const endLeaf = (): void => {
    leaf.content.writeUInt16BE(leaf.length, 2)
    if (isFirstTermInPage) {
      if (isFirstRowidInPage && (rowidIndex[0]?.bytes.length ?? 0) > 0) rowidIndex[0]?.bytes.varint(0)
      emptyLeaves += 1
    } else leaf.add(places.content, 0, places.length)
    data.run(leafRow(page), leaf.copy())
    leaf.content.fill(0, 0, header)
    leaf.length = header
    places.length = 0
    lastPlace = 0
    page += 1
    isFirstTermInPage = true
    isFirstRowidInPage = true
  }

  return {
    term: (token) => {
      const next = Buffer.alloc(token.length + 1)
      next[0] = mainIndex
      next.set(token, 1)
      if (leaf.length + places.length + next.length + 2 >= pageSize && leaf.length > header) endLeaf()
      places.varint(leaf.length - lastPlace)
      lastPlace = leaf.length
      let shared = common(term, next)
      if (isFirstTermInPage) {
        if (page !== 1) {
          noteTerm()
          pending = { page, term: next.subarray(0, shared + 1) }
        }
        shared = 0
      } else leaf.varint(shared)
      leaf.varint(next.length - shared)
      leaf.add(next, shared, next.length)
      term = next
      isFirstTermInPage = false
      isFirstRowidInPage = false
      isFirstRowidOfTerm = true
      rowidIndex[0]!.page = page
    },
    rowid: (rowid) => {
      if (leaf.length + places.length >= pageSize) endLeaf()
      if (isFirstRowidInPage) {
        leaf.content.writeUInt16BE(leaf.length, 0)
        noteRowid(rowid)
      }
      leaf.varint(isFirstRowidOfTerm || isFirstRowidInPage ? rowid : rowid - lastRowid)
      lastRowid = rowid
      isFirstRowidOfTerm = false
      isFirstRowidInPage = false
    },
    finish: (rows, tokens) => {
      if (leaf.length > header) endLeaf()
      if (page === 1) return
      noteTerm()
      const averages = new Bytes()
      averages.varint(rows)
      averages.varint(tokens)
      data.run(averagesRow, averages.copy())
      // No cookie but the one of a new table; two levels, one segment, nothing written since; none below, it alone above.
      const structure = new Bytes()
      for (const value of [0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 1, segment, 1, page - 1]) structure.varint(value)
      data.run(structureRow, structure.copy())
    },
  }
}
