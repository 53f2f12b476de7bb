import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import AddIcon from '@mui/icons-material/AddOutlined'
import { prefectureByNumber, prefectures } from '#shared/domain/prefectures.ts'
import { SelectInput } from '../../parts/select-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { listAt, textAt, withValue } from './document-fields.ts'
import { FieldInput, NumberInput, type DocumentFormProps } from './field-inputs.tsx'

const text = ja.documents.caseSettings
const place = 'bureauDeadlines'
const options = [{ value: '', text: text.choosePrefecture }, ...prefectures.map(({ number, name }) => ({ value: number, text: name }))]
const row = { display: 'grid', gap: 2, p: 3, alignItems: 'end', border: `1px solid ${colours.line}`, borderRadius: 2, gridTemplateColumns: { xs: '1fr 1fr', md: '150px 150px 80px minmax(0, 1fr) auto' } } as const

/** 指定申請の締切 by prefecture, each with where it was taken from. */
export function BureauDeadlinesForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  const entries = listAt(document, [place])
  return (
    <>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.bureauDeadlinesHint}</Box>
      {entries.length === 0 ? <Box>{text.noDeadlines}</Box> : null}
      {entries.map((_entry, index) => {
        const number = textAt(document, [place, index, 'prefectureNumber'])
        const name = prefectureByNumber(number)?.name ?? text.deadlineOf(index + 1)
        return (
          <Box key={`${entries.length}-${index}`} role="group" aria-label={text.deadlineOf(index + 1)} sx={row}>
            <SelectInput label={text.prefecture} value={number} options={options} onChoose={(value) => onChange(withValue(document, [place, index, 'prefectureNumber'], value))} />
            <NumberInput {...field} path={[place, index, 'monthsBefore']} label={text.monthsBefore} />
            <NumberInput {...field} path={[place, index, 'dayOfMonth']} label={text.dayOfMonth} />
            <FieldInput {...field} path={[place, index, 'note']} label={text.note} />
            <Button size="small" sx={{ justifySelf: 'end', mb: 0.5 }} onClick={() => onChange(withValue(document, [place], entries.filter((_one, other) => other !== index)))} aria-label={text.removeDeadline(name)}>{text.remove}</Button>
          </Box>
        )
      })}
      <Button size="small" startIcon={<AddIcon />} sx={{ justifySelf: 'start' }} onClick={() => onChange(withValue(document, [place], [...entries, { prefectureNumber: '', monthsBefore: 1, dayOfMonth: 10, note: '' }]))}>{text.addDeadline}</Button>
    </>
  )
}
