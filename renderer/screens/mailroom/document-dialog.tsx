import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { DeskClient } from '../../api/client.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { offerDownload } from '../../parts/download.ts'
import { Modal } from '../../parts/modal.tsx'
import { PdfPages } from '../../parts/pdf-pages.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.mailroom.document

interface DocumentDialogProps {
  readonly title: string
  readonly capability: 'lots' | 'mailroom'
  readonly name: string
  readonly id: string
  readonly ask: (desk: DeskClient, signal: AbortSignal) => Promise<{ readonly fileName: string; readonly document: Blob }>
  readonly onClose: () => void
}

/** A PDF of the mailroom on a canvas, and its download. */
export function DocumentDialog({ title, capability, name, id, ask, onClose }: DocumentDialogProps) {
  const answer = useDeskQuery(capability, name, id, ask, { keepFor: 0 })
  return (
    <Modal
      title={title} width="md" onClose={onClose}
      actions={
        <>
          <Button disabled={answer.data === undefined} onClick={() => { if (answer.data !== undefined) offerDownload(answer.data.document, answer.data.fileName) }}>{text.download}</Button>
          <Button variant="contained" autoFocus onClick={onClose}>{ja.general.close}</Button>
        </>
      }
    >
      <Box>
        <Answer of={answer}>{({ document }) => <PdfPages document={document} pageLabel={text.page} />}</Answer>
      </Box>
    </Modal>
  )
}
