import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import type { CallRecord } from '#shared/contract/records.ts'
import { ja } from '../../strings/ja.ts'
import type { CallDraft } from './use-call-draft.ts'

const text = ja.call.changedElsewhere
const typedFields = ['callerName', 'callerRole', 'callbackTelephone', 'question', 'facilityCodes', 'notes', 'outcome', 'guidedCards', 'paths'] as const

/** The fields that a call has otherwise than they stand here. */
const differingFields = (stored: CallRecord, call: CallRecord): readonly (typeof typedFields)[number][] =>
  typedFields.filter((field) => JSON.stringify(stored[field]) !== JSON.stringify(call[field]))

interface ChangedElsewhereProps {
  readonly draft: CallDraft
  /** As it was read last. */
  readonly stored: CallRecord
}

/** The same call was changed on another screen: said, never taken over by itself. What is being typed stays. */
export function ChangedElsewhere({ draft, stored }: ChangedElsewhereProps) {
  const [seenVersion, setSeenVersion] = useState(0)
  const isSettled = draft.saveState === 'idle' || draft.saveState === 'saved'
  const differing = differingFields(stored, draft.call)
  if (!isSettled || stored.version <= Math.max(seenVersion, draft.savedVersion) || differing.length === 0) return null
  const take = () => draft.change(Object.fromEntries(differing.map((field) => [field, stored[field]])))
  return (
    <Alert severity="warning" role="status" action={
      <>
        <Button size="small" color="inherit" onClick={take}>{text.take}</Button>
        <Button size="small" color="inherit" onClick={() => setSeenVersion(stored.version)}>{text.keep}</Button>
      </>
    }>{text.call}</Alert>
  )
}
