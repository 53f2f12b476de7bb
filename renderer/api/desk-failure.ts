/** What went wrong, in the terms the catalogue has a sentence for. */
import { ORPCError } from '@orpc/client'
import { deskErrorData, deskErrorKinds, type DeskErrorData, type DeskErrorKind } from '#shared/contract/desktop/errors.ts'

/** `DISCONNECTED`: the page cannot reach its backend; `HOST_REFUSED`: the host does not know this page any more. */
export type DeskFailureKind = DeskErrorKind | 'DISCONNECTED' | 'HOST_REFUSED'
export interface DeskFailure extends DeskErrorData {
  readonly kind: DeskFailureKind
}

const isKind = (code: string): code is DeskErrorKind => (deskErrorKinds as readonly string[]).includes(code)
const plain = (kind: DeskFailureKind): DeskFailure => ({ kind, reason: null, errorId: null, facts: {} })

/** Codes of the RPC library and of the host's own refusals. */
const otherCodes: Readonly<Record<string, DeskFailureKind>> = {
  BAD_REQUEST: 'INVALID_INPUT',
  UNAUTHORIZED: 'HOST_REFUSED',
  SERVICE_UNAVAILABLE: 'DISCONNECTED',
  BAD_GATEWAY: 'DISCONNECTED',
  GATEWAY_TIMEOUT: 'DISCONNECTED',
  TIMEOUT: 'DISCONNECTED',
}

/** Any thrown value as a failure; never throws. */
export function deskFailure(error: unknown): DeskFailure {
  if (error instanceof ORPCError) {
    const data = deskErrorData.safeParse(error.data)
    if (isKind(error.code)) return { ...plain(error.code), ...(data.success ? data.data : {}) }
    return plain(otherCodes[error.code] ?? 'UNEXPECTED')
  }
  // fetch says TypeError, a closed port AbortError, a port that never came Error: in each case nothing answered.
  return plain('DISCONNECTED')
}

export const isSignedOutFailure = (error: unknown): boolean => deskFailure(error).kind === 'NOT_SIGNED_IN'
