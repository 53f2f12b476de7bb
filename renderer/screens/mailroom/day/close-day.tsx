import { useState } from 'react'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../../api/session.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { shortDateTime } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { countTyped } from '../count-typed.ts'
import { keepDay } from './keep-day.ts'

const text = ja.mailroom.day

function Obstacles({ obstacles }: { readonly obstacles: readonly string[] }) {
  return (
    <Alert severity="warning" role="note">
      <AlertTitle sx={{ fontWeight: 700 }}>{text.obstacles}</AlertTitle>
      <Box component="ul" sx={{ m: 0, pl: 5 }}>{obstacles.map((obstacle) => <li key={obstacle}>{obstacle}</li>)}</Box>
    </Alert>
  )
}

function CloseForm({ day }: { readonly day: MailDay }) {
  const [typed, setTyped] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const counted = countTyped(typed, 5000)
  const close = useDeskAction((desk, countedInHand: number) => desk.mailroom.closeDay({ date: day.date, countedInHand }), keepDay)
  const send = () => {
    setWasTried(true)
    if (counted !== null && !close.isPending) close.mutate(counted)
  }
  return (
    <Form label={text.closeHeading} onSubmit={send}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {close.isError ? <FailureNotice error={close.error} /> : null}
        <Box sx={{ maxWidth: 420 }}>
          <TextInput label={text.counted} need="required" hint={text.countedHint} value={typed} autoComplete="off" errorText={wasTried && counted === null ? text.countedMissing : undefined} onChange={(event) => setTyped(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 6 } }} />
        </Box>
        <Box><Button type="submit" variant="contained" size="large" disabled={close.isPending}>{text.close}</Button></Box>
      </Box>
    </Form>
  )
}

/** The end of the day: nothing open, and as many envelopes on the table as the records say. */
export function CloseDay({ day }: { readonly day: MailDay }) {
  const may = useMay()
  return (
    <Panel heading={text.closeHeading}>
      {day.closed !== null
        ? <Alert severity="success" role="status">{text.closed(shortDateTime(day.closed.closedAt), day.closed.closedByName)}</Alert>
        : day.obstacles.length > 0 ? <Obstacles obstacles={day.obstacles} />
          : may('mailroom.closeDay') ? <CloseForm key={day.date} day={day} /> : <Box>{text.notClosed}</Box>}
    </Panel>
  )
}
