/**
 * FTS5 with its own trigram tokenizer over the same columns in an encrypted database; rows lie in the order of their rank
 * and come back in it. Words of one and two characters have no trigram: SQLite answers them by LIKE on the same table.
 */
import { createRivalDatabase, type RivalDatabase } from './encrypted-database.ts'
import { timed, wordKeys, type Rival, type WordKeys } from './rival.ts'

const columns = ['code', 'names', 'reading', 'address', 'telephone', 'postal_code'] as const
type Column = (typeof columns)[number]

const placesOf = (word: WordKeys): (readonly [Column, string])[] => [
  ...(word.names === null ? [] : [['names', word.names] as const]), ...(word.reading === null ? [] : [['reading', word.reading] as const]),
  ...(word.address === null ? [] : [['address', word.address] as const]),
  ...(word.digits === null ? [] : [['telephone', word.digits] as const, ['code', word.digits] as const, ['postal_code', word.digits] as const]),
]

const condition = (word: WordKeys): { match: string | null; sql: string; parameters: string[] } => {
  const places = placesOf(word)
  if (places.length === 0) return { match: null, sql: '0', parameters: [] }
  if (places.every(([, key]) => [...key].length >= 3)) {
    return { match: `(${places.map(([column, key]) => `{${column}} : "${key.replaceAll('"', '""')}"`).join(' OR ')})`, sql: '', parameters: [] }
  }
  const sql = places.map(([column]) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')
  return { match: null, sql: `(${sql})`, parameters: places.map(([, key]) => `%${key.replace(/[\\%_]/gu, '\\$&')}%`) }
}

export const createTrigramRival = (): Rival => {
  let database: RivalDatabase | null = null
  return {
    name: 'ftsTrigram',
    build: async (rows) => {
      const started = performance.now()
      database = createRivalDatabase('trigram')
      const { handle } = database
      handle.exec(`CREATE VIRTUAL TABLE facility USING fts5 (${columns.join(', ')}, tokenize = 'trigram')`)
      handle.exec('BEGIN')
      const insert = handle.prepare(`INSERT INTO facility (rowid, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
      for (const [place, keys] of rows.entries()) insert.run(place + 1, keys.facilityCode, keys.names, keys.reading, keys.address, keys.telephone, keys.postalCode)
      handle.exec('COMMIT')
      handle.prepare(`INSERT INTO facility (facility) VALUES ('optimize')`).run()
      database.reopen()
      return await Promise.resolve({ seconds: (performance.now() - started) / 1000, bytes: database.bytes() })
    },
    find: async (question, limit) => await Promise.resolve(timed(() => {
      const conditions = wordKeys(question).map(condition)
      if (conditions.length === 0) return []
      const matches = conditions.flatMap(({ match }) => (match === null ? [] : [match]))
      const where = [...(matches.length === 0 ? [] : ['facility MATCH ?']), ...conditions.flatMap(({ sql }) => (sql === '' ? [] : [sql]))].join(' AND ')
      const statement = database!.handle.prepare(`SELECT code FROM facility WHERE ${where} ORDER BY rowid LIMIT ?`).pluck()
      return statement.all(...(matches.length === 0 ? [] : [matches.join(' AND ')]), ...conditions.flatMap(({ parameters }) => parameters), limit) as string[]
    })),
    close: async () => {
      database?.close()
      database = null
      await Promise.resolve()
    },
  }
}
