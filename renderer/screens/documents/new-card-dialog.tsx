import { useState } from 'react'
import Button from '@mui/material/Button'
import { guidanceCardName } from '#shared/domain/call.ts'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.documents.guidanceCard

interface NewCardDialogProps {
  readonly taken: readonly string[]
  readonly onAdd: (name: string) => void
  readonly onClose: () => void
}

/** The name of a card of the office's own. */
export function NewCardDialog({ taken, onAdd, onClose }: NewCardDialogProps) {
  const [typed, setTyped] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const name = typed.normalize('NFKC').trim().toUpperCase()
  const problem = !guidanceCardName.test(name) ? text.addInvalid : taken.includes(name) ? text.addTaken : undefined
  const send = () => {
    setWasTried(true)
    if (problem === undefined) onAdd(name)
  }
  return (
    <Modal title={text.addTitle} width="xs" onClose={onClose} actions={
      <>
        <Button onClick={onClose}>{ja.general.cancel}</Button>
        <Button variant="contained" onClick={send}>{text.addSubmit}</Button>
      </>
    }>
      <Form label={text.addTitle} onSubmit={send}>
        <TextInput autoFocus label={text.addLabel} need="required" hint={text.addHint} value={typed} autoComplete="off" errorText={wasTried ? problem : undefined} onChange={(event) => setTyped(event.target.value)} slotProps={{ htmlInput: { maxLength: 8, spellCheck: false } }} />
      </Form>
    </Modal>
  )
}
