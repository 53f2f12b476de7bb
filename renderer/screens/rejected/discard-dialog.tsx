import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ChangeView } from '#shared/contract/desktop/contract.ts'
import { discardReasons, type DiscardReason } from '#shared/domain/change-again.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { changeWord, copiedText } from './change-words.ts'
import { useDiscard } from './use-changes.ts'

const text = ja.changes

/** Gives a change up, for a reason that goes into the audit trail. */
export function DiscardDialog({ change, onClose }: { readonly change: ChangeView; readonly onClose: () => void }) {
  const announce = useAnnounce()
  const discard = useDiscard(change.mutationId)
  const [reason, setReason] = useState<DiscardReason | null>(null)
  const [wasTried, setWasTried] = useState(false)
  const title = text.discardOf(changeWord(change))
  const send = () => {
    setWasTried(true)
    if (reason !== null) discard.mutate(reason, { onSuccess: () => { announce(text.discarded); onClose() } })
  }
  return (
    <Modal title={title} onClose={onClose} actions={
      <>
        <Button onClick={onClose}>{ja.general.cancel}</Button>
        <Button variant="contained" color="error" disabled={discard.isPending} onClick={send}>{text.discard}</Button>
      </>
    }>
      <Form label={title} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3, pt: 1 }}>
          {discard.error === null ? null : <FailureNotice error={discard.error} />}
          <Box>{text.discardHint}</Box>
          {change.text.length === 0 ? null : <CopyButton of={text.copyOf(changeWord(change))} content={copiedText(change)} />}
          <ChoiceInput
            label={text.discardReason} need="required" value={reason} onChoose={setReason} errorText={wasTried && reason === null ? text.discardReasonMissing : undefined}
            options={discardReasons.map((value) => ({ value, text: text.discardReasons[value] }))}
          />
        </Box>
      </Form>
    </Modal>
  )
}
