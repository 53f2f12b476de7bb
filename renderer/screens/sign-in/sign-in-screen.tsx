import { useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import { useSignIn } from '../../api/session.ts'
import { ProductMark } from '../../frame/product-mark.tsx'
import { StatusLine } from '../../frame/status-line.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

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

export function SignInScreen({ isTrial }: { readonly isTrial: boolean }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100vh', bgcolor: colours.ground }}>
      <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', p: 4 }}>
        <Box sx={{ width: '100%', maxWidth: 420 }}>
          <Box sx={{ mb: 6, color: colours.primaryDark }}>
            <ProductMark isLarge />
            <Box sx={{ mt: 1.5, fontSize: typeScale.small, color: colours.inkSoft }}>{ja.productOwner}</Box>
          </Box>
          <Paper variant="outlined" sx={{ p: 7 }}>
            <Typography variant="h1" sx={{ mb: 1 }}>{text.title}</Typography>
            <Box sx={{ mb: 5, color: colours.inkSoft, fontSize: typeScale.small }}>{text.lead}</Box>
            <SignInForm />
          </Paper>
          <Box sx={{ mt: 4, fontSize: typeScale.small, color: colours.inkSoft, textAlign: 'center' }}>{text.forgotten}</Box>
          {isTrial ? <Box sx={{ mt: 2, fontSize: typeScale.small, color: colours.warning, textAlign: 'center', fontWeight: 600 }}>{ja.trialHint}</Box> : null}
        </Box>
      </Box>
      <StatusLine />
    </Box>
  )
}
