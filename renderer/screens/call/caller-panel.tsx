import Box from '@mui/material/Box'
import ArrowIcon from '@mui/icons-material/SubdirectoryArrowRightOutlined'
import { callerRoles } from '#shared/contract/records.ts'
import { Panel } from '../../parts/panel.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { questionNumbers, questions, type QuestionNumber } from '../../strings/questions.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import type { CallDraft } from './use-call-draft.ts'

const text = ja.call
const questionOptions = [
  { value: '', text: text.question.none },
  ...questionNumbers.map((number) => ({ value: number, text: `${number}　${questions[number].title}` })),
]
const roleOptions = callerRoles.map((role) => ({ value: role, text: text.caller.roles[role] }))

/** Where the question must end, to be read aloud. */
function QuestionEnd({ question }: { readonly question: QuestionNumber }) {
  return (
    <Box aria-live="polite" sx={{ display: 'flex', gap: 2, p: 2.5, borderRadius: 1.5, bgcolor: colours.infoTint, fontSize: typeScale.small, lineHeight: 1.7 }}>
      <ArrowIcon aria-hidden sx={{ fontSize: 18, mt: 0.5, color: colours.info }} />
      <Box>
        <Box component="strong" sx={{ color: colours.info }}>{question}　{questions[question].title}</Box>
        <Box>{questions[question].end}</Box>
      </Box>
    </Box>
  )
}

/** Who calls and what for. Every key stroke is on its way to disk. */
export function CallerPanel({ draft: { call, change } }: { readonly draft: CallDraft }) {
  return (
    <Box sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
      <Panel heading={text.caller.heading}>
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <TextInput label={text.caller.name} value={call.callerName} autoComplete="off" onChange={(event) => change({ callerName: event.target.value })} slotProps={{ htmlInput: { maxLength: 100 } }} />
          <SelectInput label={text.caller.role} value={call.callerRole} options={roleOptions} onChoose={(value) => change({ callerRole: callerRoles.find((role) => role === value) ?? 'other' })} />
          <TextInput label={text.caller.telephone} value={call.callbackTelephone} autoComplete="off" onChange={(event) => change({ callbackTelephone: event.target.value })} slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 40 } }} />
        </Box>
      </Panel>
      <Panel heading={text.question.heading}>
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <SelectInput label={text.question.label} value={call.question ?? ''} options={questionOptions} onChoose={(value) => change({ question: value === '' ? null : value })} />
          {call.question === null ? null : <QuestionEnd question={call.question as QuestionNumber} />}
        </Box>
      </Panel>
    </Box>
  )
}

/** Beside the actions, so that it is in sight on a small screen too. */
export function NotesPanel({ draft: { call, change } }: { readonly draft: CallDraft }) {
  return (
    <Panel heading={text.notes.heading}>
      <TextInput label={text.notes.label} hint={text.notes.hint} value={call.notes} multiline minRows={4} maxRows={12} onChange={(event) => change({ notes: event.target.value })} slotProps={{ htmlInput: { maxLength: 5000 } }} />
    </Panel>
  )
}
