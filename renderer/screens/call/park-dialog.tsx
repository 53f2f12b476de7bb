import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { submitOnEnter } from '../../parts/submit-on-enter.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { usePark } from './use-open-call.ts'

const text = ja.call.parked

/** 保留, with a line to remember it by: Enter is enough. */
export function ParkDialog({ callId, onClose }: { readonly callId: string; readonly onClose: () => void }) {
  const [note, setNote] = useState('')
  const park = usePark()
  const send = () => {
    if (!park.isPending) park.mutate({ callId, note: note.trim() })
  }
  return (
    <Modal
      title={text.title} onClose={onClose} width="xs"
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" disabled={park.isPending} onClick={send}>{text.submit}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 1 }} onKeyDown={submitOnEnter(send)}>
        {park.isError ? <FailureNotice error={park.error} /> : null}
        <TextInput autoFocus label={text.note} need="optional" hint={text.noteHint} value={note} autoComplete="off" onChange={(event) => setNote(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} />
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>
      </Box>
    </Modal>
  )
}
