import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.mailroom.sendBack

interface SendBackProps {
  readonly notice: QueuedNotice
  readonly onSent: () => void
  readonly onClose: () => void
}

/** The facility changed since the caller was verified: this letter is no longer what was agreed. */
export function SendBack({ notice, onSent, onClose }: SendBackProps) {
  const sendBack = useDeskAction(
    (desk, _input: null) => desk.lots.sendBack({ noticeId: notice.noticeId }),
    (_answer, queries) => void queries.invalidateQueries({ queryKey: ['lots', 'queue'] }),
  )
  return (
    <Modal
      title={text.question} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" autoFocus disabled={sendBack.isPending} onClick={() => sendBack.mutate(null, { onSuccess: onSent })}>{text.confirm}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {sendBack.isError ? <FailureNotice error={sendBack.error} /> : null}
        <Box sx={{ fontWeight: 600 }}>{notice.noticeNumber}　{notice.facilityName}</Box>
        <Box>{text.lead}</Box>
      </Box>
    </Modal>
  )
}
