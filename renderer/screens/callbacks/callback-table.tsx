import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import CancelIcon from '@mui/icons-material/CancelOutlined'
import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import LateIcon from '@mui/icons-material/AlarmOutlined'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NumberToCall } from './callback-number.tsx'
import { whoIs } from './callback-step.tsx'
import { dueWords } from './due-words.ts'
import { isLateAt } from './use-callbacks.ts'

const text = ja.callbacks
export type CallbackStepName = 'attempt' | 'finish' | 'assign' | 'cancel' | 'history'

function Due({ callback, now }: { readonly callback: CallbackView; readonly now: Date }) {
  if (callback.state === 'done') return <StateChip tone="good" icon={DoneIcon} text={text.states.done} />
  if (callback.state === 'cancelled') return <StateChip tone="neutral" icon={CancelIcon} text={text.states.cancelled} />
  const words = dueWords(callback.dueAt, now.getTime())
  return (
    <>
      <Box sx={{ fontWeight: 600 }}>{shortDateTime(callback.dueAt)}</Box>
      {isLateAt(callback, now) ? <StateChip tone="bad" icon={LateIcon} text={words} /> : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{words}</Box>}
    </>
  )
}

function About({ callback }: { readonly callback: CallbackView }) {
  const last = callback.attempts.at(-1)
  return (
    <>
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.info }}>{text.kinds[callback.kind]}</Box>
      <Box>{callback.about === '' ? text.noAbout : callback.about}</Box>
      {last === undefined ? null : <Box sx={{ fontSize: typeScale.small, color: colours.warning }}>{text.attempts(callback.attempts.length, `${shortDateTime(last.at)} ${text.attemptResults[last.result]}`)}</Box>}
      {callback.state === 'open' || callback.result === null ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{callback.result}</Box>}
    </>
  )
}

function Actions({ callback, onStep }: { readonly callback: CallbackView; readonly onStep: (step: CallbackStepName) => void }) {
  const button = (step: CallbackStepName, label: string, variant: 'outlined' | 'text' = 'text') => (
    <Button size="small" variant={variant} sx={{ px: 1.5, minWidth: 0 }} aria-label={text.actionOf(label, whoIs(callback))} onClick={() => onStep(step)}>{label}</Button>
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, maxWidth: 240 }}>
      {callback.state === 'open' ? (
        <>
          {button('finish', text.finish.action, 'outlined')}
          {button('attempt', text.attempt.action, 'outlined')}
          {button('assign', text.assign.action)}
          {button('cancel', text.cancel.action)}
        </>
      ) : null}
      {button('history', text.history)}
    </Box>
  )
}

interface CallbackTableProps {
  readonly callbacks: readonly CallbackView[]
  readonly now: Date
  readonly onStep: (step: CallbackStepName, callback: CallbackView) => void
}

/** Promises, the late ones on top. */
export function CallbackTable({ callbacks, now, onStep }: CallbackTableProps) {
  return (
    <TableContainer>
      <Table aria-label={text.list}>
        <TableHead>
          <TableRow>
            <TableCell>{text.columns.due}</TableCell>
            <TableCell>{text.columns.who}</TableCell>
            <TableCell>{text.columns.about}</TableCell>
            <TableCell>{text.columns.assignedTo}</TableCell>
            <TableCell>{text.columns.actions}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {callbacks.map((callback) => (
            <TableRow key={callback.callbackId} sx={isLateAt(callback, now) ? { '& > td:first-of-type': { boxShadow: `inset 4px 0 0 ${colours.bad}` } } : undefined}>
              <TableCell sx={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}><Due callback={callback} now={now} /></TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}>
                <Box sx={{ fontWeight: 700 }}>{callback.facilityName ?? text.noFacility}</Box>
                {callback.facilityCode === null ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={callback.facilityCode} /></Box>}
                <Box sx={{ mb: 1 }}>{callback.callerName === '' ? text.noName : callback.callerName}</Box>
                {callback.state === 'open' ? <NumberToCall callback={callback} /> : null}
              </TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}><About callback={callback} /></TableCell>
              <TableCell sx={{ verticalAlign: 'top', whiteSpace: 'nowrap' }}>{callback.assignedToName ?? text.assign.anyone}</TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}><Actions callback={callback} onStep={(step) => onStep(step, callback)} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
