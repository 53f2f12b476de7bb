/** How what was asked of a desktop came out, whichever way it was asked. */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { refusalOf } from '#test/support/test-desktop.ts'

/** @returns 'answered', or the kind and reason of a refusal @throws what nobody expects */
export const answerOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    return await refusalOf(call)
  } catch (error) {
    if (error instanceof DeskError) return `${error.kind} ${error.data.reason ?? ''}`.trim()
    if (error instanceof CentralProblem) return `CENTRAL ${error.code}`
    if (error instanceof CentralUnreachable) return 'CENTRAL AWAY'
    throw error
  }
}
