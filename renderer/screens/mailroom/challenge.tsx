import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.mailroom.challenge
const millimetresOf = (typed: string): number | null => {
  const value = Number(typed.normalize('NFKC').replace(/mm$/iu, '').trim())
  return typed.trim() !== '' && Number.isFinite(value) && value >= 1 && value <= 400 ? value : null
}

export interface ChallengeAnswer {
  readonly code: string
  readonly measuredMillimetres: number
}

interface ChallengeProps {
  readonly isBusy: boolean
  /** What went wrong the last time, or null. */
  readonly error: unknown
  readonly onAnswer: (answer: ChallengeAnswer) => void
}

/** The challenge sheet: right printer, right tray, right scale, before any password is made. */
export function Challenge({ isBusy, error, onAnswer }: ChallengeProps) {
  const [code, setCode] = useState('')
  const [measured, setMeasured] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const isCodeRight = /^\d{4}$/u.test(code.normalize('NFKC').trim())
  const millimetres = millimetresOf(measured)
  const send = () => {
    setWasTried(true)
    if (isCodeRight && millimetres !== null && !isBusy) onAnswer({ code: code.normalize('NFKC').trim(), measuredMillimetres: millimetres })
  }
  return (
    <Panel heading={text.heading}>
      <Form label={text.heading} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3, maxWidth: 640 }}>
          <Box>{text.lead}</Box>
          {error === null ? null : <FailureNotice error={error} />}
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
            <TextInput autoFocus label={text.code} need="required" value={code} autoComplete="off" errorText={wasTried && !isCodeRight ? text.codeMissing : undefined} onChange={(event) => setCode(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 10 } }} />
            <TextInput label={text.millimetres} need="required" value={measured} autoComplete="off" errorText={wasTried && millimetres === null ? text.millimetresMissing : undefined} onChange={(event) => setMeasured(event.target.value)} slotProps={{ htmlInput: { inputMode: 'decimal', maxLength: 10 } }} />
          </Box>
          <Box><Button type="submit" variant="contained" size="large" disabled={isBusy}>{text.submit}</Button></Box>
        </Box>
      </Form>
    </Panel>
  )
}
