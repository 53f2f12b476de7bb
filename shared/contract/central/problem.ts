/** Errors of the central API: application/problem+json (RFC 9457) with a code a program can act on. */
import { z } from 'zod'

/** Code → HTTP status and English title. The title never holds data of a person. */
export const centralProblems = {
  INVALID_REQUEST: { status: 400, title: 'The request does not fit the contract' },
  UNAUTHENTICATED: { status: 401, title: 'The credential is missing, wrong or no longer valid' },
  SIGN_IN_FAILED: { status: 401, title: 'Sign-in failed' },
  FORBIDDEN: { status: 403, title: 'Not allowed for this role or device' },
  DEVICE_REVOKED: { status: 403, title: 'This device has been revoked' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  CONFLICT: { status: 409, title: 'The state has changed meanwhile' },
  CONFIRMATION_NEEDED: { status: 409, title: 'A person must confirm what this list would change' },
  RESYNC_REQUIRED: { status: 410, title: 'The cursor is too old or of another database' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The request is too large' },
  REDEMPTION_REFUSED: { status: 422, title: 'Redemption refused' },
  IDENTITY_PROVIDER_AWAY: { status: 424, title: 'The identity provider does not answer' },
  CLIENT_TOO_OLD: { status: 426, title: 'This client is too old to write' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  INTERNAL: { status: 500, title: 'Internal error' },
  UNAVAILABLE: { status: 503, title: 'Not ready' },
} as const
export type CentralProblemCode = keyof typeof centralProblems

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** Names the request in the server's log; nothing else. */
  instance: z.string().optional(),
  /** Seconds until another try makes sense. */
  retryAfter: z.number().optional(),
})
export type Problem = z.infer<typeof problemSchema>

export const problemContentType = 'application/problem+json'

/** Thrown by the typed client for a problem answer. */
export class CentralProblem extends Error {
  readonly code: string
  readonly status: number
  readonly retryAfter: number | undefined
  constructor(problem: { code: string; status: number; title: string; retryAfter?: number | undefined }) {
    super(problem.title)
    this.name = 'CentralProblem'
    this.code = problem.code
    this.status = problem.status
    this.retryAfter = problem.retryAfter
  }
}

/** Thrown by the typed client when no answer of the contract came back: network down, time-out, a proxy's page. */
export class CentralUnreachable extends Error {
  constructor(cause?: unknown) {
    super('Central cannot be reached', { cause })
    this.name = 'CentralUnreachable'
  }
}
