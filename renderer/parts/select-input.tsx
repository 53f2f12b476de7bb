import type { ChangeEvent } from 'react'
import { TextInput, type TextInputProps } from './text-input.tsx'

interface SelectInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'children' | 'select'> {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onChoose: (value: string) => void
}

/** A native select: typing jumps, Alt+↓ opens, and screen readers know it. */
export function SelectInput({ options, onChoose, ...rest }: SelectInputProps) {
  return (
    <TextInput
      {...rest}
      select
      onChange={(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChoose(event.target.value)}
      slotProps={{ ...rest.slotProps, select: { native: true } }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>{option.text}</option>
      ))}
    </TextInput>
  )
}
