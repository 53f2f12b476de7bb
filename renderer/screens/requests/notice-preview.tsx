import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { isOpenNotice } from '#shared/domain/notice.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { offerDownload } from '../../parts/download.ts'
import { Modal } from '../../parts/modal.tsx'
import { PdfPages } from '../../parts/pdf-pages.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.requests

/** What to say at each number of the letter, for a caller who holds it. */
function Guide() {
  return (
    <Box component="section" aria-label={text.guideHeading}>
      <Typography variant="h3" sx={{ mb: 2 }}>{text.guideHeading}</Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 2, rowGap: 2.5 }}>
        {text.guide.map(([number, words]) => (
          <Box key={number} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ fontWeight: 700, fontSize: typeScale.screen, lineHeight: 1.3, color: colours.primaryDark }}>{number}</Box>
            <Box component="dd" sx={{ m: 0 }}>{words}</Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

/** The letter as 見本, drawn on a canvas: no viewer, no new window, nothing on disk unless asked. */
export function NoticePreview({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const preview = useDeskQuery('notices', 'preview', notice.noticeId, (desk, signal) => desk.notices.preview({ noticeId: notice.noticeId }, { signal }), { keepFor: 0 })
  return (
    <Modal
      title={text.previewOf(notice.noticeNumber)} width="lg" onClose={onClose}
      actions={
        <>
          <Button disabled={preview.data === undefined} onClick={() => { if (preview.data !== undefined) offerDownload(preview.data.document, preview.data.fileName) }}>{text.download}</Button>
          <Button variant="contained" autoFocus onClick={onClose}>{ja.general.close}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Alert severity="info">{isOpenNotice(notice.state) ? text.previewHintOpen : text.previewHint}</Alert>
        <Box sx={{ display: 'grid', gap: 4, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 290px' } }}>
          <Answer of={preview}>{({ document }) => <PdfPages document={document} />}</Answer>
          <Guide />
        </Box>
      </Box>
    </Modal>
  )
}
