import type { RejectionCode } from '#shared/contract/central/sync.ts'

/** A rule says no to a mutation: nothing of it takes effect, the desktop shows it to a person. */
export class Rejection extends Error {
  readonly code: RejectionCode
  constructor(code: RejectionCode) {
    super(code)
    this.name = 'Rejection'
    this.code = code
  }
}
