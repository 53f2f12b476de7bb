import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { CallbackKind, CallbackTarget } from '#shared/domain/callback.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { submitOnEnter } from '../../parts/submit-on-enter.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { DueInput, dueInstant, firstDue } from './due-input.tsx'
import { flushCall } from './use-call-draft.ts'

const text = ja.callbacks.promise
type Assignee = 'me' | 'anyone'

interface PromiseDialogProps {
  readonly callId: string
  readonly facilityCode: string | null
  /** Of a verification that failed: only the listed number settles it. */
  readonly verificationId: string | null
  readonly kind: Exclude<CallbackKind, 'listUpdated'>
  /** As the caller told it. */
  readonly telephone: string
  readonly onClose: () => void
  readonly onPromised: (dueAt: string) => void
}

/** 折り返しを約束: by when, to which number, who does it. */
export function PromiseDialog({ callId, facilityCode, verificationId, kind, telephone: told, onClose, onPromised }: PromiseDialogProps) {
  const { staffId } = useStaff()
  const isVerification = kind === 'verification'
  const [now] = useState(() => new Date())
  const [due, setDue] = useState(() => firstDue())
  const [target, setTarget] = useState<CallbackTarget>(isVerification ? 'listed' : 'told')
  const [telephone, setTelephone] = useState(told)
  const [about, setAbout] = useState('')
  const [assignee, setAssignee] = useState<Assignee>('me')
  const [wasTried, setWasTried] = useState(false)
  const promise = useDeskAction(
    async (desk, dueAt: string) => {
      await flushCall(callId)
      return await desk.callbacks.promise({
        callId, facilityCode, verificationId, kind, target, telephone: target === 'told' ? telephone.trim() : '', about: about.trim(), dueAt, assignedTo: assignee === 'me' ? staffId : null,
      })
    },
    (_callback, queries) => void queries.invalidateQueries({ queryKey: ['callbacks'] }),
  )
  const isNumberMissing = target === 'told' && telephone.trim() === ''
  const send = () => {
    setWasTried(true)
    const dueAt = dueInstant(due, new Date())
    if (!promise.isPending && dueAt !== null && !isNumberMissing) promise.mutate(dueAt, { onSuccess: (callback) => onPromised(callback.dueAt) })
  }
  return (
    <Modal
      title={text.title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={promise.isPending} onClick={send}>{text.submit}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 1 }} onKeyDown={submitOnEnter(send)}>
        {promise.isError ? <FailureNotice error={promise.error} /> : null}
        {isVerification ? <Alert severity="info">{text.listedFixed}</Alert> : null}
        {!isVerification && facilityCode !== null ? <ChoiceInput label={text.who} need="required" value={target} options={(['told', 'listed'] as const).map((value) => ({ value, text: text.targets[value] }))} onChoose={setTarget} /> : null}
        {target === 'told' ? (
          <TextInput autoFocus={told === ''} label={text.telephone} need="required" value={telephone} autoComplete="off" errorText={wasTried && isNumberMissing ? text.telephoneMissing : undefined} onChange={(event) => setTelephone(event.target.value)} slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 40 } }} />
        ) : null}
        <DueInput takesFocus={isVerification || told !== ''} label={text.due} value={due} wasTried={wasTried} now={now} onChange={setDue} />
        <TextInput label={text.about} need="optional" hint={text.aboutHint} value={about} autoComplete="off" onChange={(event) => setAbout(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
        <ChoiceInput<Assignee> label={text.assignedTo} need="required" value={assignee} options={[{ value: 'me', text: text.me }, { value: 'anyone', text: text.anyone }]} onChoose={setAssignee} />
      </Box>
    </Modal>
  )
}
