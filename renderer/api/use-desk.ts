import { createContext, use } from 'react'
import { useMutation, useQuery, useQueryClient, type QueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import type { DeskClient } from './client.ts'
import type { Capability } from './query-client.ts'

export const DeskContext = createContext<DeskClient | null>(null)

/** The client of the contract. @throws Error outside a DeskProvider */
export function useDesk(): DeskClient {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('useDesk needs a DeskProvider')
  return desk
}

interface DeskQueryOptions {
  readonly isEnabled?: boolean
  /** Go on showing the answer before until the new one is there. */
  readonly keepPrevious?: boolean
  /** Milliseconds an unused answer is kept. */
  readonly keepFor?: number
}

/** Asks once and again whenever the capability's topics change. `name` + `input` = identity of the question. */
export function useDeskQuery<Answer>(
  capability: Capability,
  name: string,
  input: unknown,
  ask: (desk: DeskClient, signal: AbortSignal) => Promise<Answer>,
  options: DeskQueryOptions = {},
): UseQueryResult<Answer> {
  const desk = useDesk()
  return useQuery<Answer, Error, Answer>({
    queryKey: [capability, name, input],
    queryFn: ({ signal }) => ask(desk, signal),
    enabled: options.isEnabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: (previous: Answer | undefined) => previous as never } : {}),
    ...(options.keepFor === undefined ? {} : { gcTime: options.keepFor }),
  })
}

/** One action of a person. `after` runs with the answer before the caller's own onSuccess. */
export function useDeskAction<Input, Answer>(
  act: (desk: DeskClient, input: Input) => Promise<Answer>,
  after?: (answer: Answer, queries: QueryClient, input: Input) => void,
): UseMutationResult<Answer, Error, Input> {
  const desk = useDesk()
  const queries = useQueryClient()
  return useMutation<Answer, Error, Input>({
    mutationFn: (input) => act(desk, input),
    onSuccess: (answer, input) => after?.(answer, queries, input),
  })
}
