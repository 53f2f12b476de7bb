import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/**
 * The second person who saw sheets destroyed: of the mailroom or a supervisor, and not the one who says so.
 * @throws Rejection SAME_PERSON, FORBIDDEN
 */
export async function requireWitness(context: RecordContext, witnessStaffId: string): Promise<void> {
  if (witnessStaffId === context.staffId) throw new Rejection('SAME_PERSON')
  const witness = await context.look.staff(witnessStaffId)
  if (witness === null || !witness.isActive || (witness.role !== 'mailroom' && witness.role !== 'supervisor')) throw new Rejection('FORBIDDEN')
}
