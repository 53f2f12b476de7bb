import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ja } from '../../strings/ja.ts'
import { listAt } from './document-fields.ts'
import { FieldInput, NumberInput, type DocumentFormProps } from './field-inputs.tsx'
import { PostageForm } from './postage-form.tsx'

const text = ja.documents.letter
const circled = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨']
const pair = { display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } } as const

const Group = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) => (
  <Box component="section" aria-label={heading} sx={{ display: 'grid', gap: 3 }}>
    <Typography variant="h3">{heading}</Typography>
    {children}
  </Box>
)

/** The usual things of the letter; its layout is edited as text. */
export function LetterForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Group heading={text.basics}>
        <FieldInput {...field} path={['templateVersion']} label={text.version} hint={text.versionHint} />
        <Box sx={pair}>
          <FieldInput {...field} path={['sender', 'organisation']} label={text.organisation} />
          <FieldInput {...field} path={['sender', 'office']} label={text.office} />
          <FieldInput {...field} path={['helpline', 'number']} label={text.helplineNumber} />
          <FieldInput {...field} path={['helpline', 'note']} label={text.helplineNote} />
          <NumberInput {...field} path={['validityDays']} label={text.validityDays} hint={text.validityDaysHint} />
        </Box>
      </Group>
      <Group heading={text.wording}>
        <Box sx={pair}>
          <FieldInput {...field} path={['wording', 'titleSmall']} label={text.titleSmall} />
          <FieldInput {...field} path={['wording', 'title']} label={text.title} />
        </Box>
        <FieldInput {...field} path={['wording', 'lead']} label={text.opening} multiline />
        <FieldInput {...field} path={['wording', 'validUntilLabel']} label={text.validUntilLabel} />
      </Group>
      <Group heading={text.steps}>
        {listAt(document, ['wording', 'steps']).map((_step, index) => (
          <Box key={index} sx={{ display: 'grid', gap: 1.5 }}>
            <FieldInput {...field} path={['wording', 'steps', index, 'heading']} label={text.stepHeading(circled[index] ?? String(index + 1))} />
            <FieldInput {...field} path={['wording', 'steps', index, 'text']} label={text.stepText(circled[index] ?? String(index + 1))} multiline />
          </Box>
        ))}
      </Group>
      <Group heading={text.notRequested}>
        <FieldInput {...field} path={['wording', 'notRequestedHeading']} label={text.notRequestedHeading} />
        <FieldInput {...field} path={['wording', 'notRequested']} label={text.notRequested} multiline />
        <FieldInput {...field} path={['wording', 'helplineHeading']} label={text.helplineHeading} />
      </Group>
      <Group heading={text.postage}><PostageForm {...field} /></Group>
    </Box>
  )
}
