import Box from '@mui/material/Box'
import { ja } from '../../strings/ja.ts'
import { listAt } from './document-fields.ts'
import { FieldGroup, FieldInput, fieldPair, NumberInput, type DocumentFormProps } from './field-inputs.tsx'
import { PostageForm } from './postage-form.tsx'

const text = ja.documents.letter
const circled = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨']

/** The usual things of the letter; its layout is edited as text. */
export function LetterForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <FieldGroup heading={text.basics}>
        <FieldInput {...field} path={['templateVersion']} label={text.version} hint={text.versionHint} />
        <Box sx={fieldPair}>
          <FieldInput {...field} path={['sender', 'organisation']} label={text.organisation} />
          <FieldInput {...field} path={['sender', 'office']} label={text.office} />
          <FieldInput {...field} path={['helpline', 'number']} label={text.helplineNumber} />
          <FieldInput {...field} path={['helpline', 'note']} label={text.helplineNote} />
          <NumberInput {...field} path={['validityDays']} label={text.validityDays} hint={text.validityDaysHint} />
        </Box>
      </FieldGroup>
      <FieldGroup heading={text.wording}>
        <Box sx={fieldPair}>
          <FieldInput {...field} path={['wording', 'titleSmall']} label={text.titleSmall} />
          <FieldInput {...field} path={['wording', 'title']} label={text.title} />
        </Box>
        <FieldInput {...field} path={['wording', 'lead']} label={text.opening} multiline />
        <FieldInput {...field} path={['wording', 'validUntilLabel']} label={text.validUntilLabel} />
      </FieldGroup>
      <FieldGroup heading={text.steps}>
        {listAt(document, ['wording', 'steps']).map((_step, index) => (
          <Box key={index} sx={{ display: 'grid', gap: 1.5 }}>
            <FieldInput {...field} path={['wording', 'steps', index, 'heading']} label={text.stepHeading(circled[index] ?? String(index + 1))} />
            <FieldInput {...field} path={['wording', 'steps', index, 'text']} label={text.stepText(circled[index] ?? String(index + 1))} multiline />
          </Box>
        ))}
      </FieldGroup>
      <FieldGroup heading={text.notRequested}>
        <FieldInput {...field} path={['wording', 'notRequestedHeading']} label={text.notRequestedHeading} />
        <FieldInput {...field} path={['wording', 'notRequested']} label={text.notRequested} multiline />
        <FieldInput {...field} path={['wording', 'helplineHeading']} label={text.helplineHeading} />
      </FieldGroup>
      <FieldGroup heading={text.postage}><PostageForm {...field} /></FieldGroup>
    </Box>
  )
}
