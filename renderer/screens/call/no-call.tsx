import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import CallIcon from '@mui/icons-material/CallOutlined'
import SlipIcon from '@mui/icons-material/DescriptionOutlined'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { KeyCap } from '../../frame/key-cap.tsx'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { questionTitle, useGuidanceCards } from '../guidance/use-guidance-cards.ts'
import { PaperSlipDialog } from './paper-slip-dialog.tsx'
import { ParkedList } from './parked-calls.tsx'
import { useStartCall } from './use-open-call.ts'

const text = ja.call.start

function RecentCalls({ calls }: { readonly calls: readonly CallRecord[] }) {
  const cards = useGuidanceCards()
  if (calls.length === 0) return <EmptyNotice icon={<CallIcon />}>{text.none}</EmptyNotice>
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{text.columns.startedAt}</TableCell>
          <TableCell>{text.columns.caller}</TableCell>
          <TableCell>{text.columns.question}</TableCell>
          <TableCell>{text.columns.outcome}</TableCell>
          <TableCell>{text.columns.facilities}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.callId}>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{shortDateTime(call.startedAt)}{call.paperSlip === null ? null : <Box component="span" sx={{ ml: 2 }}><StateChip tone="info" icon={SlipIcon} text={ja.call.paperSlip.mark} /></Box>}</TableCell>
            <TableCell>{call.callerName === '' ? '－' : call.callerName}</TableCell>
            <TableCell>{questionTitle(cards, call.question)}</TableCell>
            <TableCell>{call.outcome === null ? '－' : ja.call.outcomes[call.outcome]}</TableCell>
            <TableCell>{text.facilityCount(call.facilityCodes.length)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** Between two calls: those on hold first, they wait for somebody. */
export function NoCall({ parked }: { readonly parked: readonly CallRecord[] }) {
  const startCall = useStartCall()
  const [isPaper, setIsPaper] = useState(false)
  useCommands(useMemo((): Command[] => [{ id: 'paperSlip', label: ja.call.paperSlip.action, run: () => setIsPaper(true) }], []))
  const recent = useDeskQuery('calls', 'list', { limit: 20 }, (desk, signal) => desk.calls.list({ limit: 20 }, { signal }))
  return (
    <>
      <Paper variant="outlined" sx={{ display: 'flex', alignItems: 'center', gap: 6, flexWrap: 'wrap', px: 6, py: 5, bgcolor: colours.primaryTint, borderColor: colours.primaryTintStrong }}>
        <Box sx={{ flex: 1, minWidth: 260, fontSize: typeScale.lead }}>{text.lead}</Box>
        <Button variant="contained" size="large" startIcon={<CallIcon />} onClick={startCall}>
          {ja.startCall}<KeyCap text="F2" />
        </Button>
        <Button startIcon={<SlipIcon />} onClick={() => setIsPaper(true)}>{ja.call.paperSlip.action}</Button>
      </Paper>
      {parked.length === 0 ? null : <Panel heading={ja.call.parked.heading} isFlush aside={<KeyCap text={ja.call.parked.key} />}><ParkedList calls={parked} /></Panel>}
      <Panel heading={text.recent} isFlush>
        <Answer of={recent}>{(calls) => <RecentCalls calls={calls.filter((call) => call.endedAt !== null)} />}</Answer>
      </Panel>
      {isPaper ? <PaperSlipDialog onClose={() => setIsPaper(false)} /> : null}
    </>
  )
}
