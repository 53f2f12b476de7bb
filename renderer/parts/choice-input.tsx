import { useId } from 'react'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { typeScale } from '../theme/tokens.ts'
import { FieldLabel } from './field-label.tsx'

interface ChoiceInputProps<Value extends string> {
  readonly label: string
  readonly need?: 'required' | 'optional'
  readonly value: Value | null
  readonly options: readonly { readonly value: Value; readonly text: string }[]
  readonly onChoose: (value: Value) => void
  readonly errorText?: string | undefined
  readonly id?: string
}

/** One of few, all in sight. */
export function ChoiceInput<Value extends string>({ label, need, value, options, onChoose, errorText, id }: ChoiceInputProps<Value>) {
  const labelId = useId()
  const errorId = useId()
  return (
    <Box id={id} tabIndex={id === undefined ? undefined : -1}>
      <FieldLabel id={labelId} text={label} need={need} />
      <RadioGroup row aria-labelledby={labelId} aria-describedby={errorText === undefined ? undefined : errorId} value={value ?? ''} onChange={(_event, next) => onChoose(next as Value)}>
        {options.map((option) => (
          <FormControlLabel key={option.value} value={option.value} label={option.text} control={<Radio size="small" />} sx={{ mr: 5, '& .MuiTypography-root': { fontSize: typeScale.body } }} />
        ))}
      </RadioGroup>
      {errorText === undefined ? null : <FormHelperText error id={errorId}>{errorText}</FormHelperText>}
    </Box>
  )
}
