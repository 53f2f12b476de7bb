import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { decidedValue, provisionalCodeTransitions, type ProvisionalCodeState } from '#shared/domain/provisional-code-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { offerDownload } from '../../parts/download.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { ProvisionalCodeStateChip } from '../../parts/state-chips.tsx'
import { day, month, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { HistoryDrawer } from './history-drawer.tsx'
import { MoveDialog, type Move } from './move-dialog.tsx'
import { RequestTable, type RequestColumn } from './request-table.tsx'

const text = ja.requests
type Row = ProvisionalCodeRequestRecord & { readonly requestedByName: string }
const nameOf = (row: Row) => decidedValue(row.form.facilityName) ?? ja.general.undecided
const openingOf = (row: Row) => {
  const opening = decidedValue(row.form.opening)
  if (opening === null) return ja.general.undecided
  return opening.length > 7 ? day(opening) : month(opening)
}

function MoveProvisionalCode({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const move = useDeskAction((desk, next: Move<ProvisionalCodeState>) => desk.provisionalCodeRequests.move({ requestId: row.requestId, version: row.version, ...next }))
  return <MoveDialog number={row.requestNumber} next={provisionalCodeTransitions[row.state]} stateNames={text.provisionalCodeStates} isBusy={move.isPending} error={move.error} onClose={onClose} onMove={(next) => move.mutate(next, { onSuccess: onClose })} />
}

export function ProvisionalCodeList() {
  const [open, setOpen] = useState<{ kind: 'history' | 'move'; row: Row } | null>(null)
  const may = useMay()
  const requests = useDeskQuery('provisionalCodeRequests', 'list', { limit: 300 }, (desk, signal) => desk.provisionalCodeRequests.list({ limit: 300 }, { signal }))
  const download = useDeskAction((desk, requestId: string) => desk.provisionalCodeRequests.form({ requestId }), ({ document, fileName }) => offerDownload(document, fileName))
  const columns: RequestColumn<Row>[] = [
    { heading: text.columns.number, isNarrow: true, cell: (row) => row.requestNumber },
    { heading: text.columns.facility, cell: (row) => (
      <>
        <Box sx={{ fontWeight: 600 }}>{nameOf(row)}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{row.form.founder.name}</Box>
      </>
    ) },
    { heading: text.columns.state, isNarrow: true, cell: (row) => <ProvisionalCodeStateChip state={row.state} /> },
    { heading: text.columns.opening, isNarrow: true, cell: openingOf },
    { heading: text.columns.provisionalCode, isNarrow: true, cell: (row) => row.provisionalCode ?? '－' },
    { heading: text.columns.requestedAt, isNarrow: true, cell: (row) => (
      <>
        {shortDateTime(row.requestedAt)}
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{row.requestedByName}</Box>
      </>
    ) },
    { heading: text.columns.actions, isNarrow: true, cell: (row) => (
      <Box sx={{ display: 'flex' }}>
        <Button size="small" variant="text" aria-label={`${text.history} ${row.requestNumber}`} onClick={() => setOpen({ kind: 'history', row })}>{text.history}</Button>
        <Button size="small" variant="text" disabled={download.isPending} aria-label={`${text.downloadForm} ${row.requestNumber}`} onClick={() => download.mutate(row.requestId)}>{text.downloadForm}</Button>
        {may('provisionalCodeRequests.move') && provisionalCodeTransitions[row.state].length > 0 ? <Button size="small" variant="text" aria-label={`${text.move} ${row.requestNumber}`} onClick={() => setOpen({ kind: 'move', row })}>{text.move}</Button> : null}
      </Box>
    ) },
  ]
  const close = () => setOpen(null)
  return (
    <>
      {download.isError ? <Box sx={{ p: 3, pb: 0 }}><FailureNotice error={download.error} /></Box> : null}
      <Answer of={requests}>
        {(rows) => (
          <RequestTable label={text.tabs.provisionalCode} rows={rows} columns={columns} keyOf={(row) => row.requestId} wordsOf={(row) => `${nameOf(row)} ${row.form.founder.name} ${row.requestNumber} ${row.provisionalCode ?? ''}`} stateOf={(row) => row.state} stateNames={text.provisionalCodeStates} isEnded={(row) => provisionalCodeTransitions[row.state].length === 0} empty={text.empty.provisionalCode} />
        )}
      </Answer>
      {open?.kind === 'history' ? <HistoryDrawer number={open.row.requestNumber} subject={nameOf(open.row)} events={open.row.events} stateNames={text.provisionalCodeStates} onClose={close} /> : null}
      {open?.kind === 'move' ? <MoveProvisionalCode row={open.row} onClose={close} /> : null}
    </>
  )
}
