/** フリガナ of facilities: for searching only. By hand goes before 医療情報ネット, and that before a guess of the dictionary. */
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { findFacility } from './facility-repository.ts'
import { advanceVersion, analyzeAfter, lockListInUse, recordOperation } from './list-in-use-repository.ts'
import {
  analyzeReadings, countReadings, dropAbandonedBatches, finishBatch, insertBatch, lockBatch, stageReadings, storeReading, useReadings, type StagedReading,
} from './reading-repository.ts'

const abandonedAfterMilliseconds = 7 * 86_400_000

/** Null or blank takes the reading away, whatever its source. @throws Refusal NOT_FOUND */
export function setReading(database: Database, clock: Clock, caller: SessionCaller, facilityCode: string, reading: string | null): Promise<CentralReply<'setReading'>> {
  const wanted = reading === null || reading.trim() === '' ? null : reading.trim()
  return database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const facility = await findFacility(transaction, facilityCode)
    if (facility === null) throw new Refusal('NOT_FOUND')
    if (facility.reading === wanted && (wanted === null || facility.readingSource === 'hand')) return { version: inUse.version }
    const version = await advanceVersion(transaction, inUse)
    await storeReading(transaction, facilityCode, wanted, version)
    await recordOperation(transaction, {
      operation: 'setReading', subject: facilityCode, staffId: caller.staff.staffId, deviceId: caller.deviceId, at: new Date(clock.now()), version,
      details: { reading: wanted },
    })
    return { version }
  })
}

/** The first part opens the batch. @throws Refusal CONFLICT for a batch that is in use or somebody else's */
export async function addReadings(
  database: Database, clock: Clock, caller: SessionCaller, batchId: string, part: number, readings: readonly StagedReading[],
): Promise<CentralReply<'addReadings'>> {
  const now = clock.now()
  await database.transaction(async (transaction) => {
    const isNew = await insertBatch(transaction, batchId, caller.staff.staffId, new Date(now))
    if (isNew) await dropAbandonedBatches(transaction, new Date(now - abandonedAfterMilliseconds))
    const batch = await lockBatch(transaction, batchId)
    if (batch === null || batch.state !== 'staged' || batch.startedBy !== caller.staff.staffId) throw new Refusal('CONFLICT')
    await stageReadings(transaction, batchId, part, readings)
  })
  return { received: readings.length }
}

/**
 * In one transaction; rows that keep what they have stay untouched. Asked again after a lost reply, gives the same answer.
 * @throws Refusal NOT_FOUND; CONFLICT when readings are missing (a facility counts once)
 */
export async function activateReadings(
  database: Database, clock: Clock, caller: SessionCaller, batchId: string, expectedCount: number,
): Promise<CentralReply<'activateReadings'>> {
  await analyzeReadings(database.reader)
  const result = await database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const batch = await lockBatch(transaction, batchId)
    if (batch === null) throw new Refusal('NOT_FOUND')
    if (batch.result !== null) return batch.result
    if ((await countReadings(transaction, batchId)) !== expectedCount) throw new Refusal('CONFLICT')
    const now = new Date(clock.now())
    const changed = await useReadings(transaction, batchId, inUse.version + 1)
    const version = changed === 0 ? inUse.version : await advanceVersion(transaction, inUse)
    await finishBatch(transaction, batchId, { version, changed }, now)
    await recordOperation(transaction, {
      operation: 'activateReadings', subject: batchId, staffId: caller.staff.staffId, deviceId: caller.deviceId, at: now,
      version: changed === 0 ? null : version, details: { changed },
    })
    return { version, changed }
  })
  await analyzeAfter(database.reader, result.changed)
  return result
}
