/**
 * The sync of a desktop: commands up, changes down, the facility list after them. One run at a time; whatever fails
 * is tried again after a growing pause, and everything is where it was when a run breaks off in the middle.
 */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { markAuditSent, unsentAudit } from '../audit/audit-repository.ts'
import { instantOf, type Core } from '../core.ts'
import { deleteSetting, readSetting, writeSetting } from '../database/setting-repository.ts'
import { fetchFacilityList } from '../facilities/list-sync.ts'
import { anyLastSession } from '../staff/staff-repository.ts'
import { applyChange, facilityListOf, type ChangedTopic } from './apply-change.ts'
import type { CentralLink } from './central-link.ts'
import { addToOutbox, holdChange, isWaiting, releaseHeldChanges, settleMutation, waitingMutations } from './outbox-repository.ts'

const pushBatch = 200
const pullPage = 1000
const auditBatch = 200

export interface SyncEngine {
  start(): void
  /** Waits for the run under way, starts no other. */
  stop(): Promise<void>
  /** Soon: a local change was made, the network is back. */
  wake(): void
  /** One whole run now. @throws DeskError OFFLINE where central cannot be reached */
  syncNow(): Promise<void>
}

export const createSyncEngine = (core: Core, link: CentralLink): SyncEngine => {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = true
  let failures = 0

  const handInAudit = async () => {
    const { reader, write } = core.database
    const entries = await unsentAudit(reader.manager, auditBatch)
    const author = entries.length === 0 ? null : await anyLastSession(reader.manager)
    if (author === null) return
    await write(async (manager) => {
      await addToOutbox(manager, core.deps, author, { type: 'audit.recorded', payload: { entries }, entity: null, entityId: null })
      await markAuditSent(manager, entries.at(-1)!.position)
    })
  }

  const push = async () => {
    for (;;) {
      const mutations = await waitingMutations(core.database.reader.manager, pushBatch)
      if (mutations.length === 0) return
      const { outcomes } = await link.callAsDevice('pushMutations', { body: { clientVersion: core.deps.clientVersion, mutations } })
      const sent = new Set(mutations.map((mutation) => mutation.mutationId))
      await core.database.write(async (manager) => {
        for (const outcome of outcomes) if (sent.has(outcome.mutationId)) await settleMutation(manager, outcome.mutationId, outcome.outcome, outcome.code)
      })
      if (outcomes.some((outcome) => outcome.outcome === 'rejected' || outcome.outcome === 'deferred')) core.hub.changed('rejected')
      core.hub.statusChanged()
      // Central answers every mutation; one that does not would have us here forever.
      if (outcomes.length === 0) throw new CentralUnreachable()
    }
  }

  const pullOnce = async (): Promise<boolean> => {
    const cursor = await readSetting(core.database.reader.manager, 'cursor')
    const page = await link.callAsDevice('pullChanges', { query: { ...(cursor !== null && { cursor }), limit: pullPage } })
    const topics = new Set<ChangedTopic>()
    await core.database.write(async (manager) => {
      for (const change of page.changes) {
        const list = facilityListOf(change)
        if (list !== null) {
          await writeSetting(manager, 'facilityListFetch', JSON.stringify({ version: list.version, isSample: list.isSample, afterCode: null }))
          continue
        }
        // What a person here changed and central has not seen yet is not overwritten.
        if (await isWaiting(manager, change.entity, change.id)) {
          await holdChange(manager, { entity: change.entity, id: change.id, version: change.version, body: change.body })
          continue
        }
        const topic = await applyChange(manager, change)
        if (topic !== null) topics.add(topic)
      }
      for (const held of await releaseHeldChanges(manager)) {
        const topic = await applyChange(manager, held)
        if (topic !== null) topics.add(topic)
      }
      await writeSetting(manager, 'cursor', page.cursor)
      await writeSetting(manager, 'lastSyncAt', instantOf(core))
    })
    if (topics.size > 0) core.hub.changed(...topics)
    return page.hasMore
  }

  const pull = async () => {
    try {
      while (await pullOnce()) { /* page after page */ }
    } catch (error) {
      if (!(error instanceof CentralProblem && error.code === 'RESYNC_REQUIRED')) throw error
      // Central was restored or moved: everything is fetched anew; what waits here stays.
      await core.database.write(async (manager) => await deleteSetting(manager, 'cursor'))
      while (await pullOnce()) { /* page after page */ }
    }
  }

  const run = async () => {
    await handInAudit()
    await push()
    await pull()
    await fetchFacilityList(core, link)
    core.hub.statusChanged()
  }

  const runOnce = async (): Promise<void> => {
    if (running !== null) {
      isAskedAgain = true
      return await running
    }
    running = (async () => {
      try {
        do {
          isAskedAgain = false
          await run()
        } while (isAskedAgain)
        failures = 0
      } catch (error) {
        failures += 1
        throw error
      } finally {
        running = null
        core.hub.statusChanged()
      }
    })()
    await running
  }

  const schedule = (milliseconds: number) => {
    if (isStopped) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      timer = null
      void runOnce()
        .catch((error: unknown) => {
          if (!(error instanceof CentralUnreachable) && !(error instanceof DeskError)) core.deps.log.error('sync.failed', error)
        })
        .finally(() => schedule(pause()))
    }, milliseconds)
  }

  /** Grows from the interval to a minute while runs fail; jitter keeps five hundred desktops apart. */
  const pause = (): number => {
    const base = failures === 0 ? core.deps.syncInterval : Math.min(60_000, core.deps.syncInterval * 2 ** Math.min(failures, 6))
    return base * (0.75 + core.deps.random.below(500) / 1000)
  }

  return {
    start: () => {
      isStopped = false
      if (core.deps.syncInterval > 0) schedule(0)
    },
    stop: async () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      try {
        await running
      } catch (error) {
        core.deps.log.error('sync.stopped', error)
      }
    },
    wake: () => {
      if (isStopped || core.deps.syncInterval === 0) return
      // A run under way will look again; otherwise in a moment, so that a burst of changes goes up together.
      if (running !== null) isAskedAgain = true
      else if (failures === 0) schedule(30)
    },
    syncNow: async () => {
      try {
        await runOnce()
      } catch (error) {
        if (error instanceof CentralUnreachable) throw new DeskError('OFFLINE', null, {}, { cause: error })
        throw error
      }
    },
  }
}
