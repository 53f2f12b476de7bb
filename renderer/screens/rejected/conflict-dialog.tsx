import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ChangeConflict } from '#shared/contract/desktop/contract.ts'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { fieldWord } from './change-words.ts'
import { ConflictField } from './conflict-field.tsx'
import type { Chosen } from './use-changes.ts'

const text = ja.changes.conflict

interface ConflictDialogProps {
  readonly version: number
  readonly conflicts: readonly ChangeConflict[]
  readonly isBusy: boolean
  readonly error: unknown
  readonly onChosen: (chosen: Chosen) => void
  readonly onClose: () => void
}

/** Field by field: what the person wrote, and what somebody else has put there meanwhile. Tab goes from field to field, the arrows choose, Enter sends. */
export function ConflictDialog({ version, conflicts, isBusy, error, onChosen, onClose }: ConflictDialogProps) {
  const [chosen, setChosen] = useState<Chosen>({ version, choices: {} })
  const [triedOn, setTriedOn] = useState<number | null>(null)
  const [first] = useState(version)
  // What was chosen between values that are there no longer does not count.
  const choices = chosen.version === version ? chosen.choices : {}
  const wasTried = triedOn === version
  const send = () => {
    setTriedOn(version)
    if (conflicts.every(({ field }) => choices[field] !== undefined)) onChosen({ version, choices })
  }
  return (
    <Modal title={text.title} width="md" onClose={onClose} actions={
      <>
        <Button onClick={onClose}>{ja.general.cancel}</Button>
        <Button variant="contained" disabled={isBusy} onClick={send}>{text.submit}</Button>
      </>
    }>
      <Form label={text.title} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 4, pt: 1 }}>
          {error === null || error === undefined ? null : <FailureNotice error={error} />}
          {version === first ? null : <Alert severity="warning" role="alert">{text.changedAgain}</Alert>}
          <Box>{text.lead}</Box>
          {conflicts.map((conflict) => (
            <ConflictField
              key={conflict.field} conflict={conflict} value={choices[conflict.field] ?? null}
              errorText={wasTried && choices[conflict.field] === undefined ? text.missing(fieldWord(conflict.field)) : undefined}
              onChoose={(side) => setChosen({ version, choices: { ...choices, [conflict.field]: side } })}
            />
          ))}
        </Box>
      </Form>
    </Modal>
  )
}
