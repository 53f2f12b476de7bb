import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useDeskAction } from '../../api/use-desk.ts'
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

/** The challenge sheet: right printer, right tray, right scale, before any password is made. */
export function Challenge({ lotId }: { readonly lotId: string }) {
  const [code, setCode] = useState('')
  const [measured, setMeasured] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const confirm = useDeskAction(
    (desk, input: { code: string; measuredMillimetres: number }) => desk.lots.confirmChallenge({ lotId, ...input }),
    (view, queries) => queries.setQueryData(['lots', 'get', lotId], view),
  )
  const isCodeRight = /^\d{4}$/u.test(code.normalize('NFKC').trim())
  const millimetres = millimetresOf(measured)
  const send = () => {
    setWasTried(true)
    if (isCodeRight && millimetres !== null) confirm.mutate({ code: code.normalize('NFKC').trim(), measuredMillimetres: millimetres })
  }
  return (
    <Panel heading={text.heading}>
      <Form label={text.heading} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3, maxWidth: 640 }}>
          <Box>{text.lead}</Box>
          {confirm.isError ? <FailureNotice error={confirm.error} /> : null}
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
            <TextInput autoFocus label={text.code} need="required" value={code} autoComplete="off" errorText={wasTried && !isCodeRight ? text.codeMissing : undefined} onChange={(event) => setCode(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 10 } }} />
            <TextInput label={text.millimetres} need="required" value={measured} autoComplete="off" errorText={wasTried && millimetres === null ? text.millimetresMissing : undefined} onChange={(event) => setMeasured(event.target.value)} slotProps={{ htmlInput: { inputMode: 'decimal', maxLength: 10 } }} />
          </Box>
          <Box><Button type="submit" variant="contained" size="large" disabled={confirm.isPending}>{text.submit}</Button></Box>
        </Box>
      </Form>
    </Panel>
  )
}
