import { useState } from 'react'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { callbackAttemptResults, type CallbackAttemptResult } from '#shared/domain/callback.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ja } from '../../strings/ja.ts'
import { DueInput, dueInstant, firstDue } from '../call/due-input.tsx'
import { useSeenCase } from '../requests/use-seen-case.ts'
import { CallbackStep } from './callback-step.tsx'

const text = ja.callbacks.attempt
const options = callbackAttemptResults.map((value) => ({ value, text: ja.callbacks.attemptResults[value] }))

/** Nobody was reached: why, and when to try again. */
export function AttemptDialog({ callback, onClose }: { readonly callback: CallbackView; readonly onClose: () => void }) {
  const seen = useSeenCase(callback)
  const announce = useAnnounce()
  const [now] = useState(() => new Date())
  const [result, setResult] = useState<CallbackAttemptResult | null>('noAnswer')
  const [due, setDue] = useState(() => firstDue('halfHour'))
  const [wasTried, setWasTried] = useState(false)
  const attempt = useDeskAction((desk, input: { result: CallbackAttemptResult; dueAt: string }) => desk.callbacks.attempt({ callbackId: callback.callbackId, version: seen.version, ...input }), (_view, queries) => void queries.invalidateQueries({ queryKey: ['callbacks'] }))
  const send = () => {
    setWasTried(true)
    const dueAt = dueInstant(due, new Date())
    if (result === null || dueAt === null) return
    attempt.mutate({ result, dueAt }, { onSuccess: () => { announce(text.done); onClose() } })
  }
  return (
    <CallbackStep title={text.title} submit={text.submit} latest={callback} seen={seen} isBusy={attempt.isPending} error={attempt.error} onSend={send} onClose={onClose}>
      <ChoiceInput label={text.result} need="required" value={result} options={options} onChoose={setResult} errorText={wasTried && result === null ? text.resultMissing : undefined} />
      <DueInput takesFocus label={text.next} value={due} wasTried={wasTried} now={now} onChange={setDue} />
    </CallbackStep>
  )
}
