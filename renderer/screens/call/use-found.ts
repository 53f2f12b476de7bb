/** What the search box found. Answers belong to their question: a late one never replaces a newer, and the old stay in sight until the new are there. */
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import type { SearchFilters } from './search-filters.ts'

const limit = 30

export interface Found {
  /** What the answer was asked for: what is marked in it. */
  readonly query: string
  readonly results: readonly FoundFacility[]
  readonly hasMore: boolean
}
const nothing: Found = { query: '', results: [], hasMore: false }

/** `isSettled`: `found` answers exactly this query and these filters. */
export function useFound(query: string, filters: SearchFilters): { readonly found: Found; readonly isSettled: boolean; readonly error: Error | null } {
  const question = { query, ...filters }
  const answer = useDeskQuery('facilities', 'find', question, async (desk, signal) => ({ query, ...(await desk.facilities.find({ ...question, limit }, { signal })) }), {
    isEnabled: query !== '', keepPrevious: true, keepFor: 30_000,
  })
  if (query === '') return { found: nothing, isSettled: true, error: null }
  return { found: answer.data ?? nothing, isSettled: answer.isSuccess && !answer.isPlaceholderData, error: answer.error }
}
