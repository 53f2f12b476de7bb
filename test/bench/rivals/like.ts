/**
 * LIKE '%…%' over the same key columns in an encrypted database: what one writes first. `ranked` answers in the order an
 * operator expects, for which every row must be looked at; `firstRows` takes the first 50 of the rows, which lie in the
 * order of their rank, and so may stop early, but does not put the start of a name before its middle.
 */
import type { SqliteStatement } from '#backend/database/sqlite-handle.ts'
import { createRivalDatabase, type RivalDatabase } from './encrypted-database.ts'
import { timed, wordKeys, type Rival, type WordKeys } from './rival.ts'

const escaped = (key: string): string => key.replace(/[\\%_]/gu, '\\$&')
const like = (column: string): string => `${column} LIKE ? ESCAPE '\\'`

const anywhere = (word: WordKeys): { sql: string; parameters: string[] } => {
  const conditions = [
    ...(word.names === null ? [] : [['names', word.names] as const]), ...(word.reading === null ? [] : [['reading', word.reading] as const]),
    ...(word.address === null ? [] : [['address', word.address] as const]),
    ...(word.digits === null ? [] : [['telephone', word.digits] as const, ['code', word.digits] as const, ['postal_code', word.digits] as const]),
  ]
  return { sql: conditions.length === 0 ? '0' : `(${conditions.map(([column]) => like(column)).join(' OR ')})`, parameters: conditions.map(([, key]) => `%${escaped(key)}%`) }
}

/** Exact code, beginning of the code, beginning of the name, inside the name, by sound, the rest. */
const order = (word: WordKeys): { sql: string; parameters: string[] } => {
  const steps: (readonly [sql: string, parameter: string])[] = [
    ...(word.digits === null ? [] : [['code = ?', word.digits] as const, [like('code'), `${escaped(word.digits)}%`] as const]),
    ...(word.names === null ? [] : [[like('names'), `${escaped(word.names)}%`] as const, [like('names'), `%${escaped(word.names)}%`] as const]),
    ...(word.reading === null ? [] : [[like('reading'), `${escaped(word.reading)}%`] as const, [like('reading'), `%${escaped(word.reading)}%`] as const]),
  ]
  if (steps.length === 0) return { sql: '0', parameters: [] }
  return { sql: `CASE ${steps.map(([sql], index) => `WHEN ${sql} THEN ${index}`).join(' ')} ELSE 9 END`, parameters: steps.map(([, parameter]) => parameter) }
}

export const createLikeRival = (how: 'ranked' | 'firstRows'): Rival => {
  let database: RivalDatabase | null = null
  const statements = new Map<string, SqliteStatement>()
  const statement = (sql: string): SqliteStatement => {
    const known = statements.get(sql) ?? database!.handle.prepare(sql).pluck()
    statements.set(sql, known)
    return known
  }
  return {
    name: how === 'ranked' ? 'like' : 'likeFirstRows',
    build: async (rows) => {
      const started = performance.now()
      database = createRivalDatabase('like')
      const { handle } = database
      handle.exec('CREATE TABLE facility (place INTEGER PRIMARY KEY, code TEXT NOT NULL, names TEXT NOT NULL, reading TEXT NOT NULL, address TEXT NOT NULL, telephone TEXT NOT NULL, postal_code TEXT NOT NULL) STRICT')
      handle.exec('BEGIN')
      const insert = handle.prepare('INSERT INTO facility VALUES (?, ?, ?, ?, ?, ?, ?)')
      for (const [place, keys] of rows.entries()) insert.run(place, keys.facilityCode, keys.names, keys.reading, keys.address, keys.telephone, keys.postalCode)
      handle.exec('COMMIT')
      database.reopen()
      return await Promise.resolve({ seconds: (performance.now() - started) / 1000, bytes: database.bytes() })
    },
    find: async (question, limit) => await Promise.resolve(timed(() => {
      const words = wordKeys(question)
      const [first] = words
      if (first === undefined) return []
      const conditions = words.map(anywhere)
      const by = how === 'ranked' ? order(first) : { sql: '', parameters: [] }
      const sql = `SELECT code FROM facility WHERE ${conditions.map((one) => one.sql).join(' AND ')} ORDER BY ${by.sql === '' || by.sql === '0' ? 'place' : `${by.sql}, place`} LIMIT ?`
      return statement(sql).all(...conditions.flatMap((one) => one.parameters), ...by.parameters, limit) as string[]
    })),
    close: async () => {
      database?.close()
      database = null
      await Promise.resolve()
    },
  }
}
