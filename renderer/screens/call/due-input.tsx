import { useEffect, useRef } from 'react'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { dateDraft, dateOf, type DateDraft } from '../../parts/date-draft.ts'
import { DateInput } from '../../parts/date-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { instantInJapan, typedTime } from '../../parts/typed-time.ts'
import { shortDateTime, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { dueAtOf, dueChoicesAt, type DueChoice } from './due-times.ts'

const text = ja.callbacks.promise

/** What stands in the fields. */
interface DueTyped {
  readonly choice: DueChoice
  readonly day: DateDraft
  readonly time: string
}
export const firstDue = (choice: DueChoice = 'hour'): DueTyped => ({ choice, day: dateDraft(todayInJapan()), time: '' })

/** The instant that was meant; null where it cannot be read or has passed. */
export function dueInstant({ choice, day, time }: DueTyped, now: Date): string | null {
  if (choice !== 'other') return dueAtOf(choice, now)
  const [isoDay, minutes] = [dateOf(day), typedTime(time)]
  if (isoDay === null || isoDay === 'wrong' || minutes === null) return null
  const instant = instantInJapan(isoDay, minutes)
  return Date.parse(instant) > now.getTime() ? instant : null
}

interface DueInputProps {
  readonly label: string
  readonly value: DueTyped
  readonly wasTried: boolean
  readonly now: Date
  /** The chosen time has the focus when the dialog opens: arrows choose, Enter sends. */
  readonly takesFocus?: boolean
  readonly onChange: (value: DueTyped) => void
}

/** The usual times on one key each, and a day and time of one's own. */
export function DueInput({ label, value, wasTried, now, takesFocus = false, onChange }: DueInputProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => { if (takesFocus) box.current?.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.focus() }, [takesFocus])
  const meant = dueInstant(value, now)
  const isRead = value.choice !== 'other' || (![null, 'wrong'].includes(dateOf(value.day)) && typedTime(value.time) !== null)
  return (
    <Box ref={box}>
      <ChoiceInput label={label} need="required" value={value.choice} options={dueChoicesAt(now).map((choice) => ({ value: choice, text: text.dueChoices[choice] }))} onChoose={(choice) => onChange({ ...value, choice })} />
      {value.choice === 'other' ? (
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap', mt: 1 }}>
          <DateInput label={text.day} value={value.day} onChange={(day) => onChange({ ...value, day })} />
          <Box sx={{ width: 110 }}><TextInput label={text.time} value={value.time} placeholder="14:05" autoComplete="off" onChange={(event) => onChange({ ...value, time: event.target.value })} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 8 } }} /></Box>
        </Box>
      ) : null}
      {meant === null
        ? (wasTried ? <FormHelperText error role="alert">{isRead ? text.duePast : text.dueInvalid}</FormHelperText> : null)
        : <FormHelperText>{text.dueAt(shortDateTime(meant))}</FormHelperText>}
    </Box>
  )
}
