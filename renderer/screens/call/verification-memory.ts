/**
 * Which verification belongs to which facility of the call, and how the facility was found: ids only, kept for
 * this window, so that a reload goes on instead of beginning anew with fresh attempts.
 */
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'

type FoundBy = FoundFacility['matchedBy']
const foundBy = new Map<string, FoundBy>()
const keyOf = (callId: string, facilityCode: string) => `verification:${callId}:${facilityCode}`

export const rememberFoundBy = (callId: string, facilityCode: string, how: FoundBy): void => {
  foundBy.set(keyOf(callId, facilityCode), how)
}
/** `words` counts for nothing by itself: the safe answer where it is not known any more. */
export const foundByOf = (callId: string, facilityCode: string): FoundBy => foundBy.get(keyOf(callId, facilityCode)) ?? 'words'

export const rememberVerification = (callId: string, facilityCode: string, verificationId: string): void => {
  sessionStorage.setItem(keyOf(callId, facilityCode), verificationId)
}
export const rememberedVerification = (callId: string, facilityCode: string): string | null => sessionStorage.getItem(keyOf(callId, facilityCode))
