import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLive } from '../../api/live.tsx'
import { passwordsOnly, useSignInMethods, useUnlock } from '../../api/session.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { EntrancePage } from './entrance-page.tsx'
import { ExternalSignIn } from './external-sign-in.tsx'
import { PasswordInput } from './password-input.tsx'
import { SignInScreen } from './sign-in-screen.tsx'

const text = ja.lock

function UnlockForm({ isOnlyWay }: { readonly isOnlyWay: boolean }) {
  const [password, setPassword] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const unlock = useUnlock()
  const submit = () => {
    setWasTried(true)
    if (password !== '') unlock.mutate({ password }, { onError: () => setPassword('') })
  }
  return (
    <Form label={text.title} onSubmit={submit}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {unlock.isError ? <FailureNotice error={unlock.error} /> : null}
        <PasswordInput autoFocus value={password} onChange={setPassword} errorText={wasTried && password === '' && !unlock.isError ? ja.signIn.passwordMissing : undefined} />
        <Button type="submit" variant={isOnlyWay ? 'contained' : 'outlined'} size="large" disabled={unlock.isPending}>{unlock.isPending ? text.busy : text.submit}</Button>
      </Box>
    </Form>
  )
}

/** Over the work of somebody who went away: of them only the ID is to be seen. They come back, or another person signs in. */
export function LockScreen({ staffId, isTrial }: { readonly staffId: string; readonly isTrial: boolean }) {
  const { status } = useLive()
  const [isAnother, setIsAnother] = useState(false)
  const [isWaiting, setIsWaiting] = useState(false)
  const methods = useSignInMethods(status?.central).data ?? passwordsOnly
  const isExternal = methods.external && methods.isOnline
  const hasPassword = methods.password && !isWaiting
  if (isAnother) {
    return <SignInScreen isTrial={isTrial} before={text.anotherLead} after={<Button onClick={() => setIsAnother(false)}>{text.same}</Button>} />
  }
  return (
    <EntrancePage title={text.title} lead={methods.password ? text.lead(staffId) : text.leadExternal(staffId)} foot={hasPassword ? text.foot : undefined} isTrial={isTrial}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {isExternal || isWaiting ? <ExternalSignIn isWaiting={isWaiting} onWaiting={setIsWaiting} /> : null}
        {isExternal && hasPassword ? <Box sx={{ textAlign: 'center', color: colours.inkSoft }}>{ja.externalSignIn.or}</Box> : null}
        {hasPassword ? <UnlockForm isOnlyWay={!isExternal} /> : null}
        {isWaiting ? null : <Button onClick={() => setIsAnother(true)}>{text.another}</Button>}
      </Box>
    </EntrancePage>
  )
}
