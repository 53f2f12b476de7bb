import Alert from '@mui/material/Alert'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { fonts, typeScale } from '../../theme/tokens.ts'
import { readDocument, writeDocument } from './document-fields.ts'
import { LetterForm } from './letter-form.tsx'
import { PolicyForm } from './policy-form.tsx'

const text = ja.documents
export type EditMode = 'form' | 'text'
const forms = { passwordNotice: LetterForm, policy: PolicyForm } as const

/** Envelopes are measures only: they have no form. */
export const hasForm = (kind: OfficeDocumentKind): kind is keyof typeof forms => kind !== 'envelopes'

interface DocumentFieldsFormProps {
  readonly kind: OfficeDocumentKind
  readonly mode: EditMode
  readonly content: string
  readonly onChange: (content: string) => void
}

/** The document by its fields, or as text where the text is no document or no form is there. */
export function DocumentFieldsForm({ kind, mode, content, onChange }: DocumentFieldsFormProps) {
  const document = readDocument(content)
  if (mode === 'form' && hasForm(kind) && document !== null) {
    const Fields = forms[kind]
    return <Fields document={document} onChange={(next) => onChange(writeDocument(next))} />
  }
  return (
    <>
      {mode === 'form' && document === null ? <Alert severity="warning">{text.textBroken}</Alert> : null}
      <TextInput label={text.textLabel} hint={text.textHint} multiline minRows={16} maxRows={32} value={content} onChange={(event) => onChange(event.target.value)} slotProps={{ htmlInput: { spellCheck: false, maxLength: 60_000, style: { fontFamily: fonts.code, fontSize: typeScale.small, lineHeight: 1.5 } } }} />
    </>
  )
}
