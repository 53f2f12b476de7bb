import Box from '@mui/material/Box'
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { ja } from '../../strings/ja.ts'
import { FieldGroup, QualificationBoxes, RegisteredInput, UndecidedBox } from './provisional-fields.tsx'
import { OpeningInput } from './opening-input.tsx'
import type { FormErrors, ProvisionalFields } from './provisional-form-state.ts'

const text = ja.provisionalCode
const typeOptions = [{ value: '', text: '' }, ...(['hospital', 'clinic', 'dentalClinic', 'pharmacy'] as const).map((value) => ({ value, text: text.facilityTypes[value] }))]
const founderOptions = [{ value: 'individual', text: text.founderKinds.individual }, { value: 'legalPerson', text: text.founderKinds.legalPerson }] as const

/** 医科・歯科併設 is a hospital or a clinic: the dental half is the second request. */
export const mayBeTwin = (type: string, isUndecided: boolean): boolean => (type === 'hospital' || type === 'clinic') && !isUndecided

/** Every field of the request form, in its order. `withTwin`: also whether the facility has two halves. */
export function ProvisionalFormFields({ form, errors, withTwin }: { readonly form: UseFormReturn<ProvisionalFields>; readonly errors: FormErrors; readonly withTwin: boolean }) {
  const { register, control } = form
  // Only what shapes the form: typing a line draws nothing anew.
  const [facilityType, facilityTypeUndecided, facilityNameUndecided, facilityAddressUndecided, openingUndecided, facilityTelephoneUndecided, founderKind, qualifications, isTwin] = useWatch({
    control, name: ['facilityType', 'facilityTypeUndecided', 'facilityNameUndecided', 'facilityAddressUndecided', 'openingUndecided', 'facilityTelephoneUndecided', 'founderKind', 'qualifications', 'isTwin'],
  })
  const isLegalPerson = founderKind === 'legalPerson'
  return (
    <Box sx={{ display: 'grid', gap: 6 }}>
      <FieldGroup heading={text.facilityHeading}>
        <Controller control={control} name="facilityType" render={({ field }) => (
          <SelectInput id="provisional-facilityType" label={text.facilityType} need="required" value={field.value} options={typeOptions} onChoose={field.onChange} disabled={facilityTypeUndecided} errorText={errors.facilityType} aside={<UndecidedBox name="facilityTypeUndecided" of={text.facilityType} control={control} />} />
        )} />
        <RegisteredInput name="facilityName" register={register} label={text.facilityName} need="required" disabled={facilityNameUndecided} errorText={errors.facilityName} aside={<UndecidedBox name="facilityNameUndecided" of={text.facilityName} control={control} />} slotProps={{ htmlInput: { maxLength: 200 } }} />
        {withTwin && mayBeTwin(facilityType, facilityTypeUndecided) ? (
          <Box sx={{ gridColumn: '1 / -1' }}>
            <Controller control={control} name="isTwin" render={({ field }) => <FormControlLabel label={text.isTwin} control={<Checkbox size="small" checked={field.value} onChange={(_event, isChecked) => field.onChange(isChecked)} />} />} />
            {isTwin ? <FormHelperText>{text.twinHint}</FormHelperText> : null}
          </Box>
        ) : null}
        <Box sx={{ gridColumn: '1 / -1' }}>
          <RegisteredInput name="facilityAddress" register={register} label={text.facilityAddress} need="required" disabled={facilityAddressUndecided} errorText={errors.facilityAddress} aside={<UndecidedBox name="facilityAddressUndecided" of={text.facilityAddress} control={control} />} slotProps={{ htmlInput: { maxLength: 300 } }} />
        </Box>
        <OpeningInput form={form} isDisabled={openingUndecided} errorText={errors.opening} />
        <RegisteredInput name="facilityTelephone" register={register} label={text.facilityTelephone} need="required" disabled={facilityTelephoneUndecided} errorText={errors.facilityTelephone} aside={<UndecidedBox name="facilityTelephoneUndecided" of={text.facilityTelephone} control={control} />} slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 40 } }} />
      </FieldGroup>
      <FieldGroup heading={text.founderHeading}>
        <Controller control={control} name="founderKind" render={({ field }) => (
          <Box sx={{ gridColumn: '1 / -1' }}><ChoiceInput label={text.founderKind} need="required" value={field.value} options={founderOptions} onChoose={field.onChange} /></Box>
        )} />
        <RegisteredInput name="founderName" register={register} label={isLegalPerson ? text.legalName : text.founderName} need="required" errorText={errors.founderName} slotProps={{ htmlInput: { maxLength: 200 } }} />
        {isLegalPerson ? <RegisteredInput name="representative" register={register} label={text.representative} need="required" errorText={errors.founderRepresentative} slotProps={{ htmlInput: { maxLength: 200 } }} /> : null}
        <QualificationBoxes control={control} errorText={errors.qualifications} />
        {qualifications.includes('other') ? <RegisteredInput name="otherQualification" register={register} label={text.otherQualification} need="required" errorText={errors.otherQualification} slotProps={{ htmlInput: { maxLength: 100 } }} /> : null}
      </FieldGroup>
      <FieldGroup heading={text.contactHeading}>
        <RegisteredInput name="contactTelephone" register={register} label={text.contactTelephone} need="required" hint={text.contactTelephoneHint} errorText={errors.contactTelephone} slotProps={{ htmlInput: { maxLength: 200 } }} />
        <RegisteredInput name="secondContactTelephone" register={register} label={text.secondContactTelephone} need="optional" errorText={errors.secondContactTelephone} slotProps={{ htmlInput: { maxLength: 200 } }} />
        <RegisteredInput name="designationReceiptNumber" register={register} label={text.designationReceiptNumber} need="optional" hint={text.designationReceiptNumberHint} errorText={errors.designationReceiptNumber} slotProps={{ htmlInput: { maxLength: 40 } }} />
        <RegisteredInput name="notes" register={register} label={text.notes} need="optional" multiline minRows={1} slotProps={{ htmlInput: { maxLength: 2000 } }} />
      </FieldGroup>
    </Box>
  )
}
