import { useId, useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { FieldLabel } from '../../parts/field-label.tsx'
import { TextInput, type TextInputProps } from '../../parts/text-input.tsx'
import { listAt, textAt, withValue, type FieldPath, type JsonObject } from './document-fields.ts'

export interface DocumentFormProps {
  readonly document: JsonObject
  readonly onChange: (document: JsonObject) => void
}
/** Fields that belong together, under a heading. */
export const FieldGroup = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) => (
  <Box component="section" aria-label={heading} sx={{ display: 'grid', gap: 3 }}>
    <Typography variant="h3">{heading}</Typography>
    {children}
  </Box>
)

/** Two fields in a row where there is room. */
export const fieldPair = { display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } } as const

interface FieldInputProps extends DocumentFormProps, Pick<TextInputProps, 'hint' | 'multiline'> {
  readonly path: FieldPath
  readonly label: string
}

/** A piece of text in its place of the document. */
export function FieldInput({ document, onChange, path, label, ...rest }: FieldInputProps) {
  return <TextInput {...rest} label={label} value={textAt(document, path)} onChange={(event) => onChange(withValue(document, path, event.target.value))} />
}

/** A whole number in its place; what is no number stays as typed, for the check to say so. */
export function NumberInput({ document, onChange, path, label, ...rest }: FieldInputProps) {
  const put = (typed: string) => {
    const folded = typed.normalize('NFKC').trim()
    onChange(withValue(document, path, /^\d{1,6}$/u.test(folded) ? Number(folded) : typed))
  }
  return <TextInput {...rest} label={label} value={textAt(document, path)} onChange={(event) => put(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
}

interface ListInputProps extends FieldInputProps {
  /** Between two entries, as written anew. */
  readonly separator: '、' | '\n'
}

/** A list of plain texts in one field. The field keeps what is typed; the document gets the entries. */
export function ListInput({ document, onChange, path, label, separator, ...rest }: ListInputProps) {
  const [typed, setTyped] = useState(() => listAt(document, path).map(String).join(separator))
  const put = (next: string) => {
    setTyped(next)
    onChange(withValue(document, path, next.normalize('NFKC').split(separator === '\n' ? /[\n、,]/u : /[、,]/u).map((entry) => entry.trim()).filter((entry) => entry !== '')))
  }
  return <TextInput {...rest} label={label} value={typed} onChange={(event) => put(event.target.value)} />
}

interface TickListProps extends DocumentFormProps {
  readonly path: FieldPath
  readonly label: string
  /** `isFixed`: belongs there always; cannot be taken away once it is there. */
  readonly options: readonly { readonly value: string; readonly text: string; readonly isFixed: boolean }[]
  readonly hint?: string
}

/** A list of some of a few words, by ticks; kept in the order of the options. */
export function TickList({ document, onChange, path, label, options, hint }: TickListProps) {
  const labelId = useId()
  const ticked = listAt(document, path)
  const put = (value: string, isTicked: boolean) => onChange(withValue(document, path, options.map((option) => option.value).filter((one) => (one === value ? isTicked : ticked.includes(one)))))
  return (
    <Box role="group" aria-labelledby={labelId}>
      <FieldLabel id={labelId} text={label} />
      {options.map(({ value, text, isFixed }) => (
        <FormControlLabel key={value} label={text} control={<Checkbox size="small" checked={ticked.includes(value)} disabled={isFixed && ticked.includes(value)} onChange={(_event, isTicked) => put(value, isTicked)} />} sx={{ mr: 5 }} />
      ))}
      {hint === undefined ? null : <FormHelperText>{hint}</FormHelperText>}
    </Box>
  )
}
