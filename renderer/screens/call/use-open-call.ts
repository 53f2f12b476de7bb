import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { OpenCalls } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { goTo } from '../../frame/route.ts'
import { ja } from '../../strings/ja.ts'
import { flushCall } from './use-call-draft.ts'

const openKey = ['calls', 'open', null] as const
const noCalls: OpenCalls = { active: null, parked: [] }

/** The field a call begins in; F2 leads here from everywhere. */
export const searchFieldId = 'facility-search'
export const focusSearch = () => document.getElementById(searchFieldId)?.focus()

/** The person's own unfinished calls: also after a reload or a restart. */
export const useOpenCalls = (isEnabled = true) => useDeskQuery<OpenCalls>('calls', 'open', null, (desk, signal) => desk.calls.open({}, { signal }), { isEnabled })

/** Starts a call, or goes on with the one at hand: never two at once. */
export function useStartCall(): () => void {
  const queries = useQueryClient()
  const { mutate, isPending } = useDeskAction(
    (desk, _input: null) => desk.calls.start({}),
    (call) => queries.setQueryData<OpenCalls>(openKey, (before) => ({ ...(before ?? noCalls), active: call })),
  )
  return useCallback(() => {
    goTo('call')
    const open = queries.getQueryData<OpenCalls>(openKey)
    if (open !== undefined && open.active !== null) focusSearch()
    else if (!isPending) mutate(null)
  }, [queries, mutate, isPending])
}

/** A slip written by hand: its call begins with its own times. Only while no call is at hand. */
export const useStartPaperSlip = () =>
  useDeskAction(
    (desk, paperSlip: { startedAt: string; endedAt: string }) => desk.calls.start({ paperSlip }),
    (call, queries) => queries.setQueryData<OpenCalls>(openKey, (before) => ({ ...(before ?? noCalls), active: call })),
  )

/** What the telephone told, and what the person chose for it. */
interface IncomingAnswer {
  readonly telephone: string
  /** Chosen among the candidates; null = none. */
  readonly facilityCode: string | null
  readonly callerName: string
}

/** Answers a call that rings: what is at hand is parked for it, with nothing typed lost. */
export const useAnswerIncoming = () => {
  const queries = useQueryClient()
  return useDeskAction(
    async (desk, { telephone, facilityCode, callerName }: IncomingAnswer): Promise<CallRecord> => {
      const { active } = queries.getQueryData<OpenCalls>(openKey) ?? (await desk.calls.open({}))
      if (active !== null) {
        await flushCall(active.callId)
        queries.setQueryData<OpenCalls>(openKey, await desk.calls.park({ callId: active.callId }))
      }
      const started = await desk.calls.start({ telephone })
      if (facilityCode === null && callerName === '') return started
      return await desk.calls.save({ callId: started.callId, callerName, ...(facilityCode === null ? {} : { facilityCodes: [facilityCode] }) })
    },
    (call) => {
      queries.setQueryData<OpenCalls>(openKey, (before) => ({ ...(before ?? noCalls), active: call }))
      goTo('call')
    },
  )
}

/** Puts a call on hold, once all that was typed is saved. */
export const usePark = () => {
  const announce = useAnnounce()
  return useDeskAction(
    async (desk, input: { callId: string; note: string }) => {
      await flushCall(input.callId)
      return await desk.calls.park(input)
    },
    (open, queries) => {
      queries.setQueryData<OpenCalls>(openKey, open)
      announce(ja.call.parked.done)
    },
  )
}

/** Goes on with a call on hold; the one at hand is parked for it, once all that was typed is saved. */
export const useResume = () => {
  const queries = useQueryClient()
  return useDeskAction(
    async (desk, input: { callId: string }) => {
      const atHand = queries.getQueryData<OpenCalls>(openKey)?.active ?? null
      if (atHand !== null) await flushCall(atHand.callId)
      return await desk.calls.resume(input)
    },
    (open) => {
      queries.setQueryData<OpenCalls>(openKey, open)
      goTo('call')
    },
  )
}

/** Finishes the call at hand; the others stay on hold. */
export const useFinishCall = () =>
  useDeskAction(
    async (desk, input: { callId: string }) => {
      await flushCall(input.callId)
      return await desk.calls.finish(input)
    },
    (_call, queries) => queries.setQueryData<OpenCalls>(openKey, (before) => ({ ...(before ?? noCalls), active: null })),
  )
