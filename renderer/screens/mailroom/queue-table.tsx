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
import PeopleIcon from '@mui/icons-material/PeopleAltOutlined'
import type { PostageClass, QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { durationText } from '../../strings/mailroom-times.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { isReady } from './queue-view.ts'

const text = ja.mailroom
/** Most pieces a lot may hold (contract). */
export const lotLimit = 25
const soft = { fontSize: typeScale.small, color: colours.inkSoft } as const
const prefectureName = (number: string) => prefectures.find((prefecture) => prefecture.number === number)?.name ?? ''

function Condition({ notice, onSendBack }: { readonly notice: QueuedNotice; readonly onSendBack: (notice: QueuedNotice) => void }) {
  if (isReady(notice)) return <StateChip tone="good" icon={CheckIcon} text={text.ready} />
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', fontSize: typeScale.small }}>
      {notice.mayPrint ? null : <Box sx={{ display: 'flex', gap: 1, color: colours.warning }}><PeopleIcon aria-hidden sx={{ fontSize: 17 }} />{text.ownRequest}</Box>}
      {notice.problems.map((problem) => <Box key={problem} sx={{ display: 'flex', gap: 1, color: colours.bad }}><BlockIcon aria-hidden sx={{ fontSize: 17 }} />{problem}</Box>)}
      {notice.isToBeSentBack ? <Button size="small" aria-label={text.sendBack.of(notice.noticeNumber)} onClick={() => onSendBack(notice)}>{text.sendBack.action}</Button> : null}
    </Box>
  )
}

interface QueueTableProps {
  /** In the order they are shown. */
  readonly notices: readonly QueuedNotice[]
  readonly postageClasses: readonly PostageClass[]
  readonly selected: ReadonlySet<string>
  readonly now: Date
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onSendBack: (notice: QueuedNotice) => void
}

export function QueueTable({ notices, postageClasses, selected, now, onSelect, onSendBack }: QueueTableProps) {
  const ready = notices.filter(isReady).slice(0, lotLimit)
  const isAll = ready.length > 0 && ready.every((notice) => selected.has(notice.noticeId))
  const toggle = (noticeId: string) => {
    const next = new Set(selected)
    if (!next.delete(noticeId)) next.add(noticeId)
    onSelect(next)
  }
  const postageName = (id: string) => postageClasses.find((postage) => postage.id === id)?.name ?? id
  return (
    <TableContainer>
      <Table aria-label={text.queue}>
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox"><Checkbox size="small" checked={isAll} indeterminate={!isAll && selected.size > 0} disabled={ready.length === 0} onChange={() => onSelect(isAll ? new Set() : new Set(ready.map((notice) => notice.noticeId)))} slotProps={{ input: { 'aria-label': text.selectAll } }} /></TableCell>
            {[text.columns.number, text.columns.facility, text.columns.waiting, text.columns.requested, text.columns.condition].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}
          </TableRow>
        </TableHead>
        <TableBody>
          {notices.map((notice) => (
            <TableRow key={notice.noticeId} selected={selected.has(notice.noticeId)}>
              <TableCell padding="checkbox"><Checkbox size="small" checked={selected.has(notice.noticeId)} disabled={!isReady(notice) || (selected.size >= lotLimit && !selected.has(notice.noticeId))} onChange={() => toggle(notice.noticeId)} slotProps={{ input: { 'aria-label': text.select(notice.noticeNumber) } }} /></TableCell>
              <TableCell><Box sx={{ whiteSpace: 'nowrap' }}>{notice.noticeNumber}</Box><Box sx={soft}>{postageName(notice.postageClass)}</Box></TableCell>
              <TableCell>
                <Box sx={{ fontWeight: 600 }}>{notice.facilityName}</Box>
                <Box sx={soft}>{prefectureName(notice.prefectureNumber)}　<FacilityCode code={notice.facilityCode} /></Box>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}><Box sx={{ fontWeight: 600 }}>{durationText(now.getTime() - Date.parse(notice.queuedAt))}</Box><Box sx={soft}>{text.waitingSince(shortDateTime(notice.queuedAt))}</Box></TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{shortDateTime(notice.requestedAt)}<Box sx={soft}>{notice.requestedByName}</Box></TableCell>
              <TableCell><Condition notice={notice} onSendBack={onSendBack} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
