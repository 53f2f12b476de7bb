import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { shortHash } from '../../parts/short-hash.ts'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { differencesOf, problemText } from './document-fields.ts'
import { DifferencesTable } from './differences-table.tsx'
import { documentTitle } from './document-name.ts'
import { DocumentPreview, isShown } from './document-preview.tsx'

const text = ja.documents

interface DocumentDialogProps {
  readonly document: OfficeDocument
  /** The text that holds today. */
  readonly inUse: string
  readonly onPublished: () => void
  readonly onClose: () => void
}

/** One version: what it changes, how it looks; a proposal of somebody else is published from here, after both were in sight. */
export function DocumentDialog({ document, inUse, onPublished, onClose }: DocumentDialogProps) {
  const publish = useDeskAction(
    (desk, documentId: string) => desk.officeDocuments.publish({ documentId }),
    (_document, queries) => void queries.invalidateQueries({ queryKey: ['officeDocuments', 'list'] }),
  )
  const { kind, problems } = document
  const isProposed = document.state === 'proposed'
  const isOwn = document.proposedBy === useStaff().staffId
  const mayPublish = isProposed && document.mayPublish && problems.length === 0
  return (
    <Modal
      title={isProposed ? text.reviewOf(documentTitle(document)) : documentTitle(document)} width="lg" onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.close}</Button>
          {mayPublish ? <Button variant="contained" disabled={publish.isPending} onClick={() => publish.mutate(document.documentId, { onSuccess: onPublished })}>{text.publish}</Button> : null}
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {publish.isError ? <FailureNotice error={publish.error} /> : null}
        <Box>
          <Box sx={{ fontWeight: 600, fontSize: typeScale.lead, whiteSpace: 'pre-wrap' }}>{document.note}</Box>
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.proposedBy(fullDateTime(document.proposedAt), document.proposedByName)}　{text.hash(shortHash(document.hash))}</Box>
        </Box>
        {isProposed && isOwn ? <Alert severity="info">{text.ownProposal}</Alert> : null}
        {mayPublish ? <Alert severity="info">{text.publishHints[kind]}</Alert> : null}
        {problems.length === 0 ? null : (
          <Alert severity="warning">
            {isProposed ? text.hasProblems : text.problems(problems.length)}
            <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>{problems.map((problem) => <li key={problem}>{problemText(problem)}</li>)}</Box>
          </Alert>
        )}
        <Box sx={{ display: 'grid', gap: 4, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: isShown(kind) ? 'minmax(0, 1fr) 420px' : 'minmax(0, 1fr)' } }}>
          <Box component="section" aria-label={text.differences}>
            <Typography variant="h3" sx={{ mb: 2 }}>{text.differences}</Typography>
            <DifferencesTable differences={differencesOf(inUse, document.text)} />
          </Box>
          {isShown(kind) ? <DocumentPreview of={document} content={document.text} isGood={problems.length === 0} /> : null}
        </Box>
      </Box>
    </Modal>
  )
}
