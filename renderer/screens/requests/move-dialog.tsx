import { useState, type ReactNode } from 'react'
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
  /** The step that was pressed; otherwise the first. */
  readonly first?: State | undefined
  /** A 仮コード that is recorded already. */
  readonly heldCode?: string | null
  readonly stateNames: Readonly<Record<string, string>>
  readonly isBusy: boolean
  readonly error: unknown
  readonly onMove: (move: Move<State>) => void
  readonly onClose: () => void
  /** Above the fields: that somebody else was here meanwhile. */
  readonly children?: ReactNode
}

/** Moves a request on, or cancels it with a reason. */
export function MoveDialog<State extends string>({ number, next, first, heldCode = null, stateNames, isBusy, error, onMove, onClose, children }: MoveDialogProps<State>) {
  const [chosen, setChosen] = useState<State | ''>(first ?? next[0] ?? '')
  const [reason, setReason] = useState('')
  const [code, setCode] = useState(heldCode ?? '')
  const [wasTried, setWasTried] = useState(false)
  // What somebody else did meanwhile may leave another choice.
  const to = next.find((state) => state === chosen) ?? ''
  const provisionalCode = normaliseProvisionalNumber(code)
  const needsCode = to === 'numbered'
  const isReasonMissing = to === 'cancelled' && reason.trim() === ''
  const send = () => {
    setWasTried(true)
    if (to !== '' && !isReasonMissing && !(needsCode && provisionalCode === null)) onMove({ to, reason: reason.trim() === '' ? null : reason.trim(), provisionalCode: needsCode ? provisionalCode : null })
  }
  const options = [...(to === '' ? [{ value: '', text: '' }] : []), ...next.map((state) => ({ value: state as string, text: wordFor(stateNames, state, state) }))]
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
          {children}
          {error === null || error === undefined ? null : <FailureNotice error={error} />}
          <SelectInput autoFocus label={text.moveTo} need="required" value={to} options={options} onChoose={(value) => setChosen(next.find((state) => state === value) ?? '')} errorText={wasTried && to === '' ? text.moveToMissing : undefined} />
          {needsCode ? <TextInput label={text.moveProvisionalCode} need="required" value={code} onChange={(event) => setCode(event.target.value)} errorText={wasTried && provisionalCode === null ? text.moveProvisionalCodeInvalid : undefined} slotProps={{ htmlInput: { maxLength: 40 } }} /> : null}
          <TextInput label={text.moveReason} need={to === 'cancelled' ? 'required' : 'optional'} multiline minRows={2} value={reason} onChange={(event) => setReason(event.target.value)} errorText={wasTried && isReasonMissing ? text.moveReasonRequired : undefined} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
