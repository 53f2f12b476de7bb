import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Step from '@mui/material/Step'
import StepLabel from '@mui/material/StepLabel'
import Stepper from '@mui/material/Stepper'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Panel } from '../../parts/panel.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { LotStateChip } from '../../parts/state-chips.tsx'
import { ja } from '../../strings/ja.ts'
import { AdoptLot } from './adopt-lot.tsx'
import { Challenge, type ChallengeAnswer } from './challenge.tsx'
import { CloseLot } from './close-lot.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import { LotCounts } from './lot-counts.tsx'
import { LotDestruction } from './lot-destruction.tsx'
import { LotResult } from './lot-result.tsx'
import { MakingLetters } from './making-letters.tsx'
import { PieceTable } from './piece-table.tsx'
import { ScanDesk } from './scan/scan-desk.tsx'

const text = ja.mailroom
const stepOf: Readonly<Record<LotView['lot']['state'], number>> = { challenge: 0, issuing: 1, printed: 2, destroying: 3, closed: 5, abandoned: 5 }
type Dialog = 'close' | 'report' | 'adopt'

interface LotHeadProps {
  readonly view: LotView
  readonly onOpen: (dialog: Dialog) => void
}

function LotHead({ view, onOpen }: LotHeadProps) {
  const may = useMay()
  const { state } = view.lot
  const mayClose = view.isMine && (state === 'printed' || (state === 'challenge' && view.progress === null)) && view.lot.stop === null
  const hasReport = may('lots.report') && (state === 'printed' || state === 'destroying' || state === 'closed')
  return (
    <Panel
      heading={text.lot(view.lot.lotNumber)}
      aside={
        <>
          <LotCounts counts={view.counts} />
          <LotStateChip state={state} />
          {view.mayAdopt ? <Button onClick={() => onOpen('adopt')}>{text.adopt.action}</Button> : null}
          {hasReport ? <Button onClick={() => onOpen('report')}>{text.close.report}</Button> : null}
          {mayClose ? <Button onClick={() => onOpen('close')}>{text.close.action}</Button> : null}
        </>
      }
    >
      <Stepper activeStep={stepOf[state]} sx={{ pt: 1 }}>
        {text.steps.map((label) => <Step key={label}><StepLabel>{label}</StepLabel></Step>)}
      </Stepper>
    </Panel>
  )
}

/** One lot from its challenge sheet to its close. The lot of another desk can only be looked at. */
export function LotDesk({ view }: { readonly view: LotView }) {
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { lot } = view
  const { lotId } = lot
  // Kept here, not at the form: its answer comes after the letters were made, when the form has long gone.
  const confirm = useDeskAction(
    (desk, answer: ChallengeAnswer) => desk.lots.confirmChallenge({ lotId, ...answer }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  const isMaking = lot.state === 'issuing' || view.progress !== null
  const isAsking = lot.state === 'challenge' && !isMaking && view.isMine
  const close = () => setDialog(null)
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <LotHead view={view} onOpen={setDialog} />
      {view.isMine ? null : <Alert severity="info" role="status">{text.readOnly}</Alert>}
      {view.isMine && lot.adoptedFrom !== null ? <Alert severity="info" role="status">{text.adopted}</Alert> : null}
      {!isAsking && confirm.isError ? <FailureNotice error={confirm.error} /> : null}
      {isAsking ? <Challenge isBusy={confirm.isPending} error={confirm.error} onAnswer={(answer) => confirm.mutate(answer)} /> : null}
      {isMaking ? <MakingLetters view={view} /> : null}
      {lot.state === 'printed' && view.isMine ? <ScanDesk view={view} /> : null}
      {lot.state === 'destroying' ? <LotDestruction view={view} /> : null}
      {lot.state === 'closed' || lot.state === 'abandoned' ? <LotResult view={view} /> : null}
      <PieceTable view={view} />
      {dialog === 'close' ? <CloseLot view={view} onClose={close} /> : null}
      {dialog === 'adopt' ? <AdoptLot view={view} onClose={close} onAdopted={close} /> : null}
      {dialog === 'report' ? <DocumentDialog title={text.close.reportOf(lot.lotNumber)} capability="lots" name="report" id={lotId} ask={(desk, signal) => desk.lots.report({ lotId }, { signal })} onClose={close} /> : null}
    </Box>
  )
}
