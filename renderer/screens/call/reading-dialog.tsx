import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import EditIcon from '@mui/icons-material/EditOutlined'
import { useDeskAction } from '../../api/use-desk.ts'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.call.search.readingByHand

/** フリガナ by hand: what the caller says the name sounds like, so that the next call finds it. Kept over later lists. */
export function ReadingDialog({ facilityCode, reading }: { readonly facilityCode: string; readonly reading: string | null }) {
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const save = useDeskAction((desk, input: string) => desk.facilities.setReading({ facilityCode, reading: input === '' ? null : input }))
  const open = () => {
    setTyped(reading ?? '')
    save.reset()
    setIsOpen(true)
  }
  const submit = () => save.mutate(typed.trim(), { onSuccess: () => setIsOpen(false) })
  return (
    <>
      <Button size="small" variant="text" startIcon={<EditIcon />} onClick={open}>{reading === null ? text.add : text.change}</Button>
      {isOpen ? (
        <Modal
          title={text.title} onClose={() => setIsOpen(false)}
          actions={
            <>
              <Button onClick={() => setIsOpen(false)}>{ja.general.cancel}</Button>
              <Button variant="contained" disabled={save.isPending} onClick={submit}>{text.save}</Button>
            </>
          }
        >
          <Form label={text.title} onSubmit={submit}>
            <Box sx={{ display: 'grid', gap: 3, pt: 1 }}>
              {save.isError ? <FailureNotice error={save.error} /> : null}
              <TextInput autoFocus label={text.label} hint={text.hint} value={typed} onChange={(event) => setTyped(event.target.value)} slotProps={{ htmlInput: { maxLength: 400 } }} />
            </Box>
          </Form>
        </Modal>
      ) : null}
    </>
  )
}
