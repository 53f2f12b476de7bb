import { useState } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'

export interface DocumentDraft {
  readonly text: string
  readonly note: string
}

// Kept with the answers of the backend, so that signing out takes it away with them.
const keyOf = (kind: OfficeDocumentKind) => ['documentDraft', kind] as const

/** What was typed and not proposed yet, or null. */
export const draftOf = (queries: QueryClient, kind: OfficeDocumentKind): DocumentDraft | null => queries.getQueryData<DocumentDraft>(keyOf(kind)) ?? null

/** A draft that outlives its screen: a call may come in between. */
export function useDocumentDraft(kind: OfficeDocumentKind, inUse: string) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState<DocumentDraft>(() => draftOf(queries, kind) ?? { text: inUse, note: '' })
  const change = (more: Partial<DocumentDraft>) => {
    const next = { ...draft, ...more }
    setDraft(next)
    queries.setQueryDefaults(['documentDraft'], { gcTime: Infinity })
    queries.setQueryData(keyOf(kind), next)
  }
  return { draft, change, discard: () => queries.removeQueries({ queryKey: keyOf(kind) }) }
}
