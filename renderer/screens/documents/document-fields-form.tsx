import type { ComponentType } from 'react'
import Alert from '@mui/material/Alert'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { fonts, typeScale } from '../../theme/tokens.ts'
import { CardTextInput } from './card-text-input.tsx'
import { CaseSettingsForm } from './case-settings-form.tsx'
import { readDocument, writeDocument } from './document-fields.ts'
import type { DocumentFormProps } from './field-inputs.tsx'
import { LetterForm } from './letter-form.tsx'
import { PolicyForm } from './policy-form.tsx'
import { VerificationRuleForm } from './verification-rule-form.tsx'

const text = ja.documents
export type EditMode = 'form' | 'text'
/** Envelopes are measures only, a guidance card is a text: they have no form. */
const forms: Readonly<Partial<Record<OfficeDocumentKind, ComponentType<DocumentFormProps>>>> = { passwordNotice: LetterForm, policy: PolicyForm, verificationRule: VerificationRuleForm, caseSettings: CaseSettingsForm }

export const hasForm = (kind: OfficeDocumentKind): boolean => forms[kind] !== undefined

interface DocumentFieldsFormProps {
  readonly kind: OfficeDocumentKind
  readonly mode: EditMode
  readonly content: string
  /** Of a text in its place, by lines. */
  readonly problems: readonly string[]
  readonly onChange: (content: string) => void
}

/** The document by its fields, or as text where the text is no document or no form is there. */
export function DocumentFieldsForm({ kind, mode, content, problems, onChange }: DocumentFieldsFormProps) {
  if (kind === 'guidanceCard') return <CardTextInput content={content} problems={problems} onChange={onChange} />
  const document = readDocument(content)
  const Fields = forms[kind]
  if (mode === 'form' && Fields !== undefined && document !== null) return <Fields document={document} onChange={(next) => onChange(writeDocument(next))} />
  return (
    <>
      {mode === 'form' && document === null ? <Alert severity="warning">{text.textBroken}</Alert> : null}
      <TextInput label={text.textLabel} hint={kind === 'passwordNotice' || kind === 'envelopes' ? text.textHint : undefined} multiline minRows={16} maxRows={32} value={content} onChange={(event) => onChange(event.target.value)} slotProps={{ htmlInput: { spellCheck: false, maxLength: 60_000, style: { fontFamily: fonts.code, fontSize: typeScale.small, lineHeight: 1.5 } } }} />
    </>
  )
}
