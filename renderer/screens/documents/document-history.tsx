import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { Panel } from '../../parts/panel.tsx'
import { OfficeDocumentStateChip } from '../../parts/state-chips.tsx'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { documentTitle, type DocumentName } from './document-name.ts'

const text = ja.documents

interface DocumentHistoryProps {
  readonly of: DocumentName
  readonly documents: readonly OfficeDocument[]
  readonly onLook: (document: OfficeDocument) => void
}

/** Who changed what, and when. */
export function DocumentHistory({ of, documents, onLook }: DocumentHistoryProps) {
  return (
    <Panel heading={text.history} isFlush={documents.length > 0}>
      {documents.length === 0 ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.historyNone}</Box> : (
        <TableContainer>
          <Table aria-label={text.history}>
            <TableHead>
              <TableRow>{Object.values(text.columns).map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow>
            </TableHead>
            <TableBody>
              {documents.map((document) => (
                <TableRow key={document.documentId}>
                  <TableCell><OfficeDocumentStateChip state={document.state} /></TableCell>
                  <TableCell sx={{ whiteSpace: 'pre-wrap' }}>{document.note}</TableCell>
                  <TableCell>{text.decidedBy(fullDateTime(document.proposedAt), document.proposedByName)}</TableCell>
                  <TableCell>{document.decidedAt === null ? '－' : text.decidedBy(fullDateTime(document.decidedAt), document.decidedByName ?? '')}</TableCell>
                  <TableCell><Button size="small" variant="text" aria-label={text.lookOf(documentTitle(of), fullDateTime(document.proposedAt))} onClick={() => onLook(document)}>{text.look}</Button></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Panel>
  )
}
