/**
 * Errors a person can act on. The backend throws a DeskError; every host carries it to the page as the RPC error
 * of the same code; the page has a Japanese sentence for each kind and reason. No message ever holds personal data.
 */
import { z } from 'zod'

export const deskErrorKinds = [
  /** Nobody has signed in on this page, or the session has ended. */
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'INVALID_INPUT',
  'NOT_FOUND',
  /** Somebody else changed it meanwhile, or it is not in the state the action needs. */
  'CONFLICT',
  /** A rule says no; `reason` names it. */
  'REFUSED',
  /** Central cannot be reached and the action needs it. */
  'OFFLINE',
  /** Sign-in was not accepted: never says which part was wrong. */
  'SIGN_IN_FAILED',
  /** Local trouble: disk full, file broken, printer gone; `reason` names it. */
  'FAILED',
  'UNEXPECTED',
] as const
export type DeskErrorKind = (typeof deskErrorKinds)[number]

export const deskErrorData = z.object({
  /** Finer code inside the kind, e.g. NOTICE_ALREADY_OPEN; the catalogue has a sentence for it. */
  reason: z.string().nullable(),
  /** Finds an unexpected error in the log. */
  errorId: z.string().nullable(),
  /** Facts for the sentence (a count, a line number, a file name), never personal data. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type DeskErrorData = z.infer<typeof deskErrorData>

export class DeskError extends Error {
  readonly kind: DeskErrorKind
  readonly data: DeskErrorData
  constructor(kind: DeskErrorKind, reason: string | null = null, facts: Record<string, string | number> = {}, options?: ErrorOptions & { errorId?: string }) {
    super(reason === null ? kind : `${kind}: ${reason}`, options)
    this.name = 'DeskError'
    this.kind = kind
    this.data = { reason, errorId: options?.errorId ?? null, facts }
  }
}
