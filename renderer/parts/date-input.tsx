import { useId } from 'react'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import TextField from '@mui/material/TextField'
import { formatWareki } from '#shared/domain/wareki.ts'
import { ja } from '../strings/ja.ts'
import { typeScale } from '../theme/tokens.ts'
import { dateOf, type DateDraft } from './date-draft.ts'
import { FieldLabel } from './field-label.tsx'

interface DateInputProps {
  readonly label: string
  readonly need?: 'required' | 'optional'
  readonly value: DateDraft
  readonly onChange: (value: DateDraft) => void
  readonly errorText?: string | undefined
  /** Of the field for the year: an error summary leads there. */
  readonly id?: string
  /** The year has the focus when the field appears. */
  readonly autoFocus?: boolean
}

const text = ja.general.date
const parts = [['year', 76], ['month', 48], ['day', 48]] as const

/** A day in three fields; the year in western years or 和暦, the day of the Japanese calendar said under it. */
export function DateInput({ label, need, value, onChange, errorText, id, autoFocus = false }: DateInputProps) {
  const labelId = useId()
  const noteId = useId()
  const date = dateOf(value)
  const note = errorText ?? (date === null ? text.hint : date === 'wrong' ? text.wrong : formatWareki(date))
  return (
    <Box role="group" aria-labelledby={labelId} aria-describedby={noteId}>
      <FieldLabel id={labelId} text={label} need={need} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        {parts.map(([part, width]) => (
          <Box key={part} sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontSize: typeScale.small }}>
            <TextField
              id={part === 'year' ? id : undefined} value={value[part]} autoFocus={autoFocus && part === 'year'} onFocus={(event) => event.target.select()} error={errorText !== undefined} autoComplete="off" sx={{ width }} onChange={(event) => onChange({ ...value, [part]: event.target.value })}
              slotProps={{ htmlInput: { 'aria-label': text.partOf(label, text[part]), inputMode: part === 'year' ? undefined : 'numeric', maxLength: part === 'year' ? 6 : 3, style: { paddingLeft: 8, paddingRight: 4 } } }}
            />
            <span aria-hidden>{text[part]}</span>
          </Box>
        ))}
      </Box>
      <FormHelperText id={noteId} error={errorText !== undefined}>{note}</FormHelperText>
    </Box>
  )
}
