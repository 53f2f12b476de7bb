import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { goTo } from '../../frame/route.ts'

const openKey = ['calls', 'open', null] as const

/** The field a call begins in; F2 leads here from everywhere. */
export const searchFieldId = 'facility-search'
export const focusSearch = () => document.getElementById(searchFieldId)?.focus()

/** The person's own unfinished call: also after a reload or a restart. */
export const useOpenCall = () => useDeskQuery<CallRecord | null>('calls', 'open', null, (desk, signal) => desk.calls.open({}, { signal }))

/** Starts a call, or goes on with the open one: never two at once. */
export function useStartCall(): () => void {
  const queries = useQueryClient()
  const { mutate, isPending } = useDeskAction(
    (desk, _input: null) => desk.calls.start({}),
    (call) => queries.setQueryData<CallRecord | null>(openKey, call),
  )
  return useCallback(() => {
    goTo('call')
    const open = queries.getQueryData<CallRecord | null>(openKey)
    if (open !== null && open !== undefined) focusSearch()
    else if (!isPending) mutate(null)
  }, [queries, mutate, isPending])
}

export const useFinishCall = () =>
  useDeskAction(
    (desk, input: { callId: string }) => desk.calls.finish(input),
    (_call, queries) => queries.setQueryData<CallRecord | null>(openKey, null),
  )
