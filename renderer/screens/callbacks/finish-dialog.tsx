import { useState } from 'react'
import Alert from '@mui/material/Alert'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { useSeenCase } from '../requests/use-seen-case.ts'
import { CallbackStep } from './callback-step.tsx'

const text = ja.callbacks.finish
type Confirmed = 'yes' | 'no'

/** The facility was reached: what was said, and of a verification whether it confirmed the caller. */
export function FinishCallbackDialog({ callback, onClose }: { readonly callback: CallbackView; readonly onClose: () => void }) {
  const seen = useSeenCase(callback)
  const announce = useAnnounce()
  const isVerification = callback.kind === 'verification'
  const [result, setResult] = useState('')
  const [confirmed, setConfirmed] = useState<Confirmed | null>(null)
  const [wasTried, setWasTried] = useState(false)
  const finish = useDeskAction(
    (desk, _input: null) => desk.callbacks.finish({ callbackId: callback.callbackId, version: seen.version, result: result.trim(), isConfirmed: isVerification ? confirmed === 'yes' : null }),
    (_view, queries) => {
      void queries.invalidateQueries({ queryKey: ['callbacks'] })
      void queries.invalidateQueries({ queryKey: ['verifications'] })
    },
  )
  const send = () => {
    setWasTried(true)
    if (result.trim() === '' || (isVerification && confirmed === null)) return
    finish.mutate(null, { onSuccess: () => { announce(text.done); onClose() } })
  }
  return (
    <CallbackStep title={text.title} submit={text.submit} latest={callback} seen={seen} isBusy={finish.isPending} error={finish.error} onSend={send} onClose={onClose}>
      {isVerification ? (
        <>
          <ChoiceInput<Confirmed> label={text.confirmed} need="required" value={confirmed} options={[{ value: 'yes', text: text.yes }, { value: 'no', text: text.no }]} onChoose={setConfirmed} errorText={wasTried && confirmed === null ? text.confirmedMissing : undefined} />
          {confirmed === null ? null : <Alert severity={confirmed === 'yes' ? 'info' : 'warning'} role="status">{confirmed === 'yes' ? text.yesMeans : text.noMeans}</Alert>}
        </>
      ) : null}
      <TextInput autoFocus label={text.result} need="required" value={result} multiline minRows={2} errorText={wasTried && result.trim() === '' ? text.resultMissing : undefined} onChange={(event) => setResult(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
    </CallbackStep>
  )
}
