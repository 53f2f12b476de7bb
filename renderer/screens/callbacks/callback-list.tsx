import { useState } from 'react'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import CallbackIcon from '@mui/icons-material/PhoneCallbackOutlined'
import LateIcon from '@mui/icons-material/AlarmOutlined'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { ja } from '../../strings/ja.ts'
import { typeScale } from '../../theme/tokens.ts'
import { useMinute } from '../mailroom/use-minute.ts'
import { CourseHistory } from '../call/course-history.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { AttemptDialog } from './attempt-dialog.tsx'
import { whoIs } from './callback-step.tsx'
import { CallbackTable, type CallbackStepName } from './callback-table.tsx'
import { CancelCallbackDialog } from './cancel-dialog.tsx'
import { FinishCallbackDialog } from './finish-dialog.tsx'
import { inOrder, isLateAt, useCallbacks } from './use-callbacks.ts'

const text = ja.callbacks
const dialogs = { attempt: AttemptDialog, finish: FinishCallbackDialog, assign: AssignDialog, cancel: CancelCallbackDialog } as const
type Whose = 'mine' | 'everyone'

interface OpenedStepProps {
  readonly step: CallbackStepName
  /** As it was when the step began. */
  readonly begun: CallbackView
  readonly all: readonly CallbackView[]
  readonly onClose: () => void
}

/** The step that was begun: also where somebody else ended the promise meanwhile and it left the list. */
function OpenedStep({ step, begun, all, onClose }: OpenedStepProps) {
  const listed = all.find(({ callbackId }) => callbackId === begun.callbackId)
  const gone = useDeskQuery('callbacks', 'get', begun.callbackId, (desk, signal) => desk.callbacks.get({ callbackId: begun.callbackId }, { signal }), { isEnabled: listed === undefined })
  const latest = listed ?? gone.data ?? begun
  if (step === 'history') return <CourseHistory kind="callback" id={latest.callbackId} title={text.historyOf(whoIs(latest))} onClose={onClose} />
  const Dialog = dialogs[step]
  return <Dialog callback={latest} onClose={onClose} />
}

/** What was promised: mine or everyone's, the late ones on top; what to do with each. */
export function CallbackList() {
  const [whose, setWhose] = useState<Whose>('everyone')
  const [withEnded, setWithEnded] = useState(false)
  const [open, setOpen] = useState<{ readonly step: CallbackStepName; readonly callback: CallbackView } | null>(null)
  const callbacks = useCallbacks(withEnded)
  const now = useMinute()
  const close = () => setOpen(null)
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', p: 3 }}>
        <ToggleButtonGroup exclusive size="small" aria-label={text.filter} value={whose} onChange={(_event, next: Whose | null) => { if (next !== null) setWhose(next) }}>
          <ToggleButton value="everyone" sx={{ px: 3 }}>{text.everyone}</ToggleButton>
          <ToggleButton value="mine" sx={{ px: 3 }}>{text.mine}</ToggleButton>
        </ToggleButtonGroup>
        <FormControlLabel label={text.withEnded} sx={{ '& .MuiTypography-root': { fontSize: typeScale.body } }} control={<Checkbox size="small" checked={withEnded} onChange={(_event, isTicked) => setWithEnded(isTicked)} />} />
      </Box>
      <Answer of={callbacks}>
        {(all) => {
          const shown = inOrder(all.filter((one) => whose === 'everyone' || one.isMine))
          const late = shown.filter((one) => isLateAt(one, now)).length
          return (
            <>
              {late > 0 ? <Box sx={{ px: 3, pb: 2 }}><StateChip tone="bad" icon={LateIcon} text={text.lateCount(late)} /></Box> : null}
              {shown.length === 0
                ? <EmptyNotice icon={<CallbackIcon />}>{whose === 'mine' && all.length > 0 ? text.emptyMine : text.empty}</EmptyNotice>
                : <CallbackTable callbacks={shown} now={now} onStep={(step, callback) => setOpen({ step, callback })} />}
              {open === null ? null : <OpenedStep key={open.callback.callbackId} step={open.step} begun={open.callback} all={all} onClose={close} />}
            </>
          )
        }}
      </Answer>
    </>
  )
}
