import { useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { officeDocumentKinds, type OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { DocumentEditor } from './document-editor.tsx'
import { DocumentVersions } from './document-versions.tsx'
import { draftOf } from './use-document-draft.ts'

const text = ja.documents

interface DocumentKindProps {
  readonly kind: OfficeDocumentKind
  readonly documents: readonly OfficeDocument[]
  readonly inUse: string
}

/** One kind: its versions, or the change being written. */
function DocumentKind({ kind, documents, inUse }: DocumentKindProps) {
  const queries = useQueryClient()
  const [isEditing, setIsEditing] = useState(false)
  const [done, setDone] = useState<string | null>(null)
  if (isEditing) return <DocumentEditor kind={kind} inUse={inUse} onClose={() => setIsEditing(false)} onProposed={() => { setIsEditing(false); setDone(text.proposed) }} />
  return (
    <>
      {done === null ? null : <Alert severity="success" role="status">{done}</Alert>}
      <DocumentVersions kind={kind} documents={documents} inUse={inUse} hasDraft={draftOf(queries, kind) !== null} onEdit={() => { setDone(null); setIsEditing(true) }} onPublished={() => setDone(text.published)} />
    </>
  )
}

/** 文書の管理: what staff may change without code, always by two people. */
export function DocumentsScreen() {
  const [kind, setKind] = useState<OfficeDocumentKind>('passwordNotice')
  const list = useDeskQuery('officeDocuments', 'list', null, (desk, signal) => desk.officeDocuments.list({}, { signal }))
  useCommands(useMemo((): Command[] => officeDocumentKinds.map((name) => ({ id: `document-${name}`, label: text.openKind(text.kinds[name]), run: () => setKind(name) })), []))
  return (
    <Screen title={text.title}>
      <Box sx={{ color: colours.inkSoft }}>{text.lead}</Box>
      <Tabs value={kind} onChange={(_event, next: OfficeDocumentKind) => setKind(next)} aria-label={text.title} variant="scrollable" sx={{ borderBottom: `1px solid ${colours.line}` }}>
        {officeDocumentKinds.map((name) => <Tab key={name} value={name} label={text.kinds[name]} id={`document-tab-${name}`} aria-controls="document-panel" />)}
      </Tabs>
      <Answer of={list}>
        {({ documents, builtIn }) => {
          const ofKind = documents.filter((document) => document.kind === kind)
          const inUse = ofKind.find((document) => document.state === 'published')?.text ?? builtIn.find((document) => document.kind === kind)?.text ?? ''
          return (
            <Box role="tabpanel" id="document-panel" aria-labelledby={`document-tab-${kind}`} sx={{ minWidth: 0, display: 'grid', gap: 3 }}>
              <DocumentKind key={kind} kind={kind} documents={ofKind} inUse={inUse} />
            </Box>
          )
        }}
      </Answer>
    </Screen>
  )
}
