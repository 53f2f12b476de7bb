import { useEffect, useState, useSyncExternalStore } from 'react'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDesk } from '../../api/use-desk.ts'
import { createCallSaver, type CallFields, type CallSaver, type SaveState } from './call-saver.ts'

export interface CallDraft {
  /** What stands in the fields: the person's own typing, never overwritten by an answer. */
  readonly call: CallRecord
  readonly saveState: SaveState
  /** The newest version this page saved, or began with. */
  readonly savedVersion: number
  change(fields: CallFields): void
  /** Saves now; call before anything that needs the stored call. */
  flush(): Promise<void>
}

/** Calls with something not on disk yet: a sign-in that comes between must not lose what was typed. */
const unsavedCalls = new Map<string, CallSaver>()

/** By call: the version of the last answer to a save of this page. */
const savedVersions = new Map<string, number>()

const saverOf = (callId: string, save: (fields: CallFields) => Promise<unknown>): CallSaver => {
  const known = unsavedCalls.get(callId)
  if (known !== undefined) return known
  const saver = createCallSaver(save)
  saver.subscribe(() => {
    if (saver.state() === 'saved') unsavedCalls.delete(callId)
  })
  return saver
}

/** Sends whatever of this call is not on disk yet; at once where nothing waits. */
export const flushCall = async (callId: string): Promise<void> => { await unsavedCalls.get(callId)?.flush() }

/** The same for every call of this page. */
export const flushCalls = async (): Promise<void> => { await Promise.all([...unsavedCalls.values()].map(async (saver) => await saver.flush())) }

/** The open call as it is typed. Mount with key = callId. */
export function useCallDraft(stored: CallRecord): CallDraft {
  const desk = useDesk()
  const [saver] = useState(() => saverOf(stored.callId, async (fields) => {
    const saved = await desk.calls.save({ callId: stored.callId, ...fields })
    savedVersions.set(stored.callId, saved.version)
  }))
  const [firstVersion] = useState(stored.version)
  const [call, setCall] = useState(() => ({ ...stored, ...saver.unsaved() }))
  const saveState = useSyncExternalStore(saver.subscribe, saver.state)
  useEffect(() => {
    const saveNow = () => void saver.flush().catch(() => undefined)
    window.addEventListener('pagehide', saveNow)
    return () => {
      window.removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [saver])
  return {
    call,
    saveState,
    savedVersion: Math.max(firstVersion, savedVersions.get(stored.callId) ?? 0),
    change: (fields) => {
      setCall((before) => ({ ...before, ...fields }))
      unsavedCalls.set(stored.callId, saver)
      saver.change(fields)
    },
    flush: saver.flush,
  }
}
