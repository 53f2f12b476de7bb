import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import CallIcon from '@mui/icons-material/CallOutlined'
import type { CallRecord } from '#shared/contract/records.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { questions, type QuestionNumber } from '../../strings/questions.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { useStartCall } from './use-open-call.ts'

const text = ja.call.start
const questionTitle = (question: string | null) => (question === null ? text.noQuestion : `${question} ${questions[question as QuestionNumber].title}`)

function RecentCalls({ calls }: { readonly calls: readonly CallRecord[] }) {
  if (calls.length === 0) return <EmptyNotice icon={<CallIcon />}>{text.none}</EmptyNotice>
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{text.columns.startedAt}</TableCell>
          <TableCell>{text.columns.caller}</TableCell>
          <TableCell>{text.columns.question}</TableCell>
          <TableCell>{text.columns.facilities}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.callId}>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{shortDateTime(call.startedAt)}</TableCell>
            <TableCell>{call.callerName === '' ? '－' : call.callerName}</TableCell>
            <TableCell>{questionTitle(call.question)}</TableCell>
            <TableCell>{text.facilityCount(call.facilityCodes.length)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** Between two calls. */
export function NoCall() {
  const startCall = useStartCall()
  const recent = useDeskQuery('calls', 'list', { limit: 20 }, (desk, signal) => desk.calls.list({ limit: 20 }, { signal }))
  return (
    <>
      <Paper variant="outlined" sx={{ display: 'flex', alignItems: 'center', gap: 6, flexWrap: 'wrap', px: 6, py: 5, bgcolor: colours.primaryTint, borderColor: colours.primaryTintStrong }}>
        <Box sx={{ flex: 1, minWidth: 260, fontSize: typeScale.lead }}>{text.lead}</Box>
        <Button variant="contained" size="large" startIcon={<CallIcon />} onClick={startCall}>
          {ja.startCall}<KeyCap text="F2" />
        </Button>
      </Paper>
      <Panel heading={text.recent} isFlush>
        <Answer of={recent}>{(calls) => <RecentCalls calls={calls.filter((call) => call.endedAt !== null)} />}</Answer>
      </Panel>
    </>
  )
}
