/**
 * The index cases are looked for in. Its rows stand in the order of time, so that the newest are found without sorting: a row's number is the
 * case's time in milliseconds and a running number among those of the same one.
 */
import type { CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import { anyOf, caseEntry, caseTokens, exactWord, keyExpression, type CaseEntry, type CaseRecords } from './case-index.ts'
import type { SqliteHandle } from './sqlite-handle.ts'

/** The part of a manager, or of a migration's runner, that is needed here. */
export interface Runner { query(sql: string, parameters?: unknown[]): Promise<unknown> }

/** Rows of one millisecond. */
const sameTime = 1000
const firstPosition = (at: string): number => Date.parse(at) * sameTime

interface StoredEntry { readonly position: number; readonly at: string; readonly exact: string; readonly text: string; readonly caller: string }
const stored = 'position, at, exact, text, caller'

const tokensOf = ({ exact, text, caller }: Pick<StoredEntry, 'exact' | 'text' | 'caller'>): string => caseTokens({ exact: exact.split(' '), text, caller })
const addTokens = async (runner: Runner, entry: Omit<StoredEntry, 'at'>): Promise<void> => {
  await runner.query('INSERT INTO case_search (rowid, tokens) VALUES (CAST(? AS INTEGER), ?)', [entry.position, tokensOf(entry)])
}
const removeTokens = async (runner: Runner, entry: StoredEntry): Promise<void> => {
  await runner.query(`INSERT INTO case_search (case_search, rowid, tokens) VALUES ('delete', CAST(? AS INTEGER), ?)`, [entry.position, tokensOf(entry)])
}

/** Where a millisecond has more cases than there is room for, they stand in the next. */
const freePosition = async (runner: Runner, at: string): Promise<number> => {
  for (let first = firstPosition(at); ; first += sameTime) {
    const [row] = await runner.query('SELECT max(position) AS last FROM case_index WHERE position >= ? AND position < ?', [first, first + sameTime]) as { last: number | null }[]
    const next = row === undefined || row.last === null ? first : row.last + 1
    if (next < first + sameTime) return next
  }
}

const change = async (runner: Runner, before: StoredEntry, caller: string): Promise<void> => {
  await removeTokens(runner, before)
  await runner.query('UPDATE case_index SET caller = ? WHERE position = ?', [caller, before.position])
  await addTokens(runner, { ...before, caller })
}

const put = async (runner: Runner, entry: CaseEntry, before: StoredEntry | undefined, caller: string): Promise<void> => {
  const exact = entry.exact.join(' ')
  // A call is saved at every pause of typing: most saves change nothing that is looked for.
  if (before?.at === entry.at && before.exact === exact && before.text === entry.text && before.caller === caller) return
  if (before !== undefined) {
    await removeTokens(runner, before)
    await runner.query('DELETE FROM case_index WHERE position = ?', [before.position])
  }
  const position = before?.at === entry.at ? before.position : await freePosition(runner, entry.at)
  await runner.query(
    'INSERT INTO case_index (position, kind, id, at, exact, text, caller) VALUES (CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?)', [position, entry.kind, entry.id, entry.at, exact, entry.text, caller],
  )
  await addTokens(runner, { position, exact, text: entry.text, caller })
}

const recordOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`

const entriesBefore = async (runner: Runner, entries: readonly CaseEntry[]): Promise<Map<string, StoredEntry>> => {
  const rows = await runner.query(
    `SELECT kind, id, ${stored} FROM case_index WHERE (id, kind) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`, [JSON.stringify(entries.map(({ id, kind }) => [id, kind]))],
  ) as (StoredEntry & { readonly kind: string; readonly id: string })[]
  return new Map(rows.map((row) => [recordOf(row), row]))
}

/** Who called: of calls that are among the entries from there, of others from the index. */
const callersOf = async (runner: Runner, entries: readonly CaseEntry[]): Promise<Map<string, string>> => {
  const callers = new Map(entries.filter(({ kind }) => kind === 'call').map(({ id, caller }) => [id, caller]))
  const others = [...new Set(entries.map(({ callId }) => callId))].filter((callId) => callId !== null && !callers.has(callId))
  if (others.length === 0) return callers
  const rows = await runner.query(`SELECT id, caller FROM case_index WHERE kind = 'call' AND id IN (SELECT value FROM json_each(?))`, [JSON.stringify(others)]) as { id: string; caller: string }[]
  for (const { id, caller } of rows) callers.set(id, caller)
  return callers
}

const callWord = exactWord('call', '')

/** What belongs to a call is found by who called, also where the name was typed, or came from central, after it. */
const nameCallers = async (runner: Runner, entries: readonly CaseEntry[], callers: ReadonlyMap<string, string>): Promise<void> => {
  const calls = entries.filter(({ kind }) => kind === 'call')
  if (calls.length === 0) return
  const wanted = new Map(calls.map(({ id }) => [exactWord('call', id), callers.get(id) ?? '']))
  const rows = await runner.query(
    `SELECT ${stored} FROM case_index WHERE position IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)`, [anyOf([...wanted.keys()])],
  ) as StoredEntry[]
  for (const row of rows) {
    const caller = row.exact.split(' ').filter((word) => word.startsWith(callWord)).map((word) => wanted.get(word)).find((one) => one !== undefined)
    if (caller !== undefined && row.caller !== caller) await change(runner, row, caller)
  }
}

/** As many as are asked about at once: one question with more words takes longer than two. */
const indexedAtOnce = 100

/**
 * Makes records findable, in the transaction that stores them: part of every save of such a record. Of one that comes twice the last counts.
 * @param turn called after every hundred: many take a while, and others are waiting
 */
export const indexCases = async (runner: Runner, entries: readonly CaseEntry[], turn: () => Promise<void>): Promise<void> => {
  const last = [...new Map(entries.map((entry) => [recordOf(entry), entry])).values()]
  for (let start = 0; start < last.length; start += indexedAtOnce) {
    if (start > 0) await turn()
    const some = last.slice(start, start + indexedAtOnce)
    const before = await entriesBefore(runner, some)
    const callers = await callersOf(runner, some)
    for (const entry of some) {
      await put(runner, entry, before.get(recordOf(entry)), entry.callId === null ? entry.caller : (callers.get(entry.callId) ?? ''))
    }
    await nameCallers(runner, some, callers)
  }
}

/** One record. */
export const indexCase = async <K extends CaseKind>(runner: Runner, kind: K, record: CaseRecords[K]): Promise<void> => {
  await indexCases(runner, [caseEntry(kind, record)], async () => await Promise.resolve())
}

/** Part of taking such a record away. */
export const dropCase = async (runner: Runner, kind: CaseKind, id: string): Promise<void> => {
  const [before] = await runner.query(`SELECT ${stored} FROM case_index WHERE id = ? AND kind = ?`, [id, kind]) as StoredEntry[]
  if (before === undefined) return
  await removeTokens(runner, before)
  await runner.query('DELETE FROM case_index WHERE position = ?', [before.position])
}

/** A case whose text holds one of the keys, or that has one of the whole words. */
export interface CaseWord { readonly keys: readonly string[]; readonly exact: readonly string[] }

export interface CaseQuestion {
  /** Of each group one whole word. */
  readonly groups: readonly (readonly string[])[]
  /** Each of them; or one of `instead`. None = every case. */
  readonly words: readonly CaseWord[]
  readonly instead: readonly string[]
  /** UTC ISO; `until` is not included. */
  readonly from: string | null
  readonly until: string | null
  readonly limit: number
}

const expressionOf = ({ keys, exact }: CaseWord): string => [...keys.map((key) => `(${keyExpression(key)})`), ...(exact.length === 0 ? [] : [anyOf(exact)])].join(' OR ')

interface Condition { readonly sql: string; readonly parameters: readonly string[] }
const byWholeWord = (exact: readonly string[]): Condition[] =>
  exact.length === 0 ? [] : [{ sql: 'c.position IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)', parameters: [anyOf(exact)] }]
const joined = (conditions: readonly Condition[], by: 'AND' | 'OR'): Condition =>
  ({ sql: `(${conditions.map(({ sql }) => sql).join(` ${by} `)})`, parameters: conditions.flatMap(({ parameters }) => parameters) })

/** The last word: pieces may stand apart in a text that does not hold the whole. */
const lastLook = ({ words, instead }: CaseQuestion): Condition[] =>
  words.length === 0 ? [] : [joined([
    joined(words.map(({ keys, exact }) => joined([...keys.map((key) => ({ sql: 'instr(c.text || char(10) || c.caller, ?) > 0', parameters: [key] })), ...byWholeWord(exact)], 'OR')), 'AND'),
    ...byWholeWord(instead),
  ], 'OR')]

/** Newest first. */
export const findCases = (handle: SqliteHandle, question: CaseQuestion): { kind: CaseKind; id: string }[] => {
  const { groups, words, instead, from, until, limit } = question
  const said = words.length === 0 ? [] : [[`(${words.map((word) => `(${expressionOf(word)})`).join(' AND ')})`, ...(instead.length === 0 ? [] : [anyOf(instead)])].join(' OR ')]
  const match = [...groups.map(anyOf), ...said].map((expression) => `(${expression})`).join(' AND ')
  const checks = lastLook(question)
  const number = match === '' ? 'c.position' : 's.rowid'
  const source = match === '' ? 'case_index c WHERE' : 'case_search s JOIN case_index c ON c.position = s.rowid WHERE s.case_search MATCH ? AND'
  const sql = `SELECT c.kind, c.id FROM ${source} ${number} >= CAST(? AS INTEGER) AND ${number} < CAST(? AS INTEGER)
    ${checks.map((check) => `AND ${check.sql}`).join(' ')} ORDER BY ${number} DESC LIMIT ?`
  const range = [from === null ? 0 : firstPosition(from), until === null ? Number.MAX_SAFE_INTEGER : firstPosition(until)]
  return handle.prepare(sql).all(...(match === '' ? [] : [match]), ...range, ...checks.flatMap(({ parameters }) => parameters), limit) as { kind: CaseKind; id: string }[]
}
