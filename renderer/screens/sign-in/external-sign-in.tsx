import { useEffect, useRef, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { isSignInNumber, plainSignInNumber } from '#shared/domain/sign-in-number.ts'
import { useFinishExternal, useStartExternal } from '../../api/session.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.externalSignIn

/** While the person is in the browser: its number, or giving up. */
function NumberForm({ address, onCancel }: { readonly address: string | null; readonly onCancel: () => void }) {
  const [number, setNumber] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const finish = useFinishExternal()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => link.current?.focus(), [])
  const submit = () => {
    setWasTried(true)
    if (isSignInNumber(number)) finish.mutate({ number: plainSignInNumber(number) }, { onError: () => setNumber('') })
  }
  return (
    <Form label={text.start} onSubmit={submit}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {finish.isError ? <FailureNotice error={finish.error} /> : null}
        <Box role="status" sx={{ whiteSpace: 'pre-line' }}>{address === null ? text.opened : text.openHere}</Box>
        {/* The first step has the focus, and Enter takes it. */}
        {address === null ? null : <Button ref={link} variant="outlined" size="large" href={address} target="_blank" rel="noopener noreferrer">{text.link}</Button>}
        <TextInput
          autoFocus={address === null} label={text.number} value={number} hint={text.numberHint} autoComplete="one-time-code" errorText={wasTried && !isSignInNumber(number) && !finish.isError ? text.numberWrong : undefined}
          onChange={(event) => setNumber(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }}
        />
        <Box sx={{ display: 'flex', gap: 3 }}>
          <Button type="submit" variant="contained" size="large" disabled={finish.isPending} sx={{ flex: 1 }}>{finish.isPending ? text.busy : text.submit}</Button>
          <Button size="large" onClick={onCancel}>{text.cancel}</Button>
        </Box>
      </Box>
    </Form>
  )
}

/** Signing in at the organisation's identity provider. @param onWaiting true while the browser has the word */
export function ExternalSignIn({ isWaiting, onWaiting }: { readonly isWaiting: boolean; readonly onWaiting: (isWaiting: boolean) => void }) {
  const start = useStartExternal()
  if (isWaiting && start.data !== undefined) return <NumberForm address={start.data.address} onCancel={() => onWaiting(false)} />
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {start.isError ? <FailureNotice error={start.error} /> : null}
      <Button variant="contained" size="large" disabled={start.isPending} onClick={() => start.mutate(null, { onSuccess: () => onWaiting(true) })}>{start.isPending ? text.starting : text.start}</Button>
    </Box>
  )
}
