import { useRef, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { deskFailure } from '../../api/desk-failure.ts'
import { useStaff } from '../../api/session.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { countTyped } from './count-typed.ts'

const text = ja.mailroom.destruction

export interface CountedDestruction {
  readonly countedSheets: number
  readonly witness: { readonly staffId: string; readonly password: string }
}

interface DestructionFormProps {
  readonly label: string
  readonly isBusy: boolean
  readonly error: unknown
  /** `failed` is to be called with the error when it was not accepted: what the witness typed is then gone from the page. */
  readonly onSubmit: (input: CountedDestruction, failed: (error: unknown) => void) => void
}

/** How many sheets a person counted, and the second person, who types their own password. The right number is never shown. */
export function DestructionForm({ label, isBusy, error, onSubmit }: DestructionFormProps) {
  const staff = useStaff()
  const [count, setCount] = useState('')
  const [witnessId, setWitnessId] = useState('')
  const [password, setPassword] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const countField = useRef<HTMLInputElement>(null)
  const witnessField = useRef<HTMLInputElement>(null)
  const counted = countTyped(count, 300)
  const isSelf = witnessId.trim().toLowerCase() === staff.staffId.toLowerCase()
  const witnessError = witnessId.trim() === '' ? text.witnessIdMissing : isSelf ? text.witnessSelf : undefined
  const send = () => {
    setWasTried(true)
    if (counted === null || witnessError !== undefined || password === '' || isBusy) return
    onSubmit({ countedSheets: counted, witness: { staffId: witnessId.trim(), password } }, (problem) => {
      setWitnessId('')
      setPassword('')
      setWasTried(false)
      const field = deskFailure(problem).reason === 'COUNT_DIFFERS' ? countField : witnessField
      field.current?.focus()
    })
  }
  return (
    <Form label={label} onSubmit={send}>
      <Box sx={{ display: 'grid', gap: 3, maxWidth: 760 }}>
        {error === null ? null : <FailureNotice error={error} />}
        <Box sx={{ maxWidth: 360 }}>
          <TextInput inputRef={countField} label={text.count} need="required" value={count} autoComplete="off" hint={text.countHint} errorText={wasTried && counted === null ? text.countMissing : undefined} onChange={(event) => setCount(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 6 } }} />
        </Box>
        <Box role="group" aria-label={text.witness} sx={{ display: 'grid', gap: 2, p: 4, borderRadius: 2, bgcolor: colours.sunken, border: `1px solid ${colours.line}` }}>
          <Box sx={{ fontSize: typeScale.small, fontWeight: 600 }}>{text.witnessLead}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
            <TextInput inputRef={witnessField} label={text.witnessId} need="required" value={witnessId} autoComplete="off" errorText={wasTried ? witnessError : undefined} onChange={(event) => setWitnessId(event.target.value)} slotProps={{ htmlInput: { maxLength: 80, spellCheck: false, autoCapitalize: 'none' } }} />
            <TextInput type="password" label={text.password} need="required" value={password} autoComplete="off" errorText={wasTried && password === '' ? text.passwordMissing : undefined} onChange={(event) => setPassword(event.target.value)} slotProps={{ htmlInput: { maxLength: 400 } }} />
          </Box>
        </Box>
        <Box><Button type="submit" variant="contained" size="large" disabled={isBusy}>{text.submit}</Button></Box>
      </Box>
    </Form>
  )
}
