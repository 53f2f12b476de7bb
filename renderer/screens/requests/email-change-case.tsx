import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { EmailChangeView } from '#shared/contract/desktop/contract.ts'
import { emailChangeTransitions, type EmailChangeState } from '#shared/domain/email-change-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { EmailChangeStateChip } from '../../parts/state-chips.tsx'
import { ja } from '../../strings/ja.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CaseFrame, type CaseFact } from './case-frame.tsx'
import { ChangedNotice } from './changed-notice.tsx'
import { MoveDialog, type Move } from './move-dialog.tsx'
import { useSeenCase } from './use-seen-case.ts'

const text = ja.caseDrawer
const names = ja.requests.emailChangeStates

/** What a person may do; the rest of the way goes by the letter's own events, and central takes it from nobody. */
export const personSteps = (row: EmailChangeView): EmailChangeState[] =>
  emailChangeTransitions[row.state].filter((to) => {
    if (to === 'verified') return row.state === 'received'
    if (to === 'noticeArranged') return row.noticeId !== null
    return to !== 'noticePosted' && to !== 'completed'
  })

export function MoveEmailChange({ row, first, onClose }: { readonly row: EmailChangeView; readonly first?: EmailChangeState; readonly onClose: () => void }) {
  const living = useSeenCase(row)
  const move = useDeskAction(
    (desk, { to, reason }: Move<EmailChangeState>) => desk.emailChangeRequests.move({ requestId: row.requestId, version: living.version, to, reason }),
    (_request, queries) => void queries.invalidateQueries({ queryKey: ['emailChangeRequests'] }),
  )
  return (
    <MoveDialog number={row.requestNumber} next={personSteps(row)} first={first} stateNames={names} isBusy={move.isPending} error={move.error} onClose={onClose} onMove={(next) => move.mutate(next, { onSuccess: onClose })}>
      <ChangedNotice by={living.changedBy} onContinue={living.accept} />
    </MoveDialog>
  )
}

const factsOf = (row: EmailChangeView): CaseFact[] => [
  { label: ja.general.code, value: row.facilityCode },
  { label: text.fields.oldEmail, value: ja.call.emailChange.oldEmails[row.oldEmail] },
  { label: text.fields.wantedEmail, value: row.wantedEmail ?? ja.general.none },
  ...(row.wantedEmailUse === null ? [] : [{ label: text.fields.wantedEmailUse, value: text.uses[row.wantedEmailUse] }]),
  { label: text.fields.verification, value: row.verificationId === null ? text.notLinked : text.linked },
  { label: text.fields.notice, value: row.noticeNumber ?? text.notLinked },
  { label: text.fields.notes, value: row.notes === '' ? ja.general.none : row.notes },
]

/** One e-mail-change request: moved by its notice, by a person only where it must be. */
export function EmailChangeCase({ row, onClose }: { readonly row: EmailChangeView; readonly onClose: () => void }) {
  const [open, setOpen] = useState<'assign' | EmailChangeState | null>(null)
  const may = useMay()
  const living = useSeenCase(row)
  const isEnded = emailChangeTransitions[row.state].length === 0
  const close = () => setOpen(null)
  return (
    <>
      <CaseFrame
        kind="emailChange" id={row.requestId} number={row.requestNumber} subject={row.facilityName} state={<EmailChangeStateChip state={row.state} />} row={row} changedBy={living.changedBy}
        facts={factsOf(row)} stateNames={names} onClose={onClose}
        actions={isEnded ? <Box>{text.ended}</Box> : (
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {may('emailChangeRequests.move') ? personSteps(row).map((to) => <Button key={to} color={to === 'cancelled' ? 'error' : 'primary'} onClick={() => setOpen(to)}>{names[to]}</Button>) : null}
            {may('cases.assign') ? <Button onClick={() => setOpen('assign')}>{text.assign}</Button> : null}
          </Box>
        )}
      />
      {open === 'assign' ? <AssignDialog kind="emailChange" id={row.requestId} number={row.requestNumber} row={row} onClose={close} /> : null}
      {open !== null && open !== 'assign' ? <MoveEmailChange row={row} first={open} onClose={close} /> : null}
    </>
  )
}
