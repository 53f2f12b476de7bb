import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { offerDownload } from '../../parts/download.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.provisionalCode.recorded

/** The numbers of what was just taken down, and its form to print. */
export function RecordedRequests({ requests, onClose }: { readonly requests: readonly ProvisionalCodeRequestRecord[]; readonly onClose: () => void }) {
  const download = useDeskAction((desk, requestId: string) => desk.provisionalCodeRequests.form({ requestId }), ({ document, fileName }) => offerDownload(document, fileName))
  return (
    <Modal title={text.title} onClose={onClose} actions={<Button variant="contained" onClick={onClose}>{text.done}</Button>}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Alert severity="success" role="status">
          <AlertTitle>{text.heading(requests.length)}</AlertTitle>
          {text.next}
        </Alert>
        {download.isError ? <FailureNotice error={download.error} /> : null}
        {requests.map((request, index) => (
          <Box key={request.requestId} sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
            <Box sx={{ flex: 1, fontWeight: 700 }}>{request.requestNumber}</Box>
            <Button autoFocus={index === 0} startIcon={<DownloadIcon />} disabled={download.isPending} onClick={() => download.mutate(request.requestId)}>{text.form(request.requestNumber)}</Button>
          </Box>
        ))}
        {download.isSuccess ? <Box role="status">{ja.requests.downloaded(download.data.fileName)}</Box> : null}
      </Box>
    </Modal>
  )
}
