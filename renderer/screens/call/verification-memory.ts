/**
 * Which verification belongs to which facility of the call (kept over a reload, so that it goes on instead of beginning
 * anew with fresh attempts), and what was typed to find the facility (kept in memory only: the caller said it).
 */
const typed = new Map<string, string>()
const keyOf = (callId: string, facilityCode: string) => `verification:${callId}:${facilityCode}`

export const rememberTyped = (callId: string, facilityCode: string, words: string): void => {
  typed.set(keyOf(callId, facilityCode), words)
}
/** Empty for a facility the caller has not named, and where it is not known any more. */
export const typedFor = (callId: string, facilityCode: string): string => typed.get(keyOf(callId, facilityCode)) ?? ''

export const rememberVerification = (callId: string, facilityCode: string, verificationId: string): void => {
  sessionStorage.setItem(keyOf(callId, facilityCode), verificationId)
}
export const rememberedVerification = (callId: string, facilityCode: string): string | null => sessionStorage.getItem(keyOf(callId, facilityCode))
