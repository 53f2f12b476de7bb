/** The part of better-sqlite3-multiple-ciphers that repositories use directly (it ships no types of its own). */
export interface SqliteStatement {
  /** It answers with rows. */
  readonly reader: boolean
  run(...parameters: unknown[]): { changes: number }
  get(...parameters: unknown[]): unknown
  all(...parameters: unknown[]): unknown[]
  pluck(toggle?: boolean): SqliteStatement
  /** Rows as arrays. */
  raw(toggle?: boolean): SqliteStatement
  iterate(...parameters: unknown[]): IterableIterator<unknown>
}

export interface SqliteHandle {
  prepare(sql: string): SqliteStatement
  pragma(text: string): unknown
  exec(sql: string): unknown
}
