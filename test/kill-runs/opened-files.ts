/** Looks through the files of a desktop that was killed. */
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import type { ChangeEntity } from '#shared/contract/central/sync.ts'
import type { KeptRecord } from './told.ts'

/** Tables of the desktop and of central alike. */
export const tableOf: Readonly<Partial<Record<ChangeEntity, string>>> = {
  call: 'call', callback: 'callback', verification: 'verification', notice: 'notice', emailChangeRequest: 'email_change_request', provisionalCodeRequest: 'provisional_code_request',
}

/** @returns what of it is not as it was kept; null where all is */
export const whatIsMissing = (kept: KeptRecord, found: { readonly version: number; readonly body: string } | undefined): string | null => {
  if (found === undefined) return `${kept.entity} ${kept.id} is missing`
  if (found.version < kept.version) return `${kept.entity} ${kept.id} has version ${found.version}, acknowledged was ${kept.version}`
  const lost = kept.texts.filter((text) => !found.body.includes(text))
  return lost.length === 0 ? null : `${kept.entity} ${kept.id} has lost ${lost.join(' ')}`
}

/** Number of the last mutation written here. */
export const lastSequenceOf = (handle: SqliteHandle): number => Number(handle.prepare(`SELECT value FROM setting WHERE name = 'nextSequence'`).pluck().get() ?? 0)

/** @returns everything that is wrong, in words; empty where nothing is */
export const lookThrough = (handle: SqliteHandle, { kept, lastSequence }: { readonly kept: readonly KeptRecord[]; readonly lastSequence: number }): string[] => {
  const wrong: string[] = []
  const integrity = handle.prepare('PRAGMA integrity_check').pluck().all() as string[]
  if (integrity.join() !== 'ok') wrong.push(`integrity_check: ${integrity.slice(0, 3).join('; ')}`)
  const last = lastSequenceOf(handle)
  if (last < lastSequence) wrong.push(`the sequence ends at ${last}, acknowledged was ${lastSequence}`)
  // From the first that waits on, every one must be there: those before it were settled by central.
  const first = handle.prepare(`SELECT min(sequence) FROM outbox WHERE state = 'waiting'`).pluck().get() as number | null
  if (first !== null) {
    const count = handle.prepare('SELECT count(*) FROM outbox WHERE sequence >= ?').pluck().get(first) as number
    if (count !== last - first + 1) wrong.push(`the outbox holds ${count} of ${first} to ${last}`)
  }
  for (const record of kept) {
    const table = tableOf[record.entity]
    if (table === undefined) throw new Error(`No table of ${record.entity}`)
    const found = handle.prepare(`SELECT version, body FROM "${table}" WHERE id = ?`).get(record.id) as { version: number; body: string } | undefined
    const missing = whatIsMissing(record, found)
    if (missing !== null) wrong.push(missing)
  }
  return wrong
}
