import { useState } from 'react'
import Button from '@mui/material/Button'
import type { NoticePreparation } from '#shared/contract/desktop/contract.ts'
import type { NoticeRequestReason } from '#shared/domain/notice.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Modal } from '../../parts/modal.tsx'
import { ja } from '../../strings/ja.ts'
import { NoticeForm, type NoticeChoice } from './notice-form.tsx'
import { ReceiptNumberDialog } from './receipt-number-dialog.tsx'

const text = ja.call.notice
const reasonOf = (question: string | null): NoticeRequestReason | null => (question === 'Q11' ? 'emailUnknown' : question === 'Q13' ? 'emailUnusable' : null)

/** A new letter ends the live one; who joins an open notice ends nothing that was not to end anyway. */
const mustTellEnd = (preparation: NoticePreparation): boolean => preparation.liveNotice !== null && preparation.openNotice === null

interface NoticeDialogProps {
  readonly callId: string
  readonly verificationId: string
  readonly question: string | null
  readonly onClose: () => void
  /** The letter is on its way, before its number was told. */
  readonly onRequested?: () => void
}

/** 通知書を手配: read back, confirm, then the number to tell. */
export function NoticeDialog({ callId, verificationId, question, onClose, onRequested }: NoticeDialogProps) {
  const [choice, setChoice] = useState<NoticeChoice>(() => ({ reason: reasonOf(question), postageClass: null, isEndTold: false, overrideReason: '' }))
  const [wasTried, setWasTried] = useState(false)
  const request = useDeskAction((desk, input: { reason: NoticeRequestReason; postageClass: string | null; overrideReason: string | null }) => desk.notices.request({ callId, verificationId, ...input }), () => onRequested?.())
  // Not asked again while the request is under way: its own notice would look like one to join.
  const prepared = useDeskQuery('notices', 'prepare', { callId, verificationId }, (desk, signal) => desk.notices.prepare({ callId, verificationId }, { signal }), { isEnabled: request.isIdle || request.isError, keepFor: 0 })

  if (request.isSuccess) {
    return (
      <ReceiptNumberDialog
        notice={request.data.notice} receiptNumber={request.data.receiptNumber} delivery={request.data.delivery}
        onTold={() => {
          // The last place in the page that holds the number.
          request.reset()
          onClose()
        }}
      />
    )
  }
  const preparation = prepared.data
  const isJoining = preparation !== undefined && preparation.openNotice !== null
  const send = () => {
    setWasTried(true)
    if (preparation === undefined || choice.reason === null || (mustTellEnd(preparation) && !choice.isEndTold)) return
    const overrideReason = choice.overrideReason.trim()
    if (preparation.needsOverride && overrideReason === '') return
    request.mutate({ reason: choice.reason, postageClass: isJoining ? null : choice.postageClass, overrideReason: preparation.needsOverride ? overrideReason : null })
  }
  return (
    <Modal
      title={text.title}
      onClose={onClose}
      width="md"
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          {preparation === undefined ? null : <Button variant="contained" autoFocus={!preparation.needsOverride} disabled={request.isPending} onClick={send}>{isJoining ? text.confirmJoin : text.confirm}</Button>}
        </>
      }
    >
      <Answer of={prepared}>
        {(ready) => <NoticeForm preparation={ready} choice={choice} mustTellEnd={mustTellEnd(ready)} wasTried={wasTried} error={request.error} onChange={(more) => setChoice((before) => ({ ...before, ...more }))} />}
      </Answer>
    </Modal>
  )
}
