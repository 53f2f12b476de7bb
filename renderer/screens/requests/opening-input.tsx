import { useId } from 'react'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import TextField from '@mui/material/TextField'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { formatWareki } from '#shared/domain/wareki.ts'
import { FieldLabel } from '../../parts/field-label.tsx'
import { ja } from '../../strings/ja.ts'
import { UndecidedBox } from './provisional-fields.tsx'
import type { ProvisionalFields } from './provisional-form-state.ts'

const text = ja.provisionalCode
const thisYear = new Date().getFullYear()
/** "2027年（令和9年）"; last year for requests that come late. */
const years = Array.from({ length: 5 }, (_none, index) => String(thisYear - 1 + index))
const yearText = (year: string) => `${year}年（${formatWareki(`${year}-12-31`).replace(/年.*$/u, '年')}）`
const days = Array.from({ length: 31 }, (_none, index) => String(index + 1).padStart(2, '0'))
const months = Array.from({ length: 12 }, (_none, index) => String(index + 1).padStart(2, '0'))

/** 開設時期 as year (with 和暦) and month, and the day where it is known. */
export function OpeningInput({ form: { control }, isDisabled, errorText }: { readonly form: UseFormReturn<ProvisionalFields>; readonly isDisabled: boolean; readonly errorText: string | undefined }) {
  const labelId = useId()
  return (
    <Box role="group" aria-labelledby={labelId} sx={{ gridColumn: '1 / -1' }}>
      <FieldLabel id={labelId} text={text.opening} need="required" />
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
        <Controller control={control} name="openingYear" render={({ field }) => (
          <TextField {...field} id="provisional-openingYear" select disabled={isDisabled} error={errorText !== undefined} sx={{ maxWidth: 190 }} slotProps={{ select: { native: true }, htmlInput: { 'aria-label': text.openingYear } }}>
            <option value="" />
            {[...(field.value === '' || years.includes(field.value) ? [] : [field.value]), ...years].map((year) => <option key={year} value={year}>{yearText(year)}</option>)}
          </TextField>
        )} />
        <Controller control={control} name="openingMonth" render={({ field }) => (
          <TextField {...field} select disabled={isDisabled} error={errorText !== undefined} sx={{ maxWidth: 96 }} slotProps={{ select: { native: true }, htmlInput: { 'aria-label': text.openingMonthOnly } }}>
            <option value="" />
            {months.map((month) => <option key={month} value={month}>{Number(month)}月</option>)}
          </TextField>
        )} />
        <Controller control={control} name="openingDay" render={({ field }) => (
          <TextField {...field} select disabled={isDisabled} sx={{ maxWidth: 92 }} slotProps={{ select: { native: true }, htmlInput: { 'aria-label': text.openingDay } }}>
            <option value="">{text.openingDayUnknown}</option>
            {days.map((day) => <option key={day} value={day}>{Number(day)}日</option>)}
          </TextField>
        )} />
        <UndecidedBox name="openingUndecided" of={text.opening} control={control} />
      </Box>
      {errorText === undefined ? null : <FormHelperText error>{errorText}</FormHelperText>}
    </Box>
  )
}
