import Box from '@mui/material/Box'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { PdfPages } from '../../parts/pdf-pages.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.documents
/** What can be drawn. */
export type DrawnKind = Exclude<OfficeDocumentKind, 'policy'>
export const isDrawn = (kind: OfficeDocumentKind): kind is DrawnKind => kind !== 'policy'

function Drawn({ kind, content }: { readonly kind: DrawnKind; readonly content: string }) {
  const preview = useDeskQuery('officeDocuments', 'preview', { kind, content }, (desk, signal) => desk.officeDocuments.preview({ kind, text: content }, { signal }), { keepPrevious: true, keepFor: 0 })
  return <Answer of={preview}>{({ document }) => <PdfPages document={document} />}</Answer>
}

/** 見本 by this very document; waits while there is something to mend. */
export function DocumentPreview({ kind, content, isGood }: { readonly kind: DrawnKind; readonly content: string; readonly isGood: boolean }) {
  return (
    <Panel heading={text.preview}>
      <Box sx={{ mb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{isGood ? text.previewHint : text.previewWaits}</Box>
      {isGood ? <Drawn kind={kind} content={content} /> : null}
    </Panel>
  )
}
