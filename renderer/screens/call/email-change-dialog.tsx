import { useRef, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MaskedFacility, NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { checkEmailAddress, emailChangeEnd, oldEmailKnowledge, type OldEmailKnowledge } from '#shared/domain/email-change-request.ts'
import { isEndedNotice } from '#shared/domain/notice.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { WantedEmail, type AskedUse } from './wanted-email.tsx'

const text = ja.call.emailChange
const options = oldEmailKnowledge.map((value) => ({ value, text: text.oldEmails[value] }))
const oldEmailId = 'email-change-old'

/** Whether central knows the address from somewhere: asked once an address, kept while the dialog is open. */
function useWantedUse(facilityCode: string) {
  const [asked, setAsked] = useState<AskedUse | null>(null)
  const check = useDeskAction((desk, wantedEmail: string) => desk.emailChangeRequests.checkWanted({ facilityCode, wantedEmail }))
  /** What waits for the answer: leaving the field asks, and the press that left it must not ask a second time. */
  const waiting = useRef<((answer: AskedUse) => void) | null>(null)
  /** The address central is being asked about, known before the page is drawn anew. */
  const asking = useRef<string | null>(null)
  const ask = (address: string, then: ((answer: AskedUse) => void) | null) => {
    if (address === '' || !checkEmailAddress(address).valid) return
    waiting.current = then
    if (asking.current === address) return
    asking.current = address
    const settle = (answer: AskedUse) => {
      // An address typed since has its own question under way.
      if (asking.current !== address) return
      asking.current = null
      setAsked(answer)
      waiting.current?.(answer)
      waiting.current = null
    }
    check.mutate(address, { onSuccess: ({ use }) => settle({ address, use, error: null }), onError: (error) => settle({ address, use: null, error }) })
  }
  return { of: (address: string) => (asked?.address === address ? asked : null), isAsking: check.isPending, ask }
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
  /** The address whose use was shown when 記録する was pressed. */
  const [warnedOf, setWarnedOf] = useState<string | null>(null)
  const use = useWantedUse(facility.facilityCode)
  const notice = notices.find(({ state }) => !isEndedNotice(state)) ?? null
  const record = useDeskAction((desk, input: { oldEmail: OldEmailKnowledge; wantedEmail: string | null }) =>
    desk.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, noticeId: notice?.noticeId ?? null, notes, ...input }))

  const address = wanted.trim()
  const asked = use.of(address)
  const isWantedWrong = address !== '' && !checkEmailAddress(address).valid
  const isSelfService = oldEmail !== null && emailChangeEnd(oldEmail) === 'selfService'
  const save = (known: OldEmailKnowledge) => record.mutate({ oldEmail: known, wantedEmail: address === '' ? null : address }, { onSuccess: (request) => onRecorded(request.requestNumber) })
  /** An address that another facility has stops the first press: the operator must have seen it. */
  const isHarmless = (answer: AskedUse) => answer.use === 'free' || answer.use === 'unconfirmed'
  const send = () => {
    setWasTried(true)
    if (oldEmail === null || isWantedWrong || record.isPending) return
    if (address === '' || warnedOf === address || (asked !== null && isHarmless(asked))) return save(oldEmail)
    const decide = (answer: AskedUse) => {
      if (isHarmless(answer)) save(oldEmail)
      else setWarnedOf(address)
    }
    if (asked === null) use.ask(address, decide)
    else decide(asked)
  }
  const errors = [
    ...(wasTried && oldEmail === null ? [{ fieldId: oldEmailId, text: text.oldEmailMissing }] : []),
    ...(wasTried && isWantedWrong ? [{ fieldId: 'email-change-wanted', text: text.wantedInvalid }] : []),
  ]
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
          <ErrorSummary errors={errors} />
          {record.isError ? <FailureNotice error={record.error} /> : null}
          <Box sx={{ fontWeight: 600 }}>{facility.name}</Box>
          <ChoiceInput id={oldEmailId} label={text.oldEmail} need="required" value={oldEmail} options={options} onChoose={setOldEmail} errorText={wasTried && oldEmail === null ? text.oldEmailMissing : undefined} />
          {oldEmail === null ? null : <Alert severity="info" role="status">{isSelfService ? text.selfService : text.needsNotice}</Alert>}
          {oldEmail === null || isSelfService ? null : (
            <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>
              <Box>{verificationId === null ? text.linked.noVerification : text.linked.verification}</Box>
              {notice === null ? null : <Box>{text.linked.notice(notice.noticeNumber)}</Box>}
            </Box>
          )}
          <WantedEmail
            value={wanted} asked={asked} isAsking={use.isAsking} mustConfirm={warnedOf === address && address !== ''} errorText={wasTried && isWantedWrong ? text.wantedInvalid : undefined}
            onChange={setWanted} onLeave={() => { if (asked === null) use.ask(address, null) }}
          />
          <TextInput label={text.notes} need="optional" multiline minRows={2} value={notes} onChange={(event) => setNotes(event.target.value)} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
