import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { day, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { monthsAfter, withReviewBy } from './card-text.ts'

const text = ja.documents.guidanceCard
/** Counted from today. */
const monthChoices = [3, 6, 12] as const

interface ExtendReviewDialogProps {
  readonly card: GuidanceCardView
  /** Its text today. */
  readonly content: string
  readonly onProposed: () => void
  readonly onClose: () => void
}

/** The same card for some months more: a proposal like any other, for a second person to publish. */
export function ExtendReviewDialog({ card, content, onProposed, onClose }: ExtendReviewDialogProps) {
  const choices = monthChoices.map((months) => ({ months, date: monthsAfter(todayInJapan(), months) }))
  const [date, setDate] = useState(choices[1]?.date ?? '')
  const [typedNote, setTypedNote] = useState<string | null>(null)
  const [wasTried, setWasTried] = useState(false)
  const note = typedNote ?? text.extendNote(day(date))
  const changed = withReviewBy(card.name, content, date)
  const propose = useDeskAction(
    (desk, input: { text: string; note: string }) => desk.officeDocuments.propose({ kind: 'guidanceCard', name: card.name, ...input }),
    (_document, queries) => void queries.invalidateQueries({ queryKey: ['officeDocuments', 'list'] }),
  )
  const send = () => {
    setWasTried(true)
    if (changed !== null && note.trim() !== '') propose.mutate({ text: changed, note: note.trim() }, { onSuccess: onProposed })
  }
  return (
    <Modal title={text.extend} onClose={onClose} actions={
      <>
        <Button onClick={onClose}>{ja.general.cancel}</Button>
        <Button variant="contained" disabled={propose.isPending || changed === null} onClick={send}>{ja.documents.propose}</Button>
      </>
    }>
      <Form label={text.extend} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          {propose.isError ? <FailureNotice error={propose.error} /> : null}
          <Box><Box sx={{ fontWeight: 600 }}>{card.name} {card.title}</Box>{text.extendFrom(day(card.reviewBy))}</Box>
          {changed === null ? <Alert severity="warning">{text.extendUnreadable}</Alert> : <Box>{text.extendLead}</Box>}
          <ChoiceInput label={text.extendUntil} need="required" value={date} options={choices.map((choice) => ({ value: choice.date, text: text.extendChoice(day(choice.date), choice.months) }))} onChoose={setDate} />
          <TextInput label={ja.documents.note} hint={ja.documents.noteHint} need="required" multiline minRows={2} value={note} errorText={wasTried && note.trim() === '' ? ja.documents.noteMissing : undefined} onChange={(event) => setTypedNote(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
