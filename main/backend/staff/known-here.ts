/** Whom this desktop knows by their last online sign-in, for as long as that counts. */
import { offlineSignInMilliseconds } from '#shared/domain/offline-work.ts'
import type { Core } from '../core.ts'
import type { StaffRow } from '../database/entities/staff.ts'
import { fitsVerifier, standInVerifier } from './password-verifier.ts'
import { findStaff } from './staff-repository.ts'

/** Takes as long for an id nobody has. @returns null where that sign-in says nothing: never, too long ago, disabled, another password */
export const knownHere = async (core: Core, staffId: string, password: string): Promise<StaffRow | null> => {
  const row = await findStaff(core.database.reader.manager, staffId)
  const fits = await fitsVerifier(row?.offlineVerifier ?? (await standInVerifier()), password)
  const isRecent = row?.lastOnlineAt != null && core.deps.clock.now() - Date.parse(row.lastOnlineAt) < offlineSignInMilliseconds
  return row === null || row.offlineVerifier === null || !fits || !isRecent || !row.isActive ? null : row
}
