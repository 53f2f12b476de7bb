/** People as central sent them, and what a desktop keeps of their last sign-in. */
import type { EntityManager } from 'typeorm'
import type { Role, StaffMember } from '#shared/contract/records.ts'
import { staffEntity, type StaffRow } from '../database/entities/staff.ts'

export const findStaff = async (manager: EntityManager, staffId: string): Promise<StaffRow | null> => await manager.findOneBy(staffEntity, { staffId })

/** A person as records name them. */
export const staffOf = ({ staffId, displayName, role, isActive }: StaffRow): StaffMember => ({ staffId, displayName, role, isActive })

/** Name for the screen; the id where the person is not known here. */
export const staffNames = async (manager: EntityManager): Promise<(staffId: string | null) => string> => {
  const names = new Map((await manager.find(staffEntity)).map((row) => [row.staffId, row.displayName]))
  return (staffId) => (staffId === null ? '' : (names.get(staffId) ?? staffId))
}

/** Active people of these roles, in the order of their names. */
export const activeStaff = async (manager: EntityManager, roles: readonly Role[]): Promise<{ staffId: string; displayName: string; role: Role }[]> =>
  (await manager.find(staffEntity, { where: { isActive: true }, order: { displayName: 'ASC', staffId: 'ASC' } }))
    .filter(({ role }) => roles.includes(role)).map(({ staffId, displayName, role }) => ({ staffId, displayName, role }))

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
  manager: EntityManager, staff: StaffMember, facts: { offlineVerifier: string | null; at: string; sessionId: string },
): Promise<void> => {
  await manager.upsert(staffEntity, { ...staff, offlineVerifier: facts.offlineVerifier, lastOnlineAt: facts.at, lastSessionId: facts.sessionId }, ['staffId'])
}

/** Sessions of an enrolment that has ended: nothing may be done offline under them. */
export const forgetLastSessions = async (manager: EntityManager): Promise<void> => {
  await manager.createQueryBuilder().update(staffEntity).set({ lastSessionId: null }).execute()
}
