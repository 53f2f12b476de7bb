import Box from '@mui/material/Box'
import { confirmers, mustItems, plusItemChoices } from '#shared/domain/verification-rule.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ja } from '../../strings/ja.ts'
import { textAt, withValue } from './document-fields.ts'
import { FieldGroup, FieldInput, fieldPair, NumberInput, TickList, type DocumentFormProps } from './field-inputs.tsx'

const text = ja.documents.verificationRule
const whoOptions = confirmers.map((value) => ({ value, text: text.confirmers[value] }))
const mustOptions = mustItems.map((value) => ({ value, text: text.mustNames[value], isFixed: value !== 'movedRecently' }))
const plusOptions = plusItemChoices.map((value) => ({ value, text: text.plusNames[value], isFixed: false }))

/** 登録情報の確認: who confirms, what must be right, how often. */
export function VerificationRuleForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  const who = textAt(document, ['confirmedBy'])
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <FieldGroup heading={text.who}>
        <ChoiceInput label={text.confirmedBy} value={confirmers.find((one) => one === who) ?? null} options={whoOptions} onChoose={(choice) => onChange(withValue(document, ['confirmedBy'], choice))} />
      </FieldGroup>
      <FieldGroup heading={text.items}>
        <TickList {...field} path={['musts']} label={text.musts} options={mustOptions} hint={text.fixed} />
        <TickList {...field} path={['plus']} label={text.plus} options={plusOptions} />
        <NumberInput {...field} path={['plusNeeded']} label={text.plusNeeded} hint={text.plusNeededHint} />
      </FieldGroup>
      <FieldGroup heading={text.limits}>
        <Box sx={fieldPair}>
          <NumberInput {...field} path={['attemptsPerItem']} label={text.attemptsPerItem} hint={text.attemptsPerItemHint} />
          <NumberInput {...field} path={['addressWaitDays']} label={text.addressWaitDays} hint={text.addressWaitDaysHint} />
          <NumberInput {...field} path={['comparisonsPerFacilityAndDay']} label={text.comparisonsPerFacilityAndDay} />
          <NumberInput {...field} path={['comparisonsPerOperatorAndHour']} label={text.comparisonsPerOperatorAndHour} />
          <NumberInput {...field} path={['mailQuestionsPerFacilityAndDay']} label={text.mailQuestionsPerFacilityAndDay} />
          <NumberInput {...field} path={['mailQuestionsPerOperatorAndDay']} label={text.mailQuestionsPerOperatorAndDay} />
        </Box>
      </FieldGroup>
      <FieldGroup heading={text.said}>
        <FieldInput {...field} path={['neutralSentence']} label={text.neutralSentence} hint={text.neutralSentenceHint} multiline />
      </FieldGroup>
    </Box>
  )
}
