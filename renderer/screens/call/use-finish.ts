import { useState } from 'react'
import type { CallFinishField } from '#shared/domain/call.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { ja } from '../../strings/ja.ts'
import { forgetResults, useCallResults } from './call-results.ts'
import { fieldsRefused, missingOf, suggestionFor } from './finish-rule.ts'
import type { FinishAnswers } from './finish-dialog.tsx'
import type { CallDraft } from './use-call-draft.ts'
import { useFinishCall } from './use-open-call.ts'

/** Ends the call at hand: at once where nothing is missing, else by asking for exactly that. */
export function useFinish(draft: CallDraft) {
  const { call } = draft
  const results = useCallResults(call.callId)
  const announce = useAnnounce()
  const { mutate, isPending, error, reset } = useFinishCall()
  const [asked, setAsked] = useState<readonly CallFinishField[]>([])

  const end = (answers: FinishAnswers) => {
    const outcome = answers.outcome ?? call.outcome
    if (Object.keys(answers).length > 0) draft.change(answers)
    mutate({ callId: call.callId }, {
      onSuccess: () => {
        forgetResults(call.callId)
        announce(ja.call.finishing.done(outcome === null ? '' : ja.call.outcomes[outcome]))
      },
      // What the backend misses besides is asked for as well, with what was typed still there.
      onError: (refusal) => setAsked((before) => [...new Set([...before, ...fieldsRefused(refusal)])]),
    })
  }
  return {
    asked, isPending,
    /** What the dialog says besides asking: nothing where the refusal only named further fields. */
    error: error !== null && fieldsRefused(error).length === 0 ? error : null,
    suggestion: suggestionFor(call, results),
    finish: () => {
      const missing = missingOf(call, results)
      if (missing.length === 0) end({})
      else setAsked(missing)
    },
    end,
    cancel: () => {
      setAsked([])
      reset()
    },
  }
}
