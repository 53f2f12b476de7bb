import { useState } from 'react'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { useSeenCase } from '../requests/use-seen-case.ts'
import { CallbackStep } from './callback-step.tsx'

const text = ja.callbacks.cancel

/** The promise needs not be kept any more: why. */
export function CancelCallbackDialog({ callback, onClose }: { readonly callback: CallbackView; readonly onClose: () => void }) {
  const seen = useSeenCase(callback)
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const cancel = useDeskAction((desk, _input: null) => desk.callbacks.cancel({ callbackId: callback.callbackId, version: seen.version, reason: reason.trim() }), (_view, queries) => void queries.invalidateQueries({ queryKey: ['callbacks'] }))
  const send = () => {
    setWasTried(true)
    if (reason.trim() !== '') cancel.mutate(null, { onSuccess: () => { announce(text.done); onClose() } })
  }
  return (
    <CallbackStep isDangerous title={text.title} submit={text.submit} latest={callback} seen={seen} isBusy={cancel.isPending} error={cancel.error} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={ja.general.reason} need="required" hint={text.hint} value={reason} autoComplete="off" errorText={wasTried && reason.trim() === '' ? ja.general.reasonMissing : undefined} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
    </CallbackStep>
  )
}
