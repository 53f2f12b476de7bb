import { useState } from 'react'
import { TextInput, type TextInputProps } from '../../parts/text-input.tsx'
import { listAt, textAt, withValue, type FieldPath, type JsonObject } from './document-fields.ts'

export interface DocumentFormProps {
  readonly document: JsonObject
  readonly onChange: (document: JsonObject) => void
}
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
