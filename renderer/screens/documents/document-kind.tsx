import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import Alert from '@mui/material/Alert'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../strings/ja.ts'
import { DocumentEditor } from './document-editor.tsx'
import type { DocumentName } from './document-name.ts'
import { DocumentVersions } from './document-versions.tsx'
import { draftOf } from './use-document-draft.ts'

const text = ja.documents

interface DocumentKindProps {
  readonly of: DocumentName
  /** Of this kind and name, newest first. */
  readonly documents: readonly OfficeDocument[]
  /** The text a change begins with: the one that holds today, or the first text of a new one. */
  readonly inUse: string
  /** There is one in use, of the office or built in. */
  readonly isThere: boolean
  readonly startsEditing?: boolean
}

/** One document: its versions, or the change being written. Mount with a key of its kind and name. */
export function DocumentKind({ of, documents, inUse, isThere, startsEditing = false }: DocumentKindProps) {
  const queries = useQueryClient()
  const [isEditing, setIsEditing] = useState(startsEditing)
  const [done, setDone] = useState<string | null>(null)
  if (isEditing) return <DocumentEditor of={of} inUse={inUse} onClose={() => setIsEditing(false)} onProposed={() => { setIsEditing(false); setDone(text.proposed) }} />
  return (
    <>
      {done === null ? null : <Alert severity="success" role="status">{done}</Alert>}
      <DocumentVersions of={of} documents={documents} inUse={inUse} isThere={isThere} hasDraft={draftOf(queries, of) !== null} onEdit={() => { setDone(null); setIsEditing(true) }} onPublished={() => setDone(text.published)} />
    </>
  )
}
