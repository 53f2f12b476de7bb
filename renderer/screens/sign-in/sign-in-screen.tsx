import { useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import { useLive } from '../../api/live.tsx'
import { useSignIn, useSignInMethods } from '../../api/session.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { EntrancePage } from './entrance-page.tsx'
import { ExternalSignIn } from './external-sign-in.tsx'

const text = ja.signIn
function SignInForm() {
  const [staffId, setStaffId] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setIsShown] = useState(false)
  const [hasCapsLock, setHasCapsLock] = useState(false)
  const [wasTried, setWasTried] = useState(false)
  const signIn = useSignIn()
  const noteCapsLock = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState('CapsLock'))
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
        <TextInput
          label={text.password} value={password} type={isShown ? 'text' : 'password'} autoComplete="current-password" onKeyDown={noteCapsLock} onKeyUp={noteCapsLock}
          errorText={wasTried && password === '' && !signIn.isError ? text.passwordMissing : undefined} hint={hasCapsLock ? text.capsLock : undefined} onChange={(event) => setPassword(event.target.value)}
          slotProps={{
            htmlInput: { spellCheck: false, maxLength: 400 },
            input: {
              endAdornment: (
                <InputAdornment position="end">
                  <IconButton size="small" edge="end" aria-label={isShown ? text.hide : text.show} onClick={() => setIsShown(!isShown)}>
                    {isShown ? <VisibilityOffIcon fontSize="small" /> : <VisibilityIcon fontSize="small" />}
                  </IconButton>
                </InputAdornment>
              ),
            },
          }}
        />
        <Button type="submit" variant="contained" size="large" disabled={signIn.isPending}>{signIn.isPending ? text.busy : text.submit}</Button>
      </Box>
    </Form>
  )
}

const passwordsOnly = { password: true, external: false, isOnline: true }

export function SignInScreen({ isTrial }: { readonly isTrial: boolean }) {
  const { status } = useLive()
  const [isWaiting, setIsWaiting] = useState(false)
  // Until it is known, and where it cannot be asked: as everywhere without an identity provider.
  const methods = useSignInMethods(status?.central).data ?? passwordsOnly
  const hasPassword = methods.password && !isWaiting
  const isExternal = methods.external && methods.isOnline
  const lead = isExternal ? (methods.password ? ja.externalSignIn.lead : ja.externalSignIn.leadOnly) : text.lead
  return (
    <EntrancePage title={text.title} lead={lead} foot={methods.password ? text.forgotten : ja.externalSignIn.foot} isTrial={isTrial}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        {methods.external && !methods.isOnline ? <Box role="status">{ja.externalSignIn.offline}</Box> : null}
        {isExternal || isWaiting ? <ExternalSignIn isWaiting={isWaiting} onWaiting={setIsWaiting} /> : null}
        {isExternal && hasPassword ? <Box sx={{ textAlign: 'center', color: colours.inkSoft }}>{ja.externalSignIn.or}</Box> : null}
        {hasPassword ? <SignInForm /> : null}
      </Box>
    </EntrancePage>
  )
}
