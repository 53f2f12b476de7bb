/** What central holds at the end of a run, against what was acknowledged. */
import type { Central } from '#central/create-central.ts'
import type { ChangeEntity } from '#shared/contract/central/sync.ts'
import { tableOf, whatIsMissing } from './opened-files.ts'
import type { HandedOver, KeptRecord } from './told.ts'

/** The first thing that is not as it must be. */
export class KillRunFailure extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'KillRunFailure'
  }
}

export const must = (isSo: boolean, message: string): void => {
  if (!isSo) throw new KillRunFailure(message)
}

interface Remembered { readonly device_id: string; readonly sequence: string; readonly mutation_id: string; readonly type: string; readonly outcome: string; readonly code: string | null }
interface Fed { readonly entity: ChangeEntity; readonly id: string; readonly version: number; readonly body: string }

export interface CentralContent {
  readonly log: readonly Remembered[]
  readonly feed: ReadonlyMap<string, Fed>
  /** By desktop. */
  readonly auditEntries: ReadonlyMap<string, number>
}

export const contentOf = async ({ database: { reader } }: Central): Promise<CentralContent> => {
  const log: Remembered[] = await reader.query('select device_id, sequence::text, mutation_id, type, outcome, code from mutation_log order by device_id, mutation_log.sequence')
  const rows: Fed[] = await reader.query('select entity, id, version, body::text as body from feed')
  const audit: { device_id: string; count: string }[] = await reader.query('select device_id, count(*)::text as count from audit_entry group by device_id')
  return { log, feed: new Map(rows.map((row) => [`${row.entity} ${row.id}`, row])), auditEntries: new Map(audit.map(({ device_id: deviceId, count }) => [deviceId, Number(count)])) }
}

/** Sequences begin at 1 and have no gap, so no mutation of a desktop was passed over and none was taken under two numbers. */
export const checkLog = ({ log }: CentralContent): void => {
  const last = new Map<string, number>()
  for (const { device_id: deviceId, sequence } of log) {
    const expected = (last.get(deviceId) ?? 0) + 1
    must(Number(sequence) === expected, `sequence ${sequence} of ${deviceId} follows on ${expected - 1}`)
    last.set(deviceId, expected)
  }
  must(new Set(log.map((row) => row.mutation_id)).size === log.length, 'a mutation stands in the log twice')
}

export const checkKept = ({ feed }: CentralContent, kept: Iterable<KeptRecord>): void => {
  for (const record of kept) {
    const missing = whatIsMissing(record, feed.get(`${record.entity} ${record.id}`))
    must(missing === null, `central: ${missing ?? ''}`)
  }
}

/** Kinds that nothing but whole saves changes. */
const counted: Readonly<Record<string, ChangeEntity>> = { 'call.saved': 'call', 'callback.saved': 'callback', 'provisionalCodeRequest.saved': 'provisionalCodeRequest' }

/** Each applied save has made one version, no more and no less; tables and feed say the same. */
export const checkEffects = async (central: Central, { log, feed }: CentralContent, handedOver: ReadonlyMap<string, HandedOver>): Promise<void> => {
  const saves = new Map<string, number>()
  for (const { mutation_id: mutationId, type, outcome } of log) {
    const entity = counted[type]
    if (entity === undefined || outcome !== 'applied') continue
    const sent = handedOver.get(mutationId)
    must(sent !== undefined, `central holds ${mutationId}, which nobody told of having handed over`)
    const key = `${entity} ${sent?.entityId ?? ''}`
    saves.set(key, (saves.get(key) ?? 0) + 1)
  }
  for (const entity of Object.values(counted)) {
    const rows: { id: string; version: number }[] = await central.database.reader.query(`select id, version from "${tableOf[entity]!}"`)
    for (const { id, version } of rows) {
      const key = `${entity} ${id}`
      must(version === saves.get(key), `${key} has version ${version} after ${saves.get(key) ?? 0} saves`)
      must(feed.get(key)?.version === version, `the feed has ${key} at version ${feed.get(key)?.version ?? 0}, the table at ${version}`)
      saves.delete(key)
    }
    for (const key of saves.keys()) must(!key.startsWith(`${entity} `), `${key} was saved, and is not there`)
  }
  const requested = log.filter(({ type, outcome }) => type === 'notice.requested' && outcome === 'applied').length
  const [notices]: { count: string }[] = await central.database.reader.query('select count(*)::text as count from notice')
  must(notices?.count === String(requested), `${requested} requests for letters were taken, ${notices?.count ?? ''} are there`)
}

/** @returns entries verified */
export const checkAudit = async (central: Central): Promise<number> => {
  let entries = 0
  for (const report of await central.admin.verifyAudit()) {
    must(report.firstBroken === null, `the audit chain is broken: ${JSON.stringify(report)}`)
    entries += report.entries
  }
  return entries
}
