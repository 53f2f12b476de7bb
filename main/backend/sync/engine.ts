/**
 * The sync of a desktop: commands up, changes down, the facility list after them. One run at a time; whatever fails
 * is tried again after a growing pause, and everything is where it was when a run breaks off in the middle.
 */
import type { EntityManager } from 'typeorm'
import type { CentralReply } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { changeBodies, mutationPayloads, type MutationEnvelope, type MutationOutcome } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { markAuditSent, markAuditUnsent, unsentAudit } from '../audit/audit-repository.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { instantOf, type Core } from '../core.ts'
import { createRawRunner } from '../database/raw-runner.ts'
import { deleteSetting, readSetting, writeSetting } from '../database/setting-repository.ts'
import { fetchFacilityList } from '../facilities/list-sync.ts'
import { applyPage } from './apply-page.ts'
import { createDeferredQuestion } from './ask-deferred.ts'
import type { CentralLink } from './central-link.ts'
import { fetchMarkedRecords } from './fetch-marked-records.ts'
import {
  addToOutbox, countOutbox, dropMutation, isTypeWaiting, settleMutation, takeWaitingMutations, type Author,
} from './outbox-repository.ts'

type Page = CentralReply<'pullChanges'>

const pushBatch = 200
/** Half of what central takes of a push (central/server/limits.ts), in bytes of JSON: saves of lots hold all their pieces. */
const pushBytes = 8 * 1024 * 1024
const pullPage = 1000
const auditBatch = 200
/** Milliseconds a call that is being typed may wait before it goes up. */
const lazyPause = 5000

export interface SyncEngine {
  start(): void
  /** Waits for the run under way, starts no other. */
  stop(): Promise<void>
  /** Soon: a local change was made, the network is back. */
  wake(): void
  /** Within seconds: what is typed goes up together. */
  wakeLater(): void
  /** One whole run now. @throws DeskError OFFLINE where central cannot be reached */
  syncNow(): Promise<void>
}

/** What the engine asks of the sessions of this desktop. */
export interface SyncSessions {
  /** Somebody signed in with central now: under that session the audit trail is handed in. */
  anyOnline(): Author | null
  /** Central holds this session for ended: whoever works under it signs in again. */
  endSession(sessionId: string): void
  /** Ends what a person has open who was disabled or has another role now. */
  staffChanged(staff: StaffMember): void
}

/** @param afterPull told after every look at central; true = it left something that is to go up at once */
export const createSyncEngine = (core: Core, link: CentralLink, sessions: () => SyncSessions, afterPull: () => Promise<boolean>): SyncEngine => {
  const runner = createRawRunner(core.database.rawWriter)
  const askDeferred = createDeferredQuestion(core, link)
  let timer: NodeJS.Timeout | null = null
  let lazyTimer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = true
  let failures = 0

  /**
   * The entries are those of the whole desktop and wait for somebody who is signed in: central refuses a session that
   * has ended. One batch at a time, because each must follow on from the one before. @returns true where more wait
   */
  const handInAudit = async (): Promise<boolean> => {
    const author = sessions().anyOnline()
    if (author === null) return false
    return await core.database.write(async (manager) => {
      if (await isTypeWaiting(manager, 'audit.recorded')) return false
      const entries = await unsentAudit(manager, auditBatch)
      const last = entries.at(-1)
      if (last === undefined) return false
      await addToOutbox(manager, core.deps, author, { type: 'audit.recorded', payload: { entries }, entity: null, entityId: null })
      await markAuditSent(manager, last.position)
      return entries.length === auditBatch
    })
  }

  /** Nothing done under a session that central has ended would be taken: no more is to be done under it. */
  const endRefusedSessions = (mutations: ReadonlyMap<string, MutationEnvelope>, outcomes: readonly MutationOutcome[]) => {
    for (const outcome of outcomes) {
      const mutation = mutations.get(outcome.mutationId)
      if (outcome.outcome === 'rejected' && outcome.code === 'SESSION_ENDED' && mutation !== undefined) sessions().endSession(mutation.sessionId)
    }
  }

  const settle = async (manager: EntityManager, mutation: MutationEnvelope, outcome: MutationOutcome) => {
    if (mutation.type === 'audit.recorded' && outcome.outcome === 'rejected' && outcome.code === 'SESSION_ENDED') {
      // Handed in again under another session; left out, everything after it would look tampered with.
      const { entries } = mutationPayloads['audit.recorded'].parse(mutation.payload)
      await markAuditUnsent(manager, entries[0]!.position)
      await dropMutation(manager, mutation.mutationId)
      return
    }
    await settleMutation(manager, mutation.mutationId, outcome.outcome, outcome.code)
  }

  const push = async () => {
    for (;;) {
      if ((await countOutbox(core.database.reader.manager)).waiting === 0) return
      const mutations = await core.database.write(async (manager) => await takeWaitingMutations(manager, pushBatch, pushBytes))
      if (mutations.length === 0) return
      const { outcomes } = await link.callAsDevice('pushMutations', { body: { clientVersion: core.deps.clientVersion, mutations } })
      const sent = new Map(mutations.map((mutation) => [mutation.mutationId, mutation]))
      await core.database.write(async (manager) => {
        for (const outcome of outcomes) {
          const mutation = sent.get(outcome.mutationId)
          if (mutation !== undefined) await settle(manager, mutation, outcome)
        }
      })
      endRefusedSessions(sent, outcomes)
      if (outcomes.some((outcome) => outcome.outcome === 'rejected' || outcome.outcome === 'deferred')) core.hub.changed('rejected')
      core.hub.statusChanged()
      // Central answers every mutation; one that does not would have us here forever.
      if (!outcomes.some((outcome) => sent.has(outcome.mutationId))) throw new CentralUnreachable()
    }
  }

  const fetchPage = async (cursor: string | null): Promise<Page> => await link.callAsDevice('pullChanges', { query: { ...(cursor !== null && { cursor }), limit: pullPage } })

  const takePage = async (page: Page) => {
    const topics = await core.database.write(async (manager) => {
      const changed = await applyPage({ manager, runner }, page.changes)
      await writeSetting(manager, 'cursor', page.cursor)
      await writeSetting(manager, 'lastSyncAt', instantOf(core))
      return changed
    })
    for (const change of page.changes) if (change.entity === 'staff') sessions().staffChanged(changeBodies.staff.parse(change.body))
    if (topics.size > 0) core.hub.changed(...topics)
  }

  /** While a page is taken in, the next one is on its way. */
  const pullAll = async () => {
    let page = await fetchPage(await readSetting(core.database.reader.manager, 'cursor'))
    for (;;) {
      const next = page.hasMore ? fetchPage(page.cursor) : null
      // How it ends is told when it is waited for; where this page fails, nobody waits.
      next?.catch(() => {})
      await takePage(page)
      if (next === null) return
      page = await next
    }
  }

  const pullChanges = async () => {
    try {
      await pullAll()
    } catch (error) {
      if (!(error instanceof CentralProblem && error.code === 'RESYNC_REQUIRED')) throw error
      // Central was restored or moved: everything is fetched anew; what waits here stays.
      await core.database.write(async (manager) => {
        await deleteSetting(manager, 'cursor')
        await writeSetting(manager, 'facilityListAnew', '1')
      })
      await pullAll()
    }
  }

  /** What was refused is made good after the changes: a record asked for now is at least as new as any of them. */
  const pull = async () => {
    await pullChanges()
    const topics = await fetchMarkedRecords(core, link)
    if (topics.size > 0) core.hub.changed(...topics)
  }

  const stopLazyTimer = () => {
    if (lazyTimer !== null) clearTimeout(lazyTimer)
    lazyTimer = null
  }

  const run = async () => {
    stopLazyTimer()
    // After a failure first a question that leaves no trace: nothing counts as handed over to a central that is not there.
    if (failures > 0) await pull()
    while (await handInAudit()) await push()
    await push()
    if (await askDeferred()) core.hub.changed('rejected')
    await pull()
    if (await afterPull()) await push()
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

  const wake = () => {
    if (isStopped || core.deps.syncInterval === 0) return
    // A run under way will look again; otherwise in a moment, so that a burst of changes goes up together.
    if (running !== null) isAskedAgain = true
    else if (failures === 0) schedule(30)
  }

  return {
    start: () => {
      isStopped = false
      if (core.deps.syncInterval > 0) schedule(0)
    },
    stop: async () => {
      isStopped = true
      stopLazyTimer()
      if (timer !== null) clearTimeout(timer)
      timer = null
      try {
        await running
      } catch (error) {
        // Central may have been told to stop at the same moment: nothing is lost by that.
        if (!(error instanceof CentralUnreachable) && !(error instanceof DeskError)) core.deps.log.error('sync.stopped', error)
      }
    },
    wake,
    wakeLater: () => {
      if (isStopped || core.deps.syncInterval === 0 || lazyTimer !== null) return
      lazyTimer = setTimeout(() => {
        lazyTimer = null
        wake()
      }, lazyPause)
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
