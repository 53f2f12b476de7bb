import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import HomeIcon from '@mui/icons-material/HomeOutlined'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { noticeRequestReasons, type NoticeRequestReason } from '#shared/domain/notice.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ReceiptNumberDialog } from './receipt-number-dialog.tsx'

const text = ja.call.notice
const reasonOptions = noticeRequestReasons.map((reason) => ({ value: reason, text: text.reasons[reason] }))
const reasonOf = (question: string | null): NoticeRequestReason | null => (question === 'Q11' ? 'emailUnknown' : question === 'Q13' ? 'emailUnusable' : null)

/** Read back word for word: the two facilities of one name are told apart here, or on the envelope too late. */
function ReadBack({ facility }: { readonly facility: MaskedFacility }) {
  const rows = [
    [text.kind, ja.general.facilityTypes[facility.type]],
    [text.name, facility.name],
    [text.town, `${facility.prefectureName}${facility.town}`],
    [text.lastFour, facility.facilityCode.slice(-4)],
  ] as const
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '150px minmax(0, 1fr)', rowGap: 2, p: 4, borderRadius: 2, bgcolor: colours.sunken, border: `1px solid ${colours.line}` }}>
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: colours.inkSoft, fontSize: typeScale.small, pt: 0.75 }}>{label}</Box>
          <Box component="dd" sx={{ m: 0, fontSize: '1.125rem', fontWeight: 700 }}>{value}</Box>
        </Box>
      ))}
    </Box>
  )
}

interface NoticeDialogProps {
  readonly callId: string
  readonly facility: MaskedFacility
  readonly verificationId: string
  readonly question: string | null
  readonly onClose: () => void
}

/** 通知書を手配: read back, confirm, then the number to tell. */
export function NoticeDialog({ callId, facility, verificationId, question, onClose }: NoticeDialogProps) {
  const [reason, setReason] = useState(() => reasonOf(question))
  const [isMissing, setIsMissing] = useState(false)
  const request = useDeskAction((desk, input: { reason: NoticeRequestReason }) => desk.notices.request({ callId, verificationId, reason: input.reason }))

  if (request.isSuccess) {
    return (
      <ReceiptNumberDialog
        notice={request.data.notice} receiptNumber={request.data.receiptNumber}
        onTold={() => {
          // The last place in the page that holds the number.
          request.reset()
          onClose()
        }}
      />
    )
  }
  const send = () => {
    if (reason === null) setIsMissing(true)
    else request.mutate({ reason })
  }
  return (
    <Modal
      title={text.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" autoFocus disabled={request.isPending} onClick={send}>{text.confirm}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {request.isError ? <FailureNotice error={request.error} /> : null}
        <Box>{text.readAloud}</Box>
        <ReadBack facility={facility} />
        <ChoiceInput label={text.reason} need="required" value={reason} options={reasonOptions} onChoose={setReason} errorText={isMissing && reason === null ? text.reasonMissing : undefined} />
        <Box sx={{ display: 'flex', gap: 2, fontSize: typeScale.small, color: colours.inkSoft }}>
          <HomeIcon aria-hidden sx={{ fontSize: 18 }} />
          {text.address}
        </Box>
      </Box>
    </Modal>
  )
}
