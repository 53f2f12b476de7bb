import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Step from '@mui/material/Step'
import StepLabel from '@mui/material/StepLabel'
import Stepper from '@mui/material/Stepper'
import type { Job, LotView } from '#shared/contract/desktop/contract.ts'
import { useLive } from '../../api/live.tsx'
import { Panel } from '../../parts/panel.tsx'
import { LotStateChip } from '../../parts/state-chips.tsx'
import { ja, wordFor } from '../../strings/ja.ts'
import { Challenge } from './challenge.tsx'
import { CloseLot } from './close-lot.tsx'
import { LotCounts } from './lot-counts.tsx'
import { PieceTable } from './piece-table.tsx'
import { ScanDesk } from './scan-desk.tsx'

const text = ja.mailroom
const stepOf: Readonly<Record<LotView['lot']['state'], number>> = { challenge: 0, issuing: 1, printed: 2, closed: 4, abandoned: 4 }

function Printing({ job }: { readonly job: Job | undefined }) {
  const steps = ja.facilityLists.steps
  const share = job === undefined || job.total === null || job.total === 0 ? undefined : (100 * job.done) / job.total
  return (
    <Panel heading={text.lotStates.issuing}>
      <Box role="status" sx={{ display: 'grid', gap: 2 }}>
        <Box>{text.progress.issuing}</Box>
        <LinearProgress aria-label={text.lotStates.issuing} variant={share === undefined ? 'indeterminate' : 'determinate'} value={share} />
        {job === undefined ? null : <Box>{wordFor(steps, job.step, ja.facilityLists.otherStep)}</Box>}
      </Box>
    </Panel>
  )
}

/** Which sheets are to be destroyed, named, because a voided letter must not leave the room. */
function SheetsToDestroy({ view }: { readonly view: LotView }) {
  const voided = view.pieces.filter((piece) => piece.state === 'voided')
  if (voided.length === 0) return <Alert severity="success">{text.close.done}</Alert>
  return (
    <Panel heading={text.close.destroyHeading}>
      <Alert severity="warning">{text.close.destroyLead}</Alert>
      <Box component="ul" sx={{ fontWeight: 600, fontSize: '1.0625rem' }}>
        {voided.map((piece) => <li key={piece.noticeId}>{text.close.sheet(piece.sheetNumber, piece.noticeNumber)}</li>)}
      </Box>
    </Panel>
  )
}

/** One lot from its challenge sheet to its close. */
export function LotDesk({ view }: { readonly view: LotView }) {
  const { jobs } = useLive()
  const [isClosing, setIsClosing] = useState(false)
  const { lot } = view
  const printing = Object.values(jobs).find((job) => job.kind === 'lot' && job.state === 'running')
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Panel heading={text.lot(lot.lotNumber)} aside={<><LotCounts counts={view.counts} /><LotStateChip state={lot.state} />{lot.state === 'printed' || lot.state === 'challenge' ? <Button onClick={() => setIsClosing(true)}>{text.close.action}</Button> : null}</>}>
        <Stepper activeStep={stepOf[lot.state]} sx={{ pt: 1 }}>
          {text.steps.map((label) => <Step key={label}><StepLabel>{label}</StepLabel></Step>)}
        </Stepper>
      </Panel>
      {lot.state === 'challenge' && printing === undefined ? <Challenge lotId={lot.lotId} /> : null}
      {lot.state === 'issuing' || printing !== undefined ? <Printing job={printing} /> : null}
      {lot.state === 'printed' ? <ScanDesk view={view} /> : null}
      {lot.state === 'closed' || lot.state === 'abandoned' ? <SheetsToDestroy view={view} /> : null}
      <PieceTable view={view} />
      {isClosing ? <CloseLot view={view} onClose={() => setIsClosing(false)} /> : null}
    </Box>
  )
}
