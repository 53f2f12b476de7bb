import { createContext, use, useEffect, useReducer, type ReactNode } from 'react'
import { QueryClientProvider, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Job, SystemEvent, SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { DeskClient } from './client.ts'
import { invalidateTopics } from './query-client.ts'
import { DeskContext } from './use-desk.ts'
import { followDesk } from './watch.ts'

export interface LiveState {
  /** null until the first answer. */
  readonly isConnected: boolean | null
  /** The host was started anew and does not know this page: it must be opened again. */
  readonly isRefused: boolean
  readonly status: SystemStatus | null
  readonly jobs: Readonly<Record<string, Job>>
  /** The call that rang last, as the telephone system told it. */
  readonly incoming: { readonly telephone: string; readonly at: string } | null
}
const initial: LiveState = { isConnected: null, isRefused: false, status: null, jobs: {}, incoming: null }
const LiveContext = createContext<LiveState>(initial)

type Step = { kind: 'connected' } | { kind: 'disconnected'; isRefused: boolean } | { kind: 'event'; event: SystemEvent }

function reduce(state: LiveState, step: Step): LiveState {
  if (step.kind === 'connected') return { ...state, isConnected: true, isRefused: false }
  if (step.kind === 'disconnected') return { ...state, isConnected: false, isRefused: step.isRefused }
  const { event } = step
  if (event.kind === 'status') return { ...state, status: event.status }
  if (event.kind === 'job') return { ...state, jobs: { ...state.jobs, [event.job.jobId]: event.job } }
  if (event.kind === 'incomingCall') return { ...state, incoming: { telephone: event.telephone, at: event.at } }
  return state
}

function Live({ desk, children }: { readonly desk: DeskClient; readonly children: ReactNode }) {
  const [state, dispatch] = useReducer(reduce, initial)
  const queries = useQueryClient()
  useEffect(() => {
    const ended = new AbortController()
    let wasLost = false
    void followDesk(desk, {
      onConnected: () => {
        dispatch({ kind: 'connected' })
        // Whatever happened while the line was down was not told.
        if (wasLost) void queries.invalidateQueries()
        wasLost = false
      },
      onDisconnected: (isRefused) => {
        wasLost = true
        dispatch({ kind: 'disconnected', isRefused })
      },
      onEvent: (event) => {
        dispatch({ kind: 'event', event })
        if (event.kind === 'changed') void invalidateTopics(queries, event.topics)
      },
    }, ended.signal)
    return () => ended.abort()
  }, [desk, queries])
  return <LiveContext value={state}>{children}</LiveContext>
}

/** The backend for everything below: client, answers kept, live state. */
export function DeskProvider({ desk, queries, children }: { readonly desk: DeskClient; readonly queries: QueryClient; readonly children: ReactNode }) {
  return (
    <DeskContext value={desk}>
      <QueryClientProvider client={queries}>
        <Live desk={desk}>{children}</Live>
      </QueryClientProvider>
    </DeskContext>
  )
}

/** Connection, status and jobs as the backend last told them. */
export const useLive = (): LiveState => use(LiveContext)
