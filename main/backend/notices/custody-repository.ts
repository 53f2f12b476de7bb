/** What this desktop holds of a piece's way: entries of its audit trail, and the slip the piece stands on. */
import { In, type EntityManager } from 'typeorm'
import type { PostingSlipRecord } from '#shared/contract/records.ts'
import { auditEntity, type AuditRow } from '../database/entities/staff.ts'
import { postingSlips } from '../database/record-repository.ts'

export const auditOf = async (manager: EntityManager, subjects: readonly string[]): Promise<AuditRow[]> =>
  await manager.find(auditEntity, { where: { subject: In([...subjects]), outcome: 'done' }, order: { position: 'ASC' } })

export const countAudit = async (manager: EntityManager): Promise<number> => await manager.count(auditEntity)

export const postingSlipOf = async (manager: EntityManager, noticeId: string, postedOn: string | null): Promise<PostingSlipRecord | null> => {
  if (postedOn === null) return null
  const slips = await postingSlips.list(manager, { where: { postedOn } })
  return slips.find((slip) => slip.noticeIds.includes(noticeId)) ?? null
}
