/** The files of the desktops at the end of a run, against each other and central. */
import { join } from 'node:path'
import { openDatabase } from '#backend/database/open.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import { isSameValue } from '#shared/domain/three-way.ts'
import { recordsOf } from '#test/sync-fuzz/invariants.ts'
import { must, type CentralContent } from './central-effects.ts'
import type { KilledDesk } from './killed-desk.ts'
import { lookThrough } from './opened-files.ts'

/** Everything acknowledged is here, the outbox holds nothing that waits, and every record is the one central has. */
export const checkDesk = async (desk: KilledDesk, { log, feed, auditEntries }: CentralContent): Promise<void> => {
  const database = await openDatabase({ file: join(desk.directory, 'desk.db'), key: desk.databaseKey })
  try {
    const { rawReader } = database
    const wrong = lookThrough(rawReader, { kept: [...desk.kept.values()], lastSequence: desk.lastSequence })
    must(wrong.length === 0, `${desk.name}: ${wrong[0] ?? ''}`)
    const deviceId = rawReader.prepare(`SELECT value FROM setting WHERE name = 'deviceId'`).pluck().get() as string
    const outbox = rawReader.prepare('SELECT mutationId, state, entity, entityId FROM outbox').all() as { mutationId: string; state: string; entity: string | null; entityId: string | null }[]
    must(outbox.every(({ state }) => state !== 'waiting'), `${desk.name}: something still waits in the outbox`)
    const remembered = log.filter((row) => row.device_id === deviceId)
    must(Number(remembered.at(-1)?.sequence ?? 0) >= desk.lastSequence, `${desk.name}: acknowledged up to ${desk.lastSequence}, central has ${remembered.at(-1)?.sequence ?? 0}`)
    const refusedIds = new Set(outbox.map(({ mutationId }) => mutationId))
    for (const { mutation_id: mutationId, outcome, code, type } of remembered) {
      // Refused audit entries are handed in again, and so is what a call's refused save held.
      must(outcome === 'applied' || refusedIds.has(mutationId) || code === 'SESSION_ENDED', `${desk.name}: ${type} was refused (${code ?? ''}) and is shown to nobody`)
    }
    const refusedRecords = new Set(outbox.map(({ entity, entityId }) => `${entity ?? ''} ${entityId ?? ''}`))
    const own = recordsOf(rawReader)
    for (const [key, { entity, version, body }] of feed) {
      if (entity === 'facilityList' || entity === 'staff' || refusedRecords.has(key)) continue
      const mine = own.get(key)
      must(mine?.version === version && isSameValue(JSON.parse(String(mine.body)), changeBodies[entity].parse(JSON.parse(body))), `${desk.name} differs from central in ${key}: version ${mine?.version ?? 0} here, ${version} there`)
    }
    for (const [key, { version }] of own) must(feed.has(key) || refusedRecords.has(key) || (key.startsWith('verification ') && version === 0), `${desk.name} has ${key}, which central does not know`)
    const entries = rawReader.prepare('SELECT count(*) FROM audit_entry').pluck().get() as number
    must(auditEntries.get(deviceId) === entries, `${desk.name}: ${entries} audit entries here, ${auditEntries.get(deviceId) ?? 0} at central`)
  } finally {
    await database.close()
  }
}
