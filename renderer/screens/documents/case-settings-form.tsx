import Box from '@mui/material/Box'
import { defaultCaseSettings } from '#shared/domain/case-settings.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { BureauDeadlinesForm } from './bureau-deadlines-form.tsx'
import { FieldGroup, fieldPair, NumberInput, type DocumentFormProps } from './field-inputs.tsx'

const text = ja.documents.caseSettings
const limits = { display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(3, minmax(0, 1fr))' }, alignItems: 'end' } as const
// The states that have a limit, in their order.
const emailChangeStates = Object.keys(defaultCaseSettings.emailChangeLimits) as (keyof typeof defaultCaseSettings.emailChangeLimits)[]
const provisionalCodeStates = Object.keys(defaultCaseSettings.provisionalCodeLimits) as (keyof typeof defaultCaseSettings.provisionalCodeLimits)[]

/** 依頼の期限: how long a request may wait, promises to call back, and the deadlines of the bureaus. */
export function CaseSettingsForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <FieldGroup heading={text.emailChangeLimits}>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.limitsHint}</Box>
        <Box sx={limits}>{emailChangeStates.map((state) => <NumberInput key={state} {...field} path={['emailChangeLimits', state]} label={ja.requests.emailChangeStates[state]} />)}</Box>
      </FieldGroup>
      <FieldGroup heading={text.provisionalCodeLimits}>
        <Box sx={limits}>{provisionalCodeStates.map((state) => <NumberInput key={state} {...field} path={['provisionalCodeLimits', state]} label={ja.requests.provisionalCodeStates[state]} />)}</Box>
      </FieldGroup>
      <FieldGroup heading={text.others}>
        <Box sx={fieldPair}>
          <NumberInput {...field} path={['callbackMinutes']} label={text.callbackMinutes} hint={text.callbackMinutesHint} />
          <NumberInput {...field} path={['cardReaderLeadMonths']} label={text.cardReaderLeadMonths} />
        </Box>
      </FieldGroup>
      <FieldGroup heading={text.bureauDeadlines}><BureauDeadlinesForm {...field} /></FieldGroup>
    </Box>
  )
}
