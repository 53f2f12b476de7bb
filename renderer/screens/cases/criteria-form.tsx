import { useRef, type RefObject } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import { caseKinds } from '#shared/contract/desktop/contract.ts'
import { useStaff } from '../../api/session.ts'
import { DateInput } from '../../parts/date-input.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { useCaseStaff } from '../requests/use-staff-name.ts'
import { noCriteria, type CaseCriteria, type CriteriaErrors } from './case-criteria.ts'

const text = ja.cases
const idOf = (field: string) => `cases-${field}`
const kindOptions = [{ value: '', text: text.allKinds }, ...caseKinds.map((kind) => ({ value: kind as string, text: text.kinds[kind] }))]

interface CriteriaFormProps {
  readonly criteria: CaseCriteria
  readonly errors: CriteriaErrors
  readonly isBusy: boolean
  readonly onChange: (criteria: CaseCriteria) => void
  readonly onSearch: () => void
  /** From the words down into the results. */
  readonly onDown: () => void
}

/** One field for words, and what narrows it. Looks only when asked to: every search goes on record. */
export function CriteriaForm({ criteria, errors, isBusy, onChange, onSearch, onDown }: CriteriaFormProps) {
  const words: RefObject<HTMLInputElement | null> = useRef(null)
  const staff = useCaseStaff()
  const { role } = useStaff()
  const change = (more: Partial<CaseCriteria>) => onChange({ ...criteria, ...more })
  const states = criteria.kind === '' ? [] : Object.entries(text.states[criteria.kind]).map(([value, name]) => ({ value, text: name }))
  return (
    <Form label={text.search} onSubmit={onSearch}>
      <Box sx={{ display: 'grid', gap: 3, p: 4 }}>
        <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ fieldId: idOf(field), text: message }))} />
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <Box sx={{ flex: '1 1 420px' }}>
            <TextInput
              id={idOf('text')} inputRef={words} autoFocus type="search" autoComplete="off" label={text.text} hint={text.textHint} value={criteria.text} errorText={errors.text} onChange={(event) => change({ text: event.target.value })}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return
                event.preventDefault()
                onDown()
              }}
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
          </Box>
          <Box sx={{ display: 'flex', gap: 2, pt: 6.5 }}>
            <Button type="submit" variant="contained" startIcon={<SearchIcon />} disabled={isBusy}>{text.search}</Button>
            <Button onClick={() => { onChange(noCriteria); words.current?.focus() }}>{text.clear}</Button>
          </Box>
        </Box>
        <Box sx={{ display: 'flex', columnGap: 3, rowGap: 2, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <Box sx={{ width: 180 }}><SelectInput label={text.kind} value={criteria.kind} options={kindOptions} onChoose={(value) => change({ kind: caseKinds.find((kind) => kind === value) ?? '', state: '' })} /></Box>
          <Box sx={{ width: 190 }}><SelectInput label={text.state} value={criteria.state} disabled={criteria.kind === ''} options={[{ value: '', text: text.allStates }, ...states]} onChoose={(state) => change({ state })} /></Box>
          <Box sx={{ width: 190 }}><TextInput id={idOf('facilityCode')} label={text.facilityCode} autoComplete="off" value={criteria.facilityCode} errorText={errors.facilityCode} onChange={(event) => change({ facilityCode: event.target.value })} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }} /></Box>
          <Box sx={{ width: 160 }}><SelectInput label={text.staff} value={criteria.staffId} options={[{ value: '', text: text.allStaff }, ...(staff.data ?? []).map((one) => ({ value: one.staffId, text: one.displayName }))]} onChoose={(staffId) => change({ staffId })} /></Box>
        </Box>
        <Box sx={{ display: 'flex', columnGap: 6, rowGap: 2, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <DateInput id={idOf('from')} label={text.from} value={criteria.from} errorText={errors.from} onChange={(from) => change({ from })} />
          <DateInput id={idOf('until')} label={text.until} value={criteria.until} errorText={errors.until} onChange={(until) => change({ until })} />
          {role === 'supervisor' ? <FormControlLabel sx={{ pt: 5.5 }} label={text.onlyOverrides} control={<Checkbox size="small" checked={criteria.onlyOverrides} onChange={(_event, onlyOverrides) => change({ onlyOverrides })} />} /> : null}
          <Box sx={{ flex: '1 1 300px', pt: 7, fontSize: typeScale.small, color: colours.inkSoft }}>{text.recorded}</Box>
        </Box>
      </Box>
    </Form>
  )
}
