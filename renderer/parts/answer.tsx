import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { FailureNotice, LoadingNotice } from './notices.tsx'

/** Loading, failed, or there: the three states of every question, drawn alike everywhere. */
export function Answer<Data>({ of, children }: { readonly of: UseQueryResult<Data>; readonly children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  if (of.isError) return <FailureNotice error={of.error} onRetry={() => void of.refetch()} />
  return <LoadingNotice />
}
