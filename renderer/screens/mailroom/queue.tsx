import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import BlockIcon from '@mui/icons-material/Block'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import MailIcon from '@mui/icons-material/MarkunreadMailboxOutlined'
import PeopleIcon from '@mui/icons-material/PeopleAltOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import type { QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmptyNotice, FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.mailroom
/** Most pieces a lot may hold (contract). */
const lotLimit = 25
const isReady = (notice: QueuedNotice) => notice.mayPrint && notice.problems.length === 0

function Condition({ notice }: { readonly notice: QueuedNotice }) {
  if (isReady(notice)) return <StateChip tone="good" icon={CheckIcon} text={text.ready} />
  return (
    <Box sx={{ display: 'grid', gap: 1, fontSize: typeScale.small }}>
      {notice.mayPrint ? null : <Box sx={{ display: 'flex', gap: 1, color: colours.warning }}><PeopleIcon aria-hidden sx={{ fontSize: 17 }} />{text.ownRequest}</Box>}
      {notice.problems.map((problem) => <Box key={problem} sx={{ display: 'flex', gap: 1, color: colours.bad }}><BlockIcon aria-hidden sx={{ fontSize: 17 }} />{problem}</Box>)}
    </Box>
  )
}

interface QueueTableProps {
  readonly notices: readonly QueuedNotice[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
}

function QueueTable({ notices, selected, onSelect }: QueueTableProps) {
  const ready = notices.filter(isReady).slice(0, lotLimit)
  const isAll = ready.length > 0 && ready.every((notice) => selected.has(notice.noticeId))
  const toggle = (noticeId: string) => {
    const next = new Set(selected)
    if (!next.delete(noticeId)) next.add(noticeId)
    onSelect(next)
  }
  return (
    <TableContainer>
      <Table aria-label={text.queue}>
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox"><Checkbox size="small" checked={isAll} indeterminate={!isAll && selected.size > 0} disabled={ready.length === 0} onChange={() => onSelect(isAll ? new Set() : new Set(ready.map((notice) => notice.noticeId)))} slotProps={{ input: { 'aria-label': text.selectAll } }} /></TableCell>
            {[text.columns.number, text.columns.facility, text.columns.requested, text.columns.condition].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {notices.map((notice) => (
            <TableRow key={notice.noticeId} selected={selected.has(notice.noticeId)}>
              <TableCell padding="checkbox"><Checkbox size="small" checked={selected.has(notice.noticeId)} disabled={!isReady(notice) || (selected.size >= lotLimit && !selected.has(notice.noticeId))} onChange={() => toggle(notice.noticeId)} slotProps={{ input: { 'aria-label': text.select(notice.noticeNumber) } }} /></TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{notice.noticeNumber}</TableCell>
              <TableCell>
                <Box sx={{ fontWeight: 600 }}>{notice.facilityName}</Box>
                <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={notice.facilityCode} /></Box>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{shortDateTime(notice.requestedAt)}<Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{notice.requestedByName}</Box></TableCell>
              <TableCell><Condition notice={notice} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** Approved notices, what hinders each, and the start of a lot. */
export function Queue({ onStarted }: { readonly onStarted: (lotId: string) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const queue = useDeskQuery('lots', 'queue', null, (desk, signal) => desk.lots.queue({}, { signal }))
  const start = useDeskAction(
    (desk, noticeIds: string[]) => desk.lots.start({ noticeIds }),
    (view, queries) => queries.setQueryData(['lots', 'get', view.lot.lotId], view),
  )
  // What left the queue meanwhile is not selected any more.
  const chosen = (queue.data ?? []).filter((notice) => selected.has(notice.noticeId)).map((notice) => notice.noticeId)
  return (
    <Panel
      heading={text.queue} isFlush
      aside={
        <>
          {chosen.length > 0 ? <Box component="span" role="status" sx={{ fontWeight: 600, color: colours.primary }}>{text.selected(chosen.length)}{chosen.length >= lotLimit ? `　${text.limit}` : ''}</Box> : null}
          <Button variant="contained" startIcon={<PrintIcon />} disabled={chosen.length === 0 || start.isPending} onClick={() => start.mutate(chosen, { onSuccess: (view) => onStarted(view.lot.lotId) })}>{text.start}</Button>
        </>
      }
    >
      <Box sx={{ px: 4, pb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.startHint}</Box>
      {start.isError ? <Box sx={{ px: 4, pb: 3 }}><FailureNotice error={start.error} /></Box> : null}
      <Answer of={queue}>
        {(notices) => notices.length === 0 ? <EmptyNotice icon={<MailIcon />}>{text.queueEmpty}</EmptyNotice> : <QueueTable notices={notices} selected={new Set(chosen)} onSelect={setSelected} />}
      </Answer>
    </Panel>
  )
}
