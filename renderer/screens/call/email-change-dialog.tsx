import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MaskedFacility, NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { checkEmailAddress, emailChangeEnd, oldEmailKnowledge, type OldEmailKnowledge } from '#shared/domain/email-change-request.ts'
import { isEndedNotice } from '#shared/domain/notice.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.call.emailChange
const options = oldEmailKnowledge.map((value) => ({ value, text: text.oldEmails[value] }))

function EmailSuggestion({ typed, onUse }: { readonly typed: string; readonly onUse: (address: string) => void }) {
  const { suggestion } = checkEmailAddress(typed)
  if (typed.trim() === '' || suggestion === null) return null
  return (
    <Alert severity="info" role="status" action={<Button size="small" color="inherit" onClick={() => onUse(suggestion)}>{text.useSuggestion}</Button>}>{text.suggestion(suggestion)}</Alert>
  )
}

interface EmailChangeDialogProps {
  readonly callId: string
  readonly facility: MaskedFacility
  readonly verificationId: string | null
  readonly notices: readonly NoticeSummary[]
  readonly onClose: () => void
  readonly onRecorded: (requestNumber: string) => void
}

/** Q13: taken down, never applied by us. */
export function EmailChangeDialog({ callId, facility, verificationId, notices, onClose, onRecorded }: EmailChangeDialogProps) {
  const [oldEmail, setOldEmail] = useState<OldEmailKnowledge | null>(null)
  const [wanted, setWanted] = useState('')
  const [notes, setNotes] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const noticeId = notices.find((notice) => !isEndedNotice(notice.state))?.noticeId ?? null
  const record = useDeskAction((desk, input: { oldEmail: OldEmailKnowledge }) =>
    desk.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, noticeId, oldEmail: input.oldEmail, wantedEmail: wanted.trim() === '' ? null : wanted.trim(), notes }))
  const isWantedWrong = wanted.trim() !== '' && !checkEmailAddress(wanted).valid
  const send = () => {
    setWasTried(true)
    if (oldEmail !== null && !isWantedWrong) record.mutate({ oldEmail }, { onSuccess: (request) => onRecorded(request.requestNumber) })
  }
  const isSelfService = oldEmail !== null && emailChangeEnd(oldEmail) === 'selfService'
  return (
    <Modal
      title={text.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={record.isPending} onClick={send}>{isSelfService ? text.submitSelfService : text.submit}</Button>
        </>
      }
    >
      <Form label={text.title} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3.5 }}>
          {record.isError ? <FailureNotice error={record.error} /> : null}
          <Box sx={{ fontWeight: 600 }}>{facility.name}</Box>
          <ChoiceInput label={text.oldEmail} need="required" value={oldEmail} options={options} onChoose={setOldEmail} errorText={wasTried && oldEmail === null ? text.oldEmailMissing : undefined} />
          {oldEmail === null ? null : <Alert severity="info" role="status">{isSelfService ? text.selfService : text.needsNotice}</Alert>}
          <TextInput label={text.wanted} need="optional" value={wanted} autoComplete="off" hint={text.wantedHint} errorText={wasTried && isWantedWrong ? text.wantedInvalid : undefined} onChange={(event) => setWanted(event.target.value)} slotProps={{ htmlInput: { inputMode: 'email', spellCheck: false, maxLength: 254 } }} />
          <EmailSuggestion typed={wanted} onUse={setWanted} />
          <TextInput label={text.notes} need="optional" multiline minRows={2} value={notes} onChange={(event) => setNotes(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
