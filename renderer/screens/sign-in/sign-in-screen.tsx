import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLive } from '../../api/live.tsx'
import { passwordsOnly, useSignIn, useSignInMethods } from '../../api/session.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { EntrancePage } from './entrance-page.tsx'
import { ExternalSignIn } from './external-sign-in.tsx'
import { PasswordInput } from './password-input.tsx'

const text = ja.signIn
function SignInForm({ isOnlyWay }: { readonly isOnlyWay: boolean }) {
  const [staffId, setStaffId] = useState('')
  const [password, setPassword] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const signIn = useSignIn()
  const submit = () => {
    setWasTried(true)
    if (staffId.trim() === '' || password === '') return
    // A wrong password is typed anew, not mended letter by letter.
    signIn.mutate({ staffId: staffId.trim(), password }, { onError: () => setPassword('') })
  }
  return (
    <Form label={text.title} onSubmit={submit}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {signIn.isError ? <FailureNotice error={signIn.error} /> : null}
        <TextInput autoFocus label={text.staffId} value={staffId} autoComplete="username" errorText={wasTried && staffId.trim() === '' ? text.staffIdMissing : undefined} onChange={(event) => setStaffId(event.target.value)} slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false, lang: 'en', maxLength: 80 } }} />
        <PasswordInput value={password} onChange={setPassword} errorText={wasTried && password === '' && !signIn.isError ? text.passwordMissing : undefined} />
        <Button type="submit" variant={isOnlyWay ? 'contained' : 'outlined'} size="large" disabled={signIn.isPending}>{signIn.isPending ? text.busy : text.submit}</Button>
      </Box>
    </Form>
  )
}

interface SignInScreenProps {
  readonly isTrial: boolean
  /** What a person should know before they sign in here. */
  readonly before?: string
  readonly after?: ReactNode
}

export function SignInScreen({ isTrial, before, after }: SignInScreenProps) {
  const { status } = useLive()
  const [isWaiting, setIsWaiting] = useState(false)
  // Until it is known, and where it cannot be asked: as everywhere without an identity provider.
  const methods = useSignInMethods(status?.central).data ?? passwordsOnly
  const hasPassword = methods.password && !isWaiting
  const isExternal = methods.external && methods.isOnline
  const lead = isWaiting ? ja.externalSignIn.leadWaiting : isExternal ? (methods.password ? ja.externalSignIn.lead : ja.externalSignIn.leadOnly) : text.lead
  return (
    <EntrancePage title={text.title} lead={lead} foot={hasPassword ? text.forgotten : ja.externalSignIn.foot} isTrial={isTrial}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        {before === undefined ? null : <Box role="status">{before}</Box>}
        {methods.external && !methods.isOnline ? <Box role="status">{ja.externalSignIn.offline}</Box> : null}
        {isExternal || isWaiting ? <ExternalSignIn isWaiting={isWaiting} onWaiting={setIsWaiting} /> : null}
        {isExternal && hasPassword ? <Box sx={{ textAlign: 'center', color: colours.inkSoft }}>{ja.externalSignIn.or}</Box> : null}
        {hasPassword ? <SignInForm isOnlyWay={!isExternal} /> : null}
        {after}
      </Box>
    </EntrancePage>
  )
}
