import type { CentralProblemCode } from '#shared/contract/central/problem.ts'

/** Thrown by an operation; the server answers it as a problem document. */
export class Refusal extends Error {
  readonly code: CentralProblemCode
  /** Seconds. */
  readonly retryAfter: number | undefined
  constructor(code: CentralProblemCode, retryAfter?: number) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.retryAfter = retryAfter
  }
}
