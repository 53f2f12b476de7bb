import Paper from '@mui/material/Paper'
import { callerRoles } from '#shared/contract/records.ts'
import { Panel } from '../../parts/panel.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import type { CallDraft } from './use-call-draft.ts'

const text = ja.call
const roleOptions = callerRoles.map((role) => ({ value: role, text: text.caller.roles[role] }))

/** Who calls, in one line over the work itself. Every key stroke is on its way to disk. */
export function CallerPanel({ draft: { call, change } }: { readonly draft: CallDraft }) {
  return (
    <Paper variant="outlined" component="section" aria-label={text.caller.heading} sx={{ px: 4, pt: 1.5, pb: 2.5, display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1fr)' }}>
      <TextInput label={text.caller.name} value={call.callerName} autoComplete="off" onChange={(event) => change({ callerName: event.target.value })} slotProps={{ htmlInput: { maxLength: 100 } }} />
      <SelectInput label={text.caller.role} value={call.callerRole} options={roleOptions} onChoose={(value) => change({ callerRole: callerRoles.find((role) => role === value) ?? 'other' })} />
      <TextInput label={text.caller.telephone} value={call.callbackTelephone} autoComplete="off" onChange={(event) => change({ callbackTelephone: event.target.value })} slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 40 } }} />
    </Paper>
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
