import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import AddIcon from '@mui/icons-material/AddOutlined'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { listAt, textAt, valueAt, withValue } from './document-fields.ts'
import { FieldInput, ListInput, NumberInput, type DocumentFormProps } from './field-inputs.tsx'

const text = ja.documents.letter
const place = 'postageClasses'

/** Classes of postage: the first is the usual one. */
export function PostageForm({ document, onChange }: DocumentFormProps) {
  const field = { document, onChange }
  const classes = listAt(document, [place])
  return (
    <>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.postageHint}</Box>
      {classes.map((_class, index) => {
        const isRecorded = [place, index, 'isRecorded']
        const name = textAt(document, [place, index, 'name'])
        return (
          // Keyed by the number of classes too: a field of a list keeps what is typed, and must not keep it for its neighbour.
          <Box key={`${classes.length}-${index}`} role="group" aria-label={text.postageOf(index + 1)} sx={{ display: 'grid', gap: 2, p: 3, border: `1px solid ${colours.line}`, borderRadius: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
            <FieldInput {...field} path={[place, index, 'name']} label={text.postageName} />
            <FieldInput {...field} path={[place, index, 'id']} label={text.postageId} />
            <ListInput {...field} path={[place, index, 'marks']} label={text.postageMarks} separator="、" />
            <NumberInput {...field} path={[place, index, 'feeYen']} label={text.postageFee} />
            <FormControlLabel label={text.postageRecorded} control={<Checkbox size="small" checked={valueAt(document, isRecorded) === true} onChange={(_event, isTicked) => onChange(withValue(document, isRecorded, isTicked))} />} />
            {classes.length > 1 ? <Button size="small" sx={{ justifySelf: 'end' }} onClick={() => onChange(withValue(document, [place], classes.filter((_one, other) => other !== index)))}>{text.removePostage(name === '' ? text.postageOf(index + 1) : name)}</Button> : null}
          </Box>
        )
      })}
      <Button size="small" startIcon={<AddIcon />} sx={{ justifySelf: 'start' }} onClick={() => onChange(withValue(document, [place], [...classes, { id: '', name: '', marks: [], feeYen: 0, isRecorded: true }]))}>{text.addPostage}</Button>
    </>
  )
}
