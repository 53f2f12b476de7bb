import { useId, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { callOutcomes, type CallFinishField, type CallOutcome } from '#shared/domain/call.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { submitOnEnter } from '../../parts/submit-on-enter.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { questionTitle, useGuidanceCards } from '../guidance/use-guidance-cards.ts'

const text = ja.call.finishing
const outcomeOptions = [{ value: '', text: text.outcomeNone }, ...callOutcomes.map((value) => ({ value, text: ja.call.outcomes[value] }))]
const none = { question: '', outcome: '', callerName: '', callbackTelephone: '' } as const
type Answers = Record<CallFinishField, string>

/** What the dialog was answered: only the fields it asked for. */
export type FinishAnswers = Partial<{ question: string; outcome: CallOutcome; callerName: string; callbackTelephone: string }>

const asFields = (asked: readonly CallFinishField[], answers: Answers): FinishAnswers => ({
  ...(asked.includes('question') && answers.question !== '' ? { question: answers.question } : {}),
  ...(asked.includes('outcome') ? { outcome: callOutcomes.find((outcome) => outcome === answers.outcome) } : {}),
  ...(asked.includes('callerName') && answers.callerName.trim() !== '' ? { callerName: answers.callerName.trim() } : {}),
  ...(asked.includes('callbackTelephone') && answers.callbackTelephone.trim() !== '' ? { callbackTelephone: answers.callbackTelephone.trim() } : {}),
})

interface FinishDialogProps {
  readonly asked: readonly CallFinishField[]
  readonly suggestion: CallOutcome | null
  readonly isBusy: boolean
  readonly error: unknown
  readonly onFinish: (answers: FinishAnswers) => void
  readonly onClose: () => void
}

/** Exactly what is missing, the likely outcome chosen already; Enter finishes. */
export function FinishDialog({ asked, suggestion, isBusy, error, onFinish, onClose }: FinishDialogProps) {
  const cards = useGuidanceCards()
  const [answers, setAnswers] = useState<Answers>(() => ({ ...none, outcome: suggestion ?? '' }))
  const [wasTried, setWasTried] = useState(false)
  const suggestionId = useId()
  const set = (field: CallFinishField) => (value: string) => setAnswers((before) => ({ ...before, [field]: value }))
  const isCutOff = answers.outcome === 'disconnected'
  const isMissing = (field: CallFinishField) => asked.includes(field) && answers[field].trim() === '' && (!isCutOff || field === 'outcome')
  const errorOf = (field: CallFinishField, words: string) => (wasTried && isMissing(field) ? words : undefined)
  const finish = () => {
    setWasTried(true)
    if (!isBusy && !asked.some(isMissing)) onFinish(asFields(asked, answers))
  }
  const isFirst = (field: CallFinishField) => asked[0] === field
  const need = (field: CallFinishField) => (isCutOff && field !== 'outcome' ? {} : { need: 'required' as const })
  return (
    <Modal
      title={text.title} onClose={onClose} width="xs"
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" disabled={isBusy} onClick={finish}>{ja.call.bar.finish}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 1 }} onKeyDown={submitOnEnter(finish)}>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>
        {error === null ? null : <FailureNotice error={error} />}
        {asked.includes('question') ? (
          <SelectInput
            autoFocus={isFirst('question')} label={text.question} {...need('question')} value={answers.question} onChoose={set('question')} errorText={errorOf('question', text.questionMissing)}
            options={[{ value: '', text: text.questionNone }, ...cards.map((card) => ({ value: card.name, text: questionTitle(cards, card.name) }))]}
          />
        ) : null}
        {asked.includes('outcome') ? (
          <Box>
            <SelectInput autoFocus={isFirst('outcome')} label={text.outcome} {...need('outcome')} value={answers.outcome} options={outcomeOptions} onChoose={set('outcome')} errorText={errorOf('outcome', text.outcomeMissing)} slotProps={suggestion === null ? {} : { htmlInput: { 'aria-describedby': suggestionId } }} />
            <Box id={suggestionId} sx={{ mt: 0.5, fontSize: typeScale.small, color: colours.inkSoft }}>{isCutOff ? text.disconnectedHint : suggestion !== null && suggestion === answers.outcome ? text.suggested : ''}</Box>
          </Box>
        ) : null}
        {asked.includes('callerName') ? <TextInput autoFocus={isFirst('callerName')} label={text.callerName} {...need('callerName')} value={answers.callerName} autoComplete="off" errorText={errorOf('callerName', text.callerNameMissing)} onChange={(event) => set('callerName')(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} /> : null}
        {asked.includes('callbackTelephone') ? <TextInput autoFocus={isFirst('callbackTelephone')} label={text.callbackTelephone} {...need('callbackTelephone')} value={answers.callbackTelephone} autoComplete="off" errorText={errorOf('callbackTelephone', text.callbackTelephoneMissing)} onChange={(event) => set('callbackTelephone')(event.target.value)} slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 40 } }} /> : null}
      </Box>
    </Modal>
  )
}
