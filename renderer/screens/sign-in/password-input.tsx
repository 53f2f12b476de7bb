import { useState, type KeyboardEvent } from 'react'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

interface PasswordInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorText: string | undefined
  readonly autoFocus?: boolean
}

const text = ja.signIn

/** A password: hidden unless asked for, with a word where Caps Lock is on. */
export function PasswordInput({ value, onChange, errorText, autoFocus = false }: PasswordInputProps) {
  const [isShown, setIsShown] = useState(false)
  const [hasCapsLock, setHasCapsLock] = useState(false)
  const noteCapsLock = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState('CapsLock'))
  return (
    <TextInput
      autoFocus={autoFocus} label={text.password} value={value} type={isShown ? 'text' : 'password'} autoComplete="current-password" onKeyDown={noteCapsLock} onKeyUp={noteCapsLock}
      errorText={errorText} hint={hasCapsLock ? text.capsLock : undefined} onChange={(event) => onChange(event.target.value)}
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
  )
}
