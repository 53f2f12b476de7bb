import type { KeyboardEvent } from 'react'
import TextField from '@mui/material/TextField'
import { isPlainEnter } from '../../parts/composition.ts'

/** `numbers`: digits and what stands between them (番地); `digits`: codes and telephones. */
type SpokenKind = 'numbers' | 'digits' | 'mail' | 'text'

/** 番地 as they are compared: digits, with a hyphen where 丁目, 番, の or a dash stood. */
export const numbersOnly = (typed: string): string =>
  typed.normalize('NFKC').replace(/[丁目番地号の‐‑‒–—―−ー－\s]/gu, '-').replace(/[^\d-]/gu, '').replace(/-{2,}/gu, '-')

interface SpokenFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly isDisabled: boolean
  readonly kind: SpokenKind
  readonly onType: (value: string) => void
  readonly onSay: () => void
}

/** What the caller says, as heard: Enter, or leaving the field, compares. */
export function SpokenField({ label, hint, value, isDisabled, kind, onType, onSay }: SpokenFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainEnter(event)) return
    event.preventDefault()
    onSay()
  }
  const read = (typed: string) => (kind === 'numbers' ? numbersOnly(typed) : typed)
  return (
    <TextField
      value={value} placeholder={hint} disabled={isDisabled} autoComplete="off" onKeyDown={onKeyDown} onBlur={onSay}
      // While an input method composes, its text must be left alone.
      onChange={(event) => onType(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing ? event.target.value : read(event.target.value))}
      onCompositionEnd={(event) => { if (event.target instanceof HTMLInputElement) onType(read(event.target.value)) }}
      slotProps={{ htmlInput: { 'aria-label': label, inputMode: kind === 'mail' ? 'email' : kind === 'text' ? 'text' : 'numeric', spellCheck: false, maxLength: 200 } }}
    />
  )
}
