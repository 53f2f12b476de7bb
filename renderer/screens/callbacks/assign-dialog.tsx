import { useState } from 'react'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { useCaseStaff } from '../requests/use-staff-name.ts'
import { useSeenCase } from '../requests/use-seen-case.ts'
import { CallbackStep } from './callback-step.tsx'

const text = ja.callbacks.assign

/** 担当替え: to somebody, or to whoever is free. */
export function AssignDialog({ callback, onClose }: { readonly callback: CallbackView; readonly onClose: () => void }) {
  const seen = useSeenCase(callback)
  const staff = useCaseStaff()
  const announce = useAnnounce()
  const [to, setTo] = useState(callback.assignedTo ?? '')
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const assign = useDeskAction((desk, _input: null) => desk.callbacks.assign({ callbackId: callback.callbackId, version: seen.version, assignedTo: to === '' ? null : to, reason: reason.trim() }), (_view, queries) => void queries.invalidateQueries({ queryKey: ['callbacks'] }))
  const send = () => {
    setWasTried(true)
    if (reason.trim() !== '') assign.mutate(null, { onSuccess: () => { announce(text.done); onClose() } })
  }
  return (
    <CallbackStep title={text.title} submit={text.submit} latest={callback} seen={seen} isBusy={assign.isPending} error={assign.error} onSend={send} onClose={onClose}>
      <SelectInput autoFocus label={text.to} need="required" value={to} options={[{ value: '', text: text.anyone }, ...(staff.data ?? []).map((one) => ({ value: one.staffId, text: one.displayName }))]} onChoose={setTo} />
      <TextInput label={ja.general.reason} need="required" value={reason} autoComplete="off" errorText={wasTried && reason.trim() === '' ? ja.general.reasonMissing : undefined} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
    </CallbackStep>
  )
}
