/** What every capability of the backend works with. */
import type { EntityManager } from 'typeorm'
import type { MutationType } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { HistoryEvent, StaffMember } from '#shared/contract/records.ts'
import { appendAudit, type AuditFacts } from './audit/audit-repository.ts'
import type { Database } from './database/open.ts'
import { nextRunning, readSetting } from './database/setting-repository.ts'
import type { FacilityListStore } from './facilities/facility-list-store.ts'
import type { BackendDependencies } from './ports.ts'
import { addToOutbox, type Author, type Outgoing } from './sync/outbox-repository.ts'
import type { EventHub } from './system/event-hub.ts'

export interface SignedIn extends Author {
  readonly staff: StaffMember
  readonly isOffline: boolean
}

/** One call of a page: who it is stands in the session the backend keeps for that page. */
export interface Caller {
  readonly clientId: string
  readonly session: SignedIn | null
  readonly signal: AbortSignal | undefined
}

export interface Core {
  readonly deps: BackendDependencies
  readonly database: Database
  readonly facilityList: FacilityListStore
  readonly hub: EventHub
  /** Asks the sync engine to look at central soon: after every local change. */
  readonly wakeSync: () => void
  /** The same within seconds: what is typed goes up together. */
  readonly wakeSyncLater: () => void
}

export const requireSession = (caller: Caller): SignedIn => {
  if (caller.session === null) throw new DeskError('NOT_SIGNED_IN')
  return caller.session
}

export const instantOf = (core: Core): string => new Date(core.deps.clock.now()).toISOString()

/** Today in Japan as ISO date. */
export const todayInJapan = (core: Core): string => new Date(core.deps.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10)

/** Hands a change to central with the local one, in the same transaction. */
export const send = async <T extends MutationType>(manager: EntityManager, core: Core, author: Author, outgoing: Outgoing<T>): Promise<void> => {
  await addToOutbox(manager, core.deps, author, outgoing)
}

export const audit = async (manager: EntityManager, core: Core, facts: AuditFacts): Promise<void> => {
  await appendAudit(manager, core.deps.clock, facts)
}

/** After a write: pages ask again, the sync engine looks. */
export const changed = (core: Core, ...topics: Parameters<EventHub['changed']>): void => {
  core.hub.changed(...topics)
  core.hub.statusChanged()
  core.wakeSync()
}

/** After something was typed: the page that typed it knows, and central hears of it within seconds. */
export const typed = (core: Core, ...topics: Parameters<EventHub['changed']>): void => {
  if (topics.length > 0) core.hub.changed(...topics)
  core.hub.statusChanged()
  core.wakeSyncLater()
}

/** A step in the life of a notice or request, made on this desktop. */
export const historyEventOf = async (
  manager: EntityManager, core: Core, staffId: string, from: string | null, to: string, reason: string | null,
): Promise<HistoryEvent> => ({ at: instantOf(core), staffId, deviceId: await readSetting(manager, 'deviceId'), from, to, reason })

/** Human number, unique over all desktops: letter, device number, month and day, running number of the day (N012-1123-004). */
export const nextNumber = async (manager: EntityManager, core: Core, letter: 'N' | 'M' | 'K' | 'L' | 'S'): Promise<string> => {
  const device = (await readSetting(manager, 'deviceNumber')) ?? '0'
  const today = todayInJapan(core)
  const running = await nextRunning(manager, `running:${letter}${today}`)
  return `${letter}${device.padStart(3, '0')}-${today.slice(2, 4)}${today.slice(5, 7)}${today.slice(8, 10)}-${String(running).padStart(3, '0')}`
}
