/** People as central sent them, and what a desktop keeps of their last sign-in. */
import type { EntityManager } from 'typeorm'
import type { StaffMember } from '#shared/contract/records.ts'
import { staffEntity, type StaffRow } from '../database/entities/staff.ts'

export const findStaff = async (manager: EntityManager, staffId: string): Promise<StaffRow | null> => await manager.findOneBy(staffEntity, { staffId })

/** Name for the screen; the id where the person is not known here. */
export const staffNames = async (manager: EntityManager): Promise<(staffId: string | null) => string> => {
  const names = new Map((await manager.find(staffEntity)).map((row) => [row.staffId, row.displayName]))
  return (staffId) => (staffId === null ? '' : (names.get(staffId) ?? staffId))
}

/** From the feed: keeps the local verifier, unless the person was disabled. */
export const saveStaff = async (manager: EntityManager, staff: StaffMember): Promise<void> => {
  const known = await findStaff(manager, staff.staffId)
  await manager.upsert(staffEntity, {
    ...staff,
    offlineVerifier: staff.isActive ? (known?.offlineVerifier ?? null) : null,
    lastOnlineAt: known?.lastOnlineAt ?? null,
    lastSessionId: known?.lastSessionId ?? null,
  }, ['staffId'])
}

export const saveOnlineSignIn = async (
  manager: EntityManager, staff: StaffMember, facts: { offlineVerifier: string; at: string; sessionId: string },
): Promise<void> => {
  await manager.upsert(staffEntity, { ...staff, offlineVerifier: facts.offlineVerifier, lastOnlineAt: facts.at, lastSessionId: facts.sessionId }, ['staffId'])
}
