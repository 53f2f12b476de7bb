/** Takes one change of the feed into the local database. */
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { changeBodies, type Change, type ChangeEntity } from '#shared/contract/central/sync.ts'
import type { CaseEntry } from '../database/case-index.ts'
import { indexCases, type Runner } from '../database/case-index-repository.ts'
import {
  callbacks, calls, deputies, emailChangeRequests, lots, mailDays, notices, officeDocuments, postingSlips, provisionalCodeRequests, securityAlerts, verifications, type RecordRepository,
} from '../database/record-repository.ts'
import { savePortalAccount } from '../facilities/portal-account-repository.ts'
import { saveStaff } from '../staff/staff-repository.ts'

export type ChangedTopic = 'calls' | 'verifications' | 'notices' | 'lots' | 'mailroom' | 'officeDocuments' | 'securityAlerts' | 'emailChangeRequests' | 'provisionalCodeRequests' | 'callbacks' | 'deputies' | 'staff' | 'facilities'

/** One transaction, twice: by object mapper, and by raw statements where there are many rows of a kind. */
export interface ApplyTransaction {
  readonly manager: EntityManager
  readonly runner: Runner
}

/** Stores it. @returns what it is found by, where it is a case */
type Store = (transaction: ApplyTransaction, body: Change['body'], version: number) => Promise<CaseEntry | null>

const record = <Value, Row>(schema: z.ZodType<Value>, repository: RecordRepository<Value, Row>): Store => async ({ runner }, body) => {
  const value = schema.parse(body)
  await repository.store(runner, value)
  return repository.entryOf(value)
}

const kinds: Record<Exclude<ChangeEntity, 'facilityList'>, { topic: ChangedTopic; store: Store }> = {
  staff: {
    topic: 'staff',
    store: async ({ manager }, body) => {
      await saveStaff(manager, changeBodies.staff.parse(body))
      return null
    },
  },
  portalAccount: {
    topic: 'facilities',
    store: async ({ runner }, body, version) => {
      await savePortalAccount(runner, changeBodies.portalAccount.parse(body), version)
      return null
    },
  },
  call: { topic: 'calls', store: record(changeBodies.call, calls) },
  callback: { topic: 'callbacks', store: record(changeBodies.callback, callbacks) },
  deputy: { topic: 'deputies', store: record(changeBodies.deputy, deputies) },
  verification: { topic: 'verifications', store: record(changeBodies.verification, verifications) },
  notice: { topic: 'notices', store: record(changeBodies.notice, notices) },
  lot: { topic: 'lots', store: record(changeBodies.lot, lots) },
  postingSlip: { topic: 'mailroom', store: record(changeBodies.postingSlip, postingSlips) },
  mailDay: { topic: 'mailroom', store: record(changeBodies.mailDay, mailDays) },
  officeDocument: { topic: 'officeDocuments', store: record(changeBodies.officeDocument, officeDocuments) },
  securityAlert: { topic: 'securityAlerts', store: record(changeBodies.securityAlert, securityAlerts) },
  emailChangeRequest: { topic: 'emailChangeRequests', store: record(changeBodies.emailChangeRequest, emailChangeRequests) },
  provisionalCodeRequest: { topic: 'provisionalCodeRequests', store: record(changeBodies.provisionalCodeRequest, provisionalCodeRequests) },
}

/** Newest list central has, where the change says so. */
export const facilityListOf = (change: Change): z.infer<typeof changeBodies.facilityList> | null =>
  change.entity === 'facilityList' ? changeBodies.facilityList.parse(change.body) : null

export interface StoredChange {
  readonly topic: ChangedTopic
  /** For indexCases, in the same transaction once everything is stored; null = it is no case. */
  readonly entry: CaseEntry | null
}

/** One of many. A kind of record this version does not know is passed over: a newer version fetches everything anew. */
export const storeChange = async (transaction: ApplyTransaction, change: Change): Promise<StoredChange | null> => {
  const kind = Object.hasOwn(kinds, change.entity) ? kinds[change.entity as keyof typeof kinds] : undefined
  return kind === undefined ? null : { topic: kind.topic, entry: await kind.store(transaction, change.body, change.version) }
}

/** One alone: stored and made findable. */
export const applyChange = async (transaction: ApplyTransaction, change: Change): Promise<ChangedTopic | null> => {
  const stored = await storeChange(transaction, change)
  const entry = stored?.entry ?? null
  if (entry !== null) await indexCases(transaction.runner, [entry], async () => await Promise.resolve())
  return stored?.topic ?? null
}
