import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ProvisionalCodeView } from '#shared/contract/desktop/contract.ts'
import { decidedValue, provisionalCodeTransitions } from '#shared/domain/provisional-code-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { offerDownload } from '../../parts/download.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { ProvisionalCodeStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { AssignedCell } from './assigned-cell.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { mayLink, MoveProvisionalCode, ProvisionalCodeCase } from './provisional-code-case.tsx'
import { answerText, facilityNameText } from './provisional-words.ts'
import { RequestTable, type RequestColumn } from './request-table.tsx'
import { useAssignedFilter } from './use-assigned-filter.tsx'

const text = ja.requests
const small = { fontSize: typeScale.small, color: colours.inkSoft } as const
const isEnded = (row: ProvisionalCodeView) => provisionalCodeTransitions[row.state].length === 0
const wordsOf = (row: ProvisionalCodeView) =>
  [facilityNameText(row), row.form.founder.name, decidedValue(row.form.facilityAddress) ?? '', row.requestNumber, row.provisionalCode ?? '', row.designationReceiptNumber ?? ''].join(' ')

export function ProvisionalCodeList() {
  const [open, setOpen] = useState<{ readonly kind: 'case' | 'move' | 'link'; readonly requestId: string } | null>(null)
  const may = useMay()
  const assigned = useAssignedFilter()
  const requests = useDeskQuery('provisionalCodeRequests', 'list', { limit: 300 }, (desk, signal) => desk.provisionalCodeRequests.list({ limit: 300 }, { signal }))
  const download = useDeskAction((desk, requestId: string) => desk.provisionalCodeRequests.form({ requestId }), ({ document, fileName }) => offerDownload(document, fileName))
  const step = (row: ProvisionalCodeView) => {
    const [kind, label] = mayLink(row.state) ? (['link', ja.caseDrawer.link] as const) : (['move', text.move] as const)
    return <Button size="small" variant="text" sx={{ px: 1.5, minWidth: 0 }} aria-label={`${label} ${row.requestNumber}`} onClick={() => setOpen({ kind, requestId: row.requestId })}>{label}</Button>
  }
  const columns: RequestColumn<ProvisionalCodeView>[] = [
    { heading: text.columns.number, isNarrow: true, cell: (row) => (
      <>
        {row.requestNumber}
        {row.twinNumber === null ? null : <Box sx={small}>{ja.caseDrawer.fields.twin} {row.twinNumber}</Box>}
      </>
    ) },
    { heading: text.columns.facility, cell: (row) => (
      <>
        <Box sx={{ fontWeight: 600 }}>{facilityNameText(row)}</Box>
        <Box sx={small}>{answerText(row, 'facilityType')}　{row.form.founder.name}</Box>
        {row.offeredFacilities.length > 0 && !isEnded(row) ? <Box sx={{ fontSize: typeScale.small, color: colours.info, fontWeight: 600 }}>{ja.caseDrawer.offered}</Box> : null}
      </>
    ) },
    { heading: text.columns.state, isNarrow: true, cell: (row) => <ProvisionalCodeStateChip state={row.state} /> },
    { heading: text.columns.opening, isNarrow: true, cell: (row) => answerText(row, 'opening') },
    { heading: text.columns.provisionalCode, isNarrow: true, cell: (row) => row.provisionalCode ?? '－' },
    { heading: text.columns.due, isNarrow: true, cell: (row) => <AssignedCell row={row} /> },
    { heading: text.columns.requestedAt, isNarrow: true, cell: (row) => (
      <>
        {shortDateTime(row.requestedAt)}
        <Box sx={small}>{row.requestedByName}</Box>
      </>
    ) },
    { heading: text.columns.actions, cell: (row) => (
      <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
        <Button size="small" variant="text" sx={{ px: 1.5, minWidth: 0 }} aria-label={ja.caseDrawer.openOf(row.requestNumber)} onClick={() => setOpen({ kind: 'case', requestId: row.requestId })}>{ja.caseDrawer.open}</Button>
        <Button size="small" variant="text" sx={{ px: 1.5, minWidth: 0 }} disabled={download.isPending} aria-label={`${text.downloadForm} ${row.requestNumber}`} onClick={() => download.mutate(row.requestId)}>{text.downloadForm}</Button>
        {may('provisionalCodeRequests.move') && !isEnded(row) ? step(row) : null}
      </Box>
    ) },
  ]
  const close = () => setOpen(null)
  return (
    <>
      {download.isError ? <Box sx={{ p: 3, pb: 0 }}><FailureNotice error={download.error} /></Box> : null}
      <Answer of={requests}>
        {(rows) => {
          const row = rows.find((one) => one.requestId === open?.requestId)
          const twinId = rows.find((one) => one.requestId === row?.twinRequestId)?.requestId
          return (
            <>
              <RequestTable label={text.tabs.provisionalCode} rows={assigned.narrow(rows)} columns={columns} keyOf={(one) => one.requestId} wordsOf={wordsOf} stateOf={(one) => one.state} stateNames={text.provisionalCodeStates} isEnded={isEnded} empty={rows.length === 0 ? text.empty.provisionalCode : text.empty.filtered} aside={assigned.bar(rows)} />
              {open?.kind === 'case' && row !== undefined ? <ProvisionalCodeCase key={row.requestId} row={row} onOpenTwin={twinId === undefined ? null : () => setOpen({ kind: 'case', requestId: twinId })} onClose={close} /> : null}
              {open?.kind === 'move' && row !== undefined ? <MoveProvisionalCode row={row} onClose={close} /> : null}
              {open?.kind === 'link' && row !== undefined ? <LinkDialog row={row} onClose={close} /> : null}
            </>
          )
        }}
      </Answer>
    </>
  )
}
