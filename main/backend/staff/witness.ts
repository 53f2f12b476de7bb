/** The second person who stands by when sheets are destroyed: known by their own password, and never the one who is signed in. */
import type { EntityManager } from 'typeorm'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Role, StaffMember } from '#shared/contract/records.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { knownHere } from './known-here.ts'
import { staffOf } from './staff-repository.ts'
import { beginTry, forgetTries } from './wrong-passwords.ts'

const witnessRoles: readonly Role[] = ['mailroom', 'supervisor']
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
  const pause = await beginTry(core, staffId)
  if (pause > 0) throw new DeskError('REFUSED', 'WITNESS_PASSWORD', { seconds: Math.ceil(pause / 1000) })
  const row = await knownHere(core, staffId, password)
  const member = row === null ? await knownToCentral(link, staffId, password) : staffOf(row)
  if (member === null) {
    await core.database.write(async (manager) => await audit(manager, core, { staffId: session.staffId, action: 'witness.verify', outcome: 'refused' }))
    throw new DeskError('REFUSED', 'WITNESS_PASSWORD')
  }
  await forgetTries(core, staffId)
  // By another spelling of the same id.
  if (member.staffId === session.staffId) throw new DeskError('REFUSED', 'WITNESS_SAME_PERSON')
  if (!witnessRoles.includes(member.role)) throw new DeskError('REFUSED', 'WITNESS_ROLE')
  return member
}

/** The witness's own entry in the audit trail, in the transaction of the destruction. @param subject number of the lot or piece */
export const auditWitness = async (manager: EntityManager, core: Core, witness: StaffMember, subject: string): Promise<void> => {
  await audit(manager, core, { staffId: witness.staffId, action: 'pieces.destructionWitnessed', subject })
}
