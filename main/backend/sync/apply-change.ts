/** Takes one change of the feed into the local database. */
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { changeBodies, type Change, type ChangeEntity } from '#shared/contract/central/sync.ts'
import {
  calls, emailChangeRequests, lots, mailDays, notices, officeDocuments, postingSlips, provisionalCodeRequests, securityAlerts, verifications,
} from '../database/record-repository.ts'
import { portalAccountEntity } from '../database/entities/staff.ts'
import { saveStaff } from '../staff/staff-repository.ts'

export type ChangedTopic = 'calls' | 'verifications' | 'notices' | 'lots' | 'mailroom' | 'officeDocuments' | 'securityAlerts' | 'emailChangeRequests' | 'provisionalCodeRequests' | 'staff' | 'facilities'

const appliers: Record<Exclude<ChangeEntity, 'facilityList'>, { topic: ChangedTopic; apply: (manager: EntityManager, change: Change) => Promise<void> }> = {
  staff: { topic: 'staff', apply: async (manager, change) => await saveStaff(manager, changeBodies.staff.parse(change.body)) },
  portalAccount: {
    topic: 'facilities',
    apply: async (manager, change) => {
      const account = changeBodies.portalAccount.parse(change.body)
      await manager.upsert(portalAccountEntity, { ...account, version: change.version }, ['facilityCode'])
    },
  },
  call: { topic: 'calls', apply: async (manager, change) => await calls.save(manager, changeBodies.call.parse(change.body)) },
  verification: { topic: 'verifications', apply: async (manager, change) => await verifications.save(manager, changeBodies.verification.parse(change.body)) },
  notice: { topic: 'notices', apply: async (manager, change) => await notices.save(manager, changeBodies.notice.parse(change.body)) },
  lot: { topic: 'lots', apply: async (manager, change) => await lots.save(manager, changeBodies.lot.parse(change.body)) },
  postingSlip: { topic: 'mailroom', apply: async (manager, change) => await postingSlips.save(manager, changeBodies.postingSlip.parse(change.body)) },
  mailDay: { topic: 'mailroom', apply: async (manager, change) => await mailDays.save(manager, changeBodies.mailDay.parse(change.body)) },
  officeDocument: { topic: 'officeDocuments', apply: async (manager, change) => await officeDocuments.save(manager, changeBodies.officeDocument.parse(change.body)) },
  securityAlert: { topic: 'securityAlerts', apply: async (manager, change) => await securityAlerts.save(manager, changeBodies.securityAlert.parse(change.body)) },
  emailChangeRequest: { topic: 'emailChangeRequests', apply: async (manager, change) => await emailChangeRequests.save(manager, changeBodies.emailChangeRequest.parse(change.body)) },
  provisionalCodeRequest: {
    topic: 'provisionalCodeRequests',
    apply: async (manager, change) => await provisionalCodeRequests.save(manager, changeBodies.provisionalCodeRequest.parse(change.body)),
  },
}

/** Newest list central has, where the change says so. */
export const facilityListOf = (change: Change): z.infer<typeof changeBodies.facilityList> | null =>
  change.entity === 'facilityList' ? changeBodies.facilityList.parse(change.body) : null

/** A kind of record this version does not know is passed over: a newer version fetches everything anew. */
export const applyChange = async (manager: EntityManager, change: Change): Promise<ChangedTopic | null> => {
  const applier = Object.hasOwn(appliers, change.entity) ? appliers[change.entity as keyof typeof appliers] : undefined
  if (applier === undefined) return null
  await applier.apply(manager, change)
  return applier.topic
}
