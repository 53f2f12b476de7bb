import { useId, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { FieldLabel } from './field-label.tsx'

export interface TextInputProps extends Omit<TextFieldProps, 'label' | 'error' | 'helperText' | 'required'> {
  readonly label: string
  readonly need?: 'required' | 'optional'
  /** Names the remedy; shown at the field. */
  readonly errorText?: string | undefined
  readonly hint?: string
  /** Beside the field, e.g. its 未定 box. */
  readonly aside?: ReactNode
}

/** One line or several lines of text with label above, hint and error below. Children = options of a select. */
export function TextInput({ label, need, errorText, hint, aside, id, slotProps, ...rest }: TextInputProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <Box sx={{ minWidth: 0 }}>
      <FieldLabel htmlFor={fieldId} text={label} need={need} />
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
        <TextField
          {...rest}
          id={fieldId}
          error={errorText !== undefined}
          helperText={errorText ?? hint}
          slotProps={{ ...slotProps, htmlInput: { 'aria-required': need === 'required' ? true : undefined, ...slotProps?.htmlInput } }}
        />
        {aside}
      </Box>
    </Box>
  )
}
