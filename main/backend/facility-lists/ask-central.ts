/** One change of the list at central, asked for by a person: it needs central, and the person is told at once. */
import type { CentralCallInput, CentralReply } from '#shared/contract/central/client.ts'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import { CentralProblem, CentralUnreachable, type CentralProblemCode } from '#shared/contract/central/problem.ts'
import { DeskError, type DeskErrorKind } from '#shared/contract/desktop/errors.ts'
import type { Caller } from '../core.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'

export type Refusals = Readonly<Partial<Record<CentralProblemCode, readonly [DeskErrorKind, string]>>>

/**
 * @throws DeskError of `refusals` for the codes named there; OFFLINE CENTRAL_UNREACHABLE where no answer came;
 *   of `sessions.freshToken`; CentralProblem for any other code
 */
export const askCentral = async <N extends CentralOperationName>(
  parts: { link: CentralLink; sessions: Sessions }, caller: Caller, name: N, input: CentralCallInput<N>, refusals: Refusals,
): Promise<CentralReply<N>> => {
  try {
    return await parts.link.call(name, { ...input, token: await parts.sessions.freshToken(caller.clientId) })
  } catch (error) {
    if (error instanceof CentralUnreachable) throw new DeskError('OFFLINE', 'CENTRAL_UNREACHABLE', {}, { cause: error })
    const refusal = error instanceof CentralProblem ? refusals[error.code as CentralProblemCode] : undefined
    if (refusal !== undefined) throw new DeskError(refusal[0], refusal[1], {}, { cause: error })
    throw error
  }
}
