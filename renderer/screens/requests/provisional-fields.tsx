import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { Controller, type Control, type FieldPathByValue, type UseFormRegister } from 'react-hook-form'
import { applicantQualifications, type ApplicantQualification } from '#shared/domain/provisional-code-request.ts'
import { FieldLabel } from '../../parts/field-label.tsx'
import { TextInput, type TextInputProps } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { typeScale } from '../../theme/tokens.ts'
import type { ProvisionalFields } from './provisional-form-state.ts'

const text = ja.provisionalCode
type TextName = FieldPathByValue<ProvisionalFields, string>
type FlagName = FieldPathByValue<ProvisionalFields, boolean>

export function FieldGroup({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ p: 0, mb: 2 }}>{heading}</Typography>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}>{children}</Box>
    </Box>
  )
}

/** The 未定 box of one field. */
export function UndecidedBox({ name, of, control }: { readonly name: FlagName; readonly of: string; readonly control: Control<ProvisionalFields> }) {
  return (
    <Controller control={control} name={name} render={({ field: { value, onChange } }) => (
      <FormControlLabel
        label={ja.general.undecided} sx={{ mr: 0, whiteSpace: 'nowrap', '& .MuiTypography-root': { fontSize: typeScale.body } }}
        control={<Checkbox size="small" checked={value} onChange={(_event, isChecked) => onChange(isChecked)} slotProps={{ input: { 'aria-label': text.undecided(of) } }} sx={{ py: 1 }} />}
      />
    )} />
  )
}

interface RegisteredInputProps extends Omit<TextInputProps, 'name' | 'children'> {
  readonly name: TextName
  readonly register: UseFormRegister<ProvisionalFields>
}
/** A line of the form, uncontrolled: typing draws nothing anew. */
export function RegisteredInput({ name, register, ...rest }: RegisteredInputProps) {
  const { ref, ...registered } = register(name)
  return <TextInput {...rest} {...registered} inputRef={ref} id={`provisional-${name}`} autoComplete="off" />
}

/** 保有資格: several may be held. */
export function QualificationBoxes({ control, errorText }: { readonly control: Control<ProvisionalFields>; readonly errorText: string | undefined }) {
  return (
    <Controller
      control={control} name="qualifications"
      render={({ field: { value, onChange } }) => (
        <Box role="group" aria-labelledby="qualifications-label" id="provisional-qualifications" tabIndex={-1} sx={{ gridColumn: '1 / -1' }}>
          <FieldLabel id="qualifications-label" text={text.qualifications} need="required" />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
            {applicantQualifications.map((qualification: ApplicantQualification) => (
              <FormControlLabel
                key={qualification} label={text.qualificationNames[qualification]} sx={{ '& .MuiTypography-root': { fontSize: typeScale.body } }}
                control={<Checkbox size="small" checked={value.includes(qualification)} onChange={(_event, isChecked) => onChange(isChecked ? [...value, qualification] : value.filter((other) => other !== qualification))} />}
              />
            ))}
          </Box>
          {errorText === undefined ? null : <FormHelperText error>{errorText}</FormHelperText>}
        </Box>
      )}
    />
  )
}
