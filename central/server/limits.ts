import type { CentralOperationName } from '#shared/contract/central/operations.ts'

/** Requests a minute from one address. Many desktops share one address behind an office's router. */
export interface RateLimits {
  readonly everything: number
  readonly signIn: number
  readonly enrolDevice: number
  readonly redeemNotice: number
}
export const usualRateLimits: RateLimits = { everything: 20_000, signIn: 300, enrolDevice: 60, redeemNotice: 600 }

export function rateLimitOf(limits: RateLimits, name: CentralOperationName): number {
  switch (name) {
    case 'signIn':
    case 'confirmPerson':
    case 'startOidcSignIn':
    case 'finishOidcSignIn':
      return limits.signIn
    case 'enrolDevice':
      return limits.enrolDevice
    case 'redeemNotice':
      return limits.redeemNotice
    default:
      return limits.everything
  }
}

const kibibyte = 1024

/** Bytes of a body after inflating. */
export function bodyLimitOf(name: CentralOperationName): number {
  switch (name) {
    case 'pushMutations':
    case 'addFacilities':
    case 'addReadings':
      return 16 * kibibyte * kibibyte
    case 'acceptVerifiers':
    case 'startFacilityList':
    case 'proposeDocument':
      return 512 * kibibyte
    default:
      return 16 * kibibyte
  }
}
