/**
 * What a call has led to so far, as this page saw it: for what is asked at its end. Kept over a reload; the backend
 * looks again for itself when the call is finished.
 */
import { useSyncExternalStore } from 'react'

export interface CallResults {
  readonly hasNotice: boolean
  readonly hasEmailChange: boolean
  readonly hasProvisionalCode: boolean
  readonly hasCallback: boolean
  readonly waitsForAddress: boolean
  /** A verification was begun in earnest: something was compared, or it was concluded. */
  readonly hasVerification: boolean
}
const nothingYet: CallResults = { hasNotice: false, hasEmailChange: false, hasProvisionalCode: false, hasCallback: false, waitsForAddress: false, hasVerification: false }

const keyOf = (callId: string) => `call-results:${callId}`
const listeners = new Set<() => void>()

/** The same text as long as nothing changes: what a store must give. */
const read = (callId: string): string => sessionStorage.getItem(keyOf(callId)) ?? ''
const parsed = (stored: string): CallResults => ({ ...nothingYet, ...(stored === '' ? {} : (JSON.parse(stored) as Partial<CallResults>)) })

export const noteResult = (callId: string, result: keyof CallResults): void => {
  const before = parsed(read(callId))
  if (before[result]) return
  sessionStorage.setItem(keyOf(callId), JSON.stringify({ ...before, [result]: true }))
  for (const listener of listeners) listener()
}
export const forgetResults = (callId: string): void => sessionStorage.removeItem(keyOf(callId))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useCallResults = (callId: string): CallResults => parsed(useSyncExternalStore(subscribe, () => read(callId)))
