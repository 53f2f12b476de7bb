import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { offerDownload } from '../../parts/download.ts'
import { Modal } from '../../parts/modal.tsx'
import { PdfPages } from '../../parts/pdf-pages.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.requests

/** The letter as 見本, drawn on a canvas: no viewer, no new window, nothing on disk unless asked. */
export function NoticePreview({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const preview = useDeskQuery('notices', 'preview', notice.noticeId, (desk, signal) => desk.notices.preview({ noticeId: notice.noticeId }, { signal }), { keepFor: 0 })
  return (
    <Modal
      title={text.previewOf(notice.noticeNumber)} width="md" onClose={onClose}
      actions={
        <>
          <Button disabled={preview.data === undefined} onClick={() => { if (preview.data !== undefined) offerDownload(preview.data.document, preview.data.fileName) }}>{text.download}</Button>
          <Button variant="contained" autoFocus onClick={onClose}>{ja.general.close}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Alert severity="info">{text.previewHint}</Alert>
        <Answer of={preview}>{({ document }) => <PdfPages document={document} />}</Answer>
      </Box>
    </Modal>
  )
}
