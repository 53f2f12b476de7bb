import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { normaliseProvisionalNumber } from '#shared/domain/provisional-code-request.ts'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja, wordFor } from '../../strings/ja.ts'

const text = ja.requests

export interface Move<State extends string> {
  readonly to: State
  readonly reason: string | null
  readonly provisionalCode: string | null
}

interface MoveDialogProps<State extends string> {
  readonly number: string
  readonly next: readonly State[]
  readonly stateNames: Readonly<Record<string, string>>
  readonly isBusy: boolean
  readonly error: unknown
  readonly onMove: (move: Move<State>) => void
  readonly onClose: () => void
}

/** Moves a request on, or cancels it with a reason. */
export function MoveDialog<State extends string>({ number, next, stateNames, isBusy, error, onMove, onClose }: MoveDialogProps<State>) {
  const [to, setTo] = useState<State | ''>(next[0] ?? '')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const provisionalCode = normaliseProvisionalNumber(code)
  const needsCode = to === 'numbered'
  const isReasonMissing = to === 'cancelled' && reason.trim() === ''
  const send = () => {
    setWasTried(true)
    if (to !== '' && !isReasonMissing && !(needsCode && provisionalCode === null)) onMove({ to, reason: reason.trim() === '' ? null : reason.trim(), provisionalCode: needsCode ? provisionalCode : null })
  }
  return (
    <Modal
      title={text.moveOf(number)} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" color={to === 'cancelled' ? 'error' : 'primary'} disabled={isBusy} onClick={send}>{text.moveSubmit}</Button>
        </>
      }
    >
      <Form label={text.moveOf(number)} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          {error === null || error === undefined ? null : <FailureNotice error={error} />}
          <SelectInput autoFocus label={text.moveTo} need="required" value={to} options={next.map((state) => ({ value: state, text: wordFor(stateNames, state, state) }))} onChoose={(value) => setTo(next.find((state) => state === value) ?? '')} />
          {needsCode ? <TextInput label={text.moveProvisionalCode} need="required" value={code} onChange={(event) => setCode(event.target.value)} errorText={wasTried && provisionalCode === null ? text.moveProvisionalCodeInvalid : undefined} slotProps={{ htmlInput: { maxLength: 40 } }} /> : null}
          <TextInput label={text.moveReason} need={to === 'cancelled' ? 'required' : 'optional'} multiline minRows={2} value={reason} onChange={(event) => setReason(event.target.value)} errorText={wasTried && isReasonMissing ? text.moveReasonRequired : undefined} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
