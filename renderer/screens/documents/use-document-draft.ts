import { useState } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { DocumentName } from './document-name.ts'

export interface DocumentDraft {
  readonly text: string
  readonly note: string
}

// Kept with the answers of the backend, so that signing out takes it away with them.
const keyOf = ({ kind, name }: DocumentName) => ['documentDraft', kind, name] as const

/** What was typed and not proposed yet, or null. */
export const draftOf = (queries: QueryClient, of: DocumentName): DocumentDraft | null => queries.getQueryData<DocumentDraft>(keyOf(of)) ?? null

/** A draft that outlives its screen: a call may come in between. */
export function useDocumentDraft(of: DocumentName, inUse: string) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState<DocumentDraft>(() => draftOf(queries, of) ?? { text: inUse, note: '' })
  const change = (more: Partial<DocumentDraft>) => {
    const next = { ...draft, ...more }
    setDraft(next)
    queries.setQueryDefaults(['documentDraft'], { gcTime: Infinity })
    queries.setQueryData(keyOf(of), next)
  }
  return { draft, change, discard: () => queries.removeQueries({ queryKey: keyOf(of) }) }
}
