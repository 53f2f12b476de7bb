import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { DeliveryPromise, NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { formatReceiptNumber, receiptNumberReading } from '#shared/domain/receipt-number.ts'
import { Modal } from '../../parts/modal.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { DeliverySentence } from './delivery-sentence.tsx'

const text = ja.call.notice

function ReceiptNumber({ receiptNumber }: { readonly receiptNumber: string }) {
  return (
    <>
      <Box>{text.receiptLead}</Box>
      <Box sx={{ p: 5, borderRadius: 2, bgcolor: colours.primaryTint, textAlign: 'center' }}>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.receiptLabel}</Box>
        <Box role="img" aria-label={receiptNumber} sx={{ fontSize: typeScale.giant, fontWeight: 700, letterSpacing: '0.12em', lineHeight: 1.3, fontVariantNumeric: 'tabular-nums', color: colours.primaryDark }}>{formatReceiptNumber(receiptNumber)}</Box>
        <Box sx={{ mt: 1, fontSize: '1.0625rem' }}><Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft, mr: 2 }}>{text.reading}</Box>{receiptNumberReading(receiptNumber)}</Box>
      </Box>
      <Alert severity="warning">{text.onlyOnce}</Alert>
    </>
  )
}

interface ReceiptNumberDialogProps {
  readonly notice: NoticeSummary
  /** null = the policy does without. */
  readonly receiptNumber: string | null
  readonly delivery: DeliveryPromise
  readonly onTold: () => void
}

/** What to tell the caller after the request. 受付番号控え: once, large, with how to read it; only "told" closes it, there is no second look. */
export function ReceiptNumberDialog({ notice, receiptNumber, delivery, onTold }: ReceiptNumberDialogProps) {
  return (
    <Modal title={receiptNumber === null ? text.arrangedTitle : text.receiptTitle} onClose={receiptNumber === null ? onTold : null} actions={<Button variant="contained" size="large" autoFocus onClick={onTold}>{text.told}</Button>}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {notice.joinedToNumber === null ? null : <Alert severity="info" role="status">{text.joinedTo(notice.joinedToNumber)}</Alert>}
        {receiptNumber === null ? null : <ReceiptNumber receiptNumber={receiptNumber} />}
        <DeliverySentence delivery={delivery} />
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>
          {text.number(notice.noticeNumber)}{notice.state === 'awaitingApproval' ? `　${text.awaitingApproval}` : ''}
          {notice.undoUntil === null ? null : <Box>{text.undoHint}</Box>}
        </Box>
      </Box>
    </Modal>
  )
}
