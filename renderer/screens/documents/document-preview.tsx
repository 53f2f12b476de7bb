import Box from '@mui/material/Box'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { PdfPages } from '../../parts/pdf-pages.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { CardPreview } from './card-preview.tsx'
import type { DocumentName } from './document-name.ts'

const text = ja.documents
const drawnKinds = ['passwordNotice', 'envelopes'] as const satisfies readonly OfficeDocumentKind[]
/** What is drawn as a sheet of paper. */
type DrawnKind = (typeof drawnKinds)[number]
const drawnKind = (kind: OfficeDocumentKind): DrawnKind | undefined => drawnKinds.find((drawn) => drawn === kind)

/** There is something to see beside the text. */
export const isShown = (kind: OfficeDocumentKind): boolean => kind === 'guidanceCard' || drawnKind(kind) !== undefined

function Drawn({ kind, content }: { readonly kind: DrawnKind; readonly content: string }) {
  const preview = useDeskQuery('officeDocuments', 'preview', { kind, content }, (desk, signal) => desk.officeDocuments.preview({ kind, text: content }, { signal }), { keepPrevious: true, keepFor: 0 })
  return <Answer of={preview}>{({ document }) => <PdfPages document={document} />}</Answer>
}

interface DocumentPreviewProps {
  readonly of: DocumentName
  readonly content: string
  readonly isGood: boolean
}

/** 見本 by this very document; waits while there is something to mend. Of a card: as the operator will see it. */
export function DocumentPreview({ of: { kind, name }, content, isGood }: DocumentPreviewProps) {
  const drawn = drawnKind(kind)
  if (kind === 'guidanceCard') return <CardPreview name={name} content={content} />
  if (drawn === undefined) return null
  return (
    <Panel heading={text.preview}>
      <Box sx={{ mb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{isGood ? text.previewHint : text.previewWaits}</Box>
      {isGood ? <Drawn kind={drawn} content={content} /> : null}
    </Panel>
  )
}
