import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { EmailChangeRequestRecord } from '#shared/contract/records.ts'
import { emailChangeTransitions, type EmailChangeState } from '#shared/domain/email-change-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmailChangeStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { HistoryDrawer } from './history-drawer.tsx'
import { MoveDialog, type Move } from './move-dialog.tsx'
import { RequestTable, type RequestColumn } from './request-table.tsx'

const text = ja.requests
type Row = EmailChangeRequestRecord & { readonly facilityName: string; readonly requestedByName: string }

function MoveEmailChange({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const move = useDeskAction((desk, { to, reason }: Move<EmailChangeState>) => desk.emailChangeRequests.move({ requestId: row.requestId, version: row.version, to, reason }))
  return <MoveDialog number={row.requestNumber} next={emailChangeTransitions[row.state]} stateNames={text.emailChangeStates} isBusy={move.isPending} error={move.error} onClose={onClose} onMove={(next) => move.mutate(next, { onSuccess: onClose })} />
}

export function EmailChangeList() {
  const [open, setOpen] = useState<{ kind: 'history' | 'move'; row: Row } | null>(null)
  const may = useMay()
  const requests = useDeskQuery('emailChangeRequests', 'list', { limit: 300 }, (desk, signal) => desk.emailChangeRequests.list({ limit: 300 }, { signal }))
  const columns: RequestColumn<Row>[] = [
    { heading: text.columns.number, isNarrow: true, cell: (row) => row.requestNumber },
    { heading: text.columns.facility, cell: (row) => (
      <>
        <Box sx={{ fontWeight: 600 }}>{row.facilityName}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={row.facilityCode} /></Box>
      </>
    ) },
    { heading: text.columns.state, isNarrow: true, cell: (row) => <EmailChangeStateChip state={row.state} /> },
    { heading: text.columns.wanted, cell: (row) => row.wantedEmail ?? '－' },
    { heading: text.columns.requestedAt, isNarrow: true, cell: (row) => (
      <>
        {shortDateTime(row.requestedAt)}
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{row.requestedByName}</Box>
      </>
    ) },
    { heading: text.columns.actions, isNarrow: true, cell: (row) => (
      <Box sx={{ display: 'flex' }}>
        <Button size="small" variant="text" aria-label={`${text.history} ${row.requestNumber}`} onClick={() => setOpen({ kind: 'history', row })}>{text.history}</Button>
        {may('emailChangeRequests.move') && emailChangeTransitions[row.state].length > 0 ? <Button size="small" variant="text" aria-label={`${text.move} ${row.requestNumber}`} onClick={() => setOpen({ kind: 'move', row })}>{text.move}</Button> : null}
      </Box>
    ) },
  ]
  const close = () => setOpen(null)
  return (
    <>
      <Answer of={requests}>
        {(rows) => (
          <RequestTable label={text.tabs.emailChange} rows={rows} columns={columns} keyOf={(row) => row.requestId} wordsOf={(row) => `${row.facilityName} ${row.facilityCode} ${row.requestNumber}`} stateOf={(row) => row.state} stateNames={text.emailChangeStates} isEnded={(row) => emailChangeTransitions[row.state].length === 0} empty={text.empty.emailChange} />
        )}
      </Answer>
      {open?.kind === 'history' ? <HistoryDrawer number={open.row.requestNumber} subject={open.row.facilityName} events={open.row.events} stateNames={text.emailChangeStates} onClose={close} /> : null}
      {open?.kind === 'move' ? <MoveEmailChange row={open.row} onClose={close} /> : null}
    </>
  )
}
