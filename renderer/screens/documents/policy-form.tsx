import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ja } from '../../strings/ja.ts'
import { valueAt, withValue } from './document-fields.ts'
import { FieldInput, ListInput, NumberInput, type DocumentFormProps } from './field-inputs.tsx'

const text = ja.documents.policy
const used = [{ value: 'yes', text: text.used }, { value: 'no', text: text.notUsed }] as const

/** 運用の設定. */
export function PolicyForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  const isUsed = valueAt(document, ['isSecondNumberUsed'])
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Typography variant="h3">{text.heading}</Typography>
      <Box>
        <ChoiceInput label={text.isSecondNumberUsed} value={isUsed === true ? 'yes' : isUsed === false ? 'no' : null} options={used} onChoose={(choice) => onChange(withValue(document, ['isSecondNumberUsed'], choice === 'yes'))} />
        <FormHelperText>{text.isSecondNumberUsedHint}</FormHelperText>
      </Box>
      <ListInput {...field} path={['collectionTimes']} label={text.collectionTimes} hint={text.collectionTimesHint} separator="、" />
      <ListInput {...field} path={['closedDays']} label={text.closedDays} hint={text.closedDaysHint} separator={'\n'} multiline />
      <FieldInput {...field} path={['postpaidApproval']} label={text.postpaidApproval} hint={text.postpaidApprovalHint} />
      <NumberInput {...field} path={['idleLockMinutes']} label={text.idleLockMinutes} hint={text.idleLockMinutesHint} />
      <Typography variant="h3">{text.sender}</Typography>
      <FieldInput {...field} path={['sender', 'name']} label={text.senderName} />
      <FieldInput {...field} path={['sender', 'address']} label={text.senderAddress} />
      <FieldInput {...field} path={['sender', 'telephone']} label={text.senderTelephone} />
    </Box>
  )
}
