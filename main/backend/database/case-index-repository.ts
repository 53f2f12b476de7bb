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

/** What belongs to a call is found by who called, also where the name was typed, or came from central, after it. */
const nameCaller = async (runner: Runner, callId: string, caller: string): Promise<void> => {
  const rows = await runner.query(
    `SELECT ${stored} FROM case_index WHERE caller <> ? AND position IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)`, [caller, anyOf([exactWord('call', callId)])],
  ) as StoredEntry[]
  for (const row of rows) {
    await removeTokens(runner, row)
    await runner.query('UPDATE case_index SET caller = ? WHERE position = ?', [caller, row.position])
    await addTokens(runner, { ...row, caller })
  }
}

const callerOf = async (runner: Runner, callId: string): Promise<string> => {
  const [row] = await runner.query(`SELECT caller FROM case_index WHERE id = ? AND kind = 'call'`, [callId]) as { caller: string }[]
  return row?.caller ?? ''
}

const store = async (runner: Runner, entry: CaseEntry): Promise<void> => {
  const exact = entry.exact.join(' ')
  const caller = entry.kind === 'call' || entry.callId === null ? entry.caller : await callerOf(runner, entry.callId)
  const [before] = await runner.query(`SELECT ${stored} FROM case_index WHERE id = ? AND kind = ?`, [entry.id, entry.kind]) as StoredEntry[]
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
  if (entry.kind === 'call') await nameCaller(runner, entry.id, caller)
}

/** Part of every save of such a record, in its transaction. */
export const indexCase = async <K extends CaseKind>(runner: Runner, kind: K, record: CaseRecords[K]): Promise<void> => {
  await store(runner, caseEntry(kind, record))
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
