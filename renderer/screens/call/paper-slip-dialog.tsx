import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { dateDraft, dateOf } from '../../parts/date-draft.ts'
import { DateInput } from '../../parts/date-input.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { submitOnEnter } from '../../parts/submit-on-enter.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { instantInJapan, typedTime } from '../../parts/typed-time.ts'
import { todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { useMinute } from '../mailroom/use-minute.ts'
import { useStartPaperSlip } from './use-open-call.ts'

const text = ja.call.paperSlip
type Errors = Partial<Record<'day' | 'startedAt' | 'endedAt', string>>

/** The real times of a slip written by hand; from there on it is a call like any other. */
export function PaperSlipDialog({ onClose }: { readonly onClose: () => void }) {
  const [day, setDay] = useState(() => dateDraft(todayInJapan()))
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const start = useStartPaperSlip()
  const now = useMinute()

  const typedDay = dateOf(day)
  const isoDay = typedDay === 'wrong' ? null : typedDay
  const [begins, ends] = [typedTime(from), typedTime(until)]
  const isInFuture = isoDay !== null && ends !== null && Date.parse(instantInJapan(isoDay, ends)) > now.getTime()
  const errors: Errors = {
    ...(isoDay === null ? { day: text.dateInvalid } : {}),
    ...(begins === null ? { startedAt: text.timeInvalid } : {}),
    ...(ends === null ? { endedAt: text.timeInvalid } : begins !== null && ends < begins ? { endedAt: text.endBeforeStart } : isInFuture ? { endedAt: text.inFuture } : {}),
  }
  const send = () => {
    setWasTried(true)
    if (start.isPending || isoDay === null || begins === null || ends === null || Object.keys(errors).length > 0) return
    start.mutate({ startedAt: instantInJapan(isoDay, begins), endedAt: instantInJapan(isoDay, ends) })
  }
  const shown = wasTried ? errors : {}
  return (
    <Modal
      title={text.title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={start.isPending} onClick={send}>{text.submit}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 1 }} onKeyDown={submitOnEnter(send)}>
        <Box>{text.lead}</Box>
        {start.isError ? <FailureNotice error={start.error} /> : null}
        <DateInput autoFocus label={text.date} need="required" value={day} errorText={shown.day} onChange={setDay} />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <TextInput label={text.startedAt} need="required" hint={text.timeHint} value={from} autoComplete="off" errorText={shown.startedAt} onChange={(event) => setFrom(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 8 } }} />
          <TextInput label={text.endedAt} need="required" value={until} autoComplete="off" errorText={shown.endedAt} onChange={(event) => setUntil(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 8 } }} />
        </Box>
      </Box>
    </Modal>
  )
}
