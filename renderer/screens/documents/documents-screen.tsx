import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { officeDocumentKinds, type OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { DocumentKind } from './document-kind.tsx'
import { GuidanceCardDocuments } from './guidance-card-documents.tsx'
import { textInUse, versionsOf } from './versions-of.ts'

const text = ja.documents

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
        {(answer) => (
          <Box role="tabpanel" id="document-panel" aria-labelledby={`document-tab-${kind}`} sx={{ minWidth: 0, display: 'grid', gap: 3 }}>
            {kind === 'guidanceCard' ? <GuidanceCardDocuments answer={answer} />
              : <DocumentKind key={kind} of={{ kind, name: '' }} documents={versionsOf(answer, { kind, name: '' })} inUse={textInUse(answer, { kind, name: '' }) ?? ''} isThere />}
          </Box>
        )}
      </Answer>
    </Screen>
  )
}
