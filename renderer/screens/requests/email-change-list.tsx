import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { EmailChangeView } from '#shared/contract/desktop/contract.ts'
import { emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmailChangeStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { AssignedCell } from './assigned-cell.tsx'
import { EmailChangeCase, MoveEmailChange, personSteps } from './email-change-case.tsx'
import { RequestTable, type RequestColumn } from './request-table.tsx'
import { useAssignedFilter } from './use-assigned-filter.tsx'

const text = ja.requests
const small = { fontSize: typeScale.small, color: colours.inkSoft } as const
const isEnded = (row: EmailChangeView) => emailChangeTransitions[row.state].length === 0

export function EmailChangeList() {
  const [open, setOpen] = useState<{ readonly kind: 'case' | 'move'; readonly requestId: string } | null>(null)
  const may = useMay()
  const assigned = useAssignedFilter()
  const requests = useDeskQuery('emailChangeRequests', 'list', { limit: 300 }, (desk, signal) => desk.emailChangeRequests.list({ limit: 300 }, { signal }))
  const columns: RequestColumn<EmailChangeView>[] = [
    { heading: text.columns.number, isNarrow: true, cell: (row) => row.requestNumber },
    { heading: text.columns.facility, cell: (row) => (
      <>
        <Box sx={{ fontWeight: 600 }}>{row.facilityName}</Box>
        <Box sx={small}><FacilityCode code={row.facilityCode} /></Box>
      </>
    ) },
    { heading: text.columns.state, isNarrow: true, cell: (row) => <EmailChangeStateChip state={row.state} /> },
    { heading: text.columns.wanted, cell: (row) => <Box sx={{ overflowWrap: 'anywhere' }}>{row.wantedEmail ?? '－'}</Box> },
    { heading: text.columns.due, isNarrow: true, cell: (row) => <AssignedCell row={row} /> },
    { heading: text.columns.requestedAt, isNarrow: true, cell: (row) => (
      <>
        {shortDateTime(row.requestedAt)}
        <Box sx={small}>{row.requestedByName}</Box>
      </>
    ) },
    { heading: text.columns.actions, isNarrow: true, cell: (row) => (
      <Box sx={{ display: 'flex' }}>
        <Button size="small" variant="text" aria-label={ja.caseDrawer.openOf(row.requestNumber)} onClick={() => setOpen({ kind: 'case', requestId: row.requestId })}>{ja.caseDrawer.open}</Button>
        {may('emailChangeRequests.move') && personSteps(row).length > 0 ? <Button size="small" variant="text" aria-label={`${text.move} ${row.requestNumber}`} onClick={() => setOpen({ kind: 'move', requestId: row.requestId })}>{text.move}</Button> : null}
      </Box>
    ) },
  ]
  const close = () => setOpen(null)
  return (
    <Answer of={requests}>
      {(rows) => {
        const row = rows.find((one) => one.requestId === open?.requestId)
        return (
          <>
            <RequestTable label={text.tabs.emailChange} rows={assigned.narrow(rows)} columns={columns} keyOf={(one) => one.requestId} wordsOf={(one) => `${one.facilityName} ${one.facilityCode} ${one.requestNumber}`} stateOf={(one) => one.state} stateNames={text.emailChangeStates} isEnded={isEnded} empty={rows.length === 0 ? text.empty.emailChange : text.empty.filtered} aside={assigned.bar(rows)} />
            {open?.kind === 'case' && row !== undefined ? <EmailChangeCase row={row} onClose={close} /> : null}
            {open?.kind === 'move' && row !== undefined ? <MoveEmailChange row={row} onClose={close} /> : null}
          </>
        )
      }}
    </Answer>
  )
}
