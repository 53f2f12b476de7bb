import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { useSeenCase } from './use-seen-case.ts'
import { useCaseStaff } from './use-staff-name.ts'

const text = ja.caseDrawer

interface AssignDialogProps {
  readonly kind: 'emailChange' | 'provisionalCode'
  readonly id: string
  readonly number: string
  readonly row: { readonly version: number; readonly events: readonly HistoryEvent[]; readonly assignedTo: string | null; readonly requestedBy: string }
  readonly onClose: () => void
}

/** 担当替え: to whom, and why. */
export function AssignDialog({ kind, id, number, row, onClose }: AssignDialogProps) {
  const [assignedTo, setAssignedTo] = useState('')
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const living = useSeenCase(row)
  const staff = useCaseStaff()
  const assign = useDeskAction(
    (desk, input: { assignedTo: string; reason: string }) => desk.cases.assign({ kind, id, version: living.version, ...input }),
    (_case, queries) => void queries.invalidateQueries({ queryKey: [`${kind}Requests`] }),
  )
  const keeper = row.assignedTo ?? row.requestedBy
  const people = staff.data?.filter((one) => one.staffId !== keeper) ?? []
  const send = () => {
    setWasTried(true)
    if (assignedTo !== '' && reason.trim() !== '') assign.mutate({ assignedTo, reason: reason.trim() }, { onSuccess: onClose })
  }
  return (
    <Modal
      title={text.assignOf(number)} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={assign.isPending} onClick={send}>{text.assignSubmit}</Button>
        </>
      }
    >
      <Form label={text.assignOf(number)} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <ChangedNotice by={living.changedBy} onContinue={living.accept} />
          {assign.isError ? <FailureNotice error={assign.error} /> : null}
          {staff.isError ? <FailureNotice error={staff.error} onRetry={() => void staff.refetch()} /> : null}
          <SelectInput autoFocus label={text.assignTo} need="required" value={assignedTo} options={[{ value: '', text: '' }, ...people.map((one) => ({ value: one.staffId, text: one.displayName }))]} onChoose={setAssignedTo} errorText={wasTried && assignedTo === '' ? text.assignToMissing : undefined} />
          <TextInput label={ja.general.reason} need="required" multiline minRows={2} value={reason} onChange={(event) => setReason(event.target.value)} errorText={wasTried && reason.trim() === '' ? ja.general.reasonMissing : undefined} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
