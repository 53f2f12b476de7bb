import { In } from 'typeorm'
import type { StaffMember } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { staffEntity, type StaffRow } from '../database/entities/staff.ts'
import { publish } from '../sync/feed-repository.ts'

export const staffMemberOf = ({ staffId, displayName, role, isActive }: StaffRow): StaffMember => ({ staffId, displayName, role, isActive })

export function findStaff(reader: Transaction, staffId: string): Promise<StaffRow | null> {
  return reader.findOneBy(staffEntity, { staffId })
}

export function findStaffOf(reader: Transaction, staffIds: readonly string[]): Promise<StaffRow[]> {
  return reader.findBy(staffEntity, { staffId: In(staffIds) })
}

export function listStaff(reader: Transaction): Promise<StaffRow[]> {
  return reader.find(staffEntity, { order: { staffId: 'ASC' } })
}

/** False when the id is taken. */
export async function insertStaff(transaction: Transaction, row: StaffRow): Promise<boolean> {
  const added = await transaction.createQueryBuilder().insert().into(staffEntity).values(row).orIgnore().returning('staff_id').execute()
  if (!Array.isArray(added.raw) || added.raw.length === 0) return false
  await publish(transaction, 'staff', row.staffId, row.version, staffMemberOf(row))
  return true
}

/** Null when there is nobody of this id. */
export async function changeStaff(transaction: Transaction, staffId: string, change: Partial<Pick<StaffRow, 'passwordHash' | 'isActive'>>): Promise<StaffRow | null> {
  const row = await transaction.findOne(staffEntity, { where: { staffId }, lock: { mode: 'pessimistic_write' } })
  if (row === null) return null
  const changed = { ...row, ...change, version: row.version + 1 }
  await transaction.update(staffEntity, { staffId }, { ...change, version: changed.version })
  await publish(transaction, 'staff', staffId, changed.version, staffMemberOf(changed))
  return changed
}
