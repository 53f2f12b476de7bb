import type { ListFileLimits } from '#list-files/list-file-limits.ts'
import type { ListFileSource } from '#list-files/list-files-types.ts'
import type { FacilityToRead, FoundReading } from './readings-types.ts'

export interface JoinWorkerData {
  readonly sources: readonly ListFileSource[]
  readonly limits?: ListFileLimits
}

/**
 * To the join's worker, in this order: read the open data; then the facilities in order of code, page by page, an empty
 * page at the end; after each page, `more` until nothing is left.
 */
export type JoinQuestion = { readonly kind: 'read' } | { readonly kind: 'facilities'; readonly facilities: readonly FacilityToRead[] } | { readonly kind: 'more' }

export type JoinAnswer =
  | { readonly kind: 'published'; readonly rows: number }
  | {
      readonly kind: 'found'
      /** At most 500. */
      readonly readings: readonly FoundReading[]
      readonly hasMore: boolean
      /** So far. */
      readonly ambiguous: number
    }
