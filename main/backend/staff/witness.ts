/** The second person who stands by when sheets are destroyed: known by their own password, and never the one who is signed in. */
import type { EntityManager } from 'typeorm'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Role, StaffMember } from '#shared/contract/records.ts'
import { offlineSignInMilliseconds } from '#shared/domain/offline-work.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { fitsVerifier, standInVerifier } from './password-verifier.ts'
import { findStaff } from './staff-repository.ts'

const witnessRoles: readonly Role[] = ['mailroom', 'supervisor']
const freeTries = 5
const firstPauseMilliseconds = 30_000
const longestPauseMilliseconds = 15 * 60_000

interface Tries { wrong: number; lastAt: number }
/** Wrong passwords of each person since the last right one; of this start of the backend. */
const triesOf = new WeakMap<Core, Map<string, Tries>>()

/** Milliseconds this person has to wait; doubled with each wrong password beyond the free ones. */
const pauseOf = ({ wrong, lastAt }: Tries, now: number): number =>
  wrong < freeTries ? 0 : lastAt + Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** (wrong - freeTries)) - now

/** Against the last online sign-in on this desktop; null where that says nothing (never, too long ago, another password since). */
const knownHere = async (core: Core, staffId: string, password: string): Promise<StaffMember | null> => {
  const row = await findStaff(core.database.reader.manager, staffId)
  const fits = await fitsVerifier(row?.offlineVerifier ?? (await standInVerifier()), password)
  const isRecent = row?.lastOnlineAt != null && core.deps.clock.now() - Date.parse(row.lastOnlineAt) < offlineSignInMilliseconds
  if (row === null || row.offlineVerifier === null || !fits || !isRecent || !row.isActive) return null
  return { staffId: row.staffId, displayName: row.displayName, role: row.role, isActive: row.isActive }
}

/** null where central says no, or cannot be asked. */
const knownToCentral = async (link: CentralLink, staffId: string, password: string): Promise<StaffMember | null> => {
  try {
    return (await link.callAsDevice('confirmPerson', { body: { staffId, password } })).staff
  } catch (error) {
    if (error instanceof CentralProblem || error instanceof CentralUnreachable || (error instanceof DeskError && error.kind === 'OFFLINE')) return null
    throw error
  }
}

/**
 * @throws DeskError REFUSED WITNESS_SAME_PERSON, WITNESS_ROLE (neither mailroom nor supervisor), WITNESS_PASSWORD: never says
 * which part was wrong; after five wrong ones the same with `seconds` to wait, and nothing is compared until then
 */
export const verifyWitness = async (
  core: Core, { link }: { readonly link: CentralLink }, { staffId, password }: { staffId: string; password: string }, session: SignedIn,
): Promise<StaffMember> => {
  if (staffId === session.staffId) throw new DeskError('REFUSED', 'WITNESS_SAME_PERSON')
  const all = triesOf.get(core) ?? new Map<string, Tries>()
  triesOf.set(core, all)
  const tries = all.get(staffId) ?? { wrong: 0, lastAt: 0 }
  const now = core.deps.clock.now()
  const pause = pauseOf(tries, now)
  if (pause > 0) throw new DeskError('REFUSED', 'WITNESS_PASSWORD', { seconds: Math.ceil(pause / 1000) })
  // Counted before it is compared: tries made at the same time count too.
  all.set(staffId, { wrong: tries.wrong + 1, lastAt: now })
  const member = (await knownHere(core, staffId, password)) ?? (await knownToCentral(link, staffId, password))
  if (member === null) {
    await core.database.write(async (manager) => await audit(manager, core, { staffId: session.staffId, action: 'witness.verify', outcome: 'refused' }))
    throw new DeskError('REFUSED', 'WITNESS_PASSWORD')
  }
  all.delete(staffId)
  // By another spelling of the same id.
  if (member.staffId === session.staffId) throw new DeskError('REFUSED', 'WITNESS_SAME_PERSON')
  if (!witnessRoles.includes(member.role)) throw new DeskError('REFUSED', 'WITNESS_ROLE')
  return member
}

/** The witness's own entry in the audit trail, in the transaction of the destruction. @param subject number of the lot or piece */
export const auditWitness = async (manager: EntityManager, core: Core, witness: StaffMember, subject: string): Promise<void> => {
  await audit(manager, core, { staffId: witness.staffId, action: 'pieces.destructionWitnessed', subject })
}
