/** Errors of the contract come back from the RPC client as its own: a DeskError again for the words. */
import { ORPCError } from '@orpc/client'
import { DeskError, deskErrorData, deskErrorKinds, type DeskErrorKind } from '#shared/contract/desktop/errors.ts'

export const deskErrorOf = (error: unknown): unknown => {
  if (!(error instanceof ORPCError)) return error
  const kind = deskErrorKinds.find((known): known is DeskErrorKind => known === error.code)
  const data = deskErrorData.safeParse(error.data)
  if (kind === undefined || !data.success) return new DeskError('UNEXPECTED', null, {}, { cause: error })
  return new DeskError(kind, data.data.reason, data.data.facts, { cause: error, ...(data.data.errorId !== null && { errorId: data.data.errorId }) })
}
