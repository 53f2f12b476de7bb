import { useEffect, useState, useSyncExternalStore } from 'react'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDesk } from '../../api/use-desk.ts'
import { createCallSaver, type CallFields, type SaveState } from './call-saver.ts'

export interface CallDraft {
  /** What stands in the fields: the person's own typing, never overwritten by an answer. */
  readonly call: CallRecord
  readonly saveState: SaveState
  change(fields: CallFields): void
  /** Saves now; call before anything that needs the stored call. */
  flush(): Promise<void>
}

/** The open call as it is typed. Mount with key = callId. */
export function useCallDraft(stored: CallRecord): CallDraft {
  const desk = useDesk()
  const [call, setCall] = useState(stored)
  const [saver] = useState(() => createCallSaver((fields) => desk.calls.save({ callId: stored.callId, ...fields })))
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
    change: (fields) => {
      setCall((before) => ({ ...before, ...fields }))
      saver.change(fields)
    },
    flush: saver.flush,
  }
}
