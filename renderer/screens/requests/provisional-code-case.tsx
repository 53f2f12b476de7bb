import { useState } from 'react'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import type { ProvisionalCodeView } from '#shared/contract/desktop/contract.ts'
import { mayFill } from '#shared/domain/provisional-code-changes.ts'
import { provisionalCodeTransitions, type ProvisionalCodeState } from '#shared/domain/provisional-code-request.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { offerDownload } from '../../parts/download.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { ProvisionalCodeStateChip } from '../../parts/state-chips.tsx'
import { ja } from '../../strings/ja.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CaseFrame, type CaseFact } from './case-frame.tsx'
import { ChangedNotice } from './changed-notice.tsx'
import { FillDialog } from './fill-dialog.tsx'
import { FacilityLine, LinkDialog } from './link-dialog.tsx'
import { MoveDialog, type Move } from './move-dialog.tsx'
import { answerText, facilityNameText, fillableFields } from './provisional-words.ts'
import { useSeenCase } from './use-seen-case.ts'

const text = ja.caseDrawer
const names = ja.requests.provisionalCodeStates

/** Steps a person takes with a word alone; the way to the facility's own code has a dialog of its own. */
const plainSteps = (state: ProvisionalCodeState): ProvisionalCodeState[] => provisionalCodeTransitions[state].filter((to) => to !== 'migrated')
export const mayLink = (state: ProvisionalCodeState): boolean => provisionalCodeTransitions[state].includes('migrated')

export function MoveProvisionalCode({ row, first, onClose }: { readonly row: ProvisionalCodeView; readonly first?: ProvisionalCodeState; readonly onClose: () => void }) {
  const living = useSeenCase(row)
  const move = useDeskAction(
    (desk, next: Move<ProvisionalCodeState>) => desk.provisionalCodeRequests.move({ requestId: row.requestId, version: living.version, ...next }),
    (_request, queries) => void queries.invalidateQueries({ queryKey: ['provisionalCodeRequests'] }),
  )
  return (
    <MoveDialog number={row.requestNumber} next={plainSteps(row.state)} first={first} heldCode={row.provisionalCode} stateNames={names} isBusy={move.isPending} error={move.error} onClose={onClose} onMove={(next) => move.mutate(next, { onSuccess: onClose })}>
      <ChangedNotice by={living.changedBy} onContinue={living.accept} />
    </MoveDialog>
  )
}

function factsOf(row: ProvisionalCodeView, onOpenTwin: (() => void) | null): CaseFact[] {
  const twin = row.twinNumber === null ? [] : [{ label: text.fields.twin, value: onOpenTwin === null ? row.twinNumber : <Button size="small" variant="text" sx={{ p: 0, minHeight: 0 }} onClick={onOpenTwin}>{text.openTwin(row.twinNumber)}</Button> }]
  return [
    ...twin,
    { label: text.fields.provisionalCode, value: row.provisionalCode ?? text.notLinked },
    { label: text.fields.facilityCode, value: row.facilityCode ?? text.notLinked },
    ...fillableFields.map(([field, label]) => ({ label, value: answerText(row, field) })),
  ]
}

interface ProvisionalCodeCaseProps {
  readonly row: ProvisionalCodeView
  /** Null: the other half is not in the list. */
  readonly onOpenTwin: (() => void) | null
  readonly onClose: () => void
}

/** One 仮コード request: its next step, what was 未定, its facility, its other half, its print. */
export function ProvisionalCodeCase({ row, onOpenTwin, onClose }: ProvisionalCodeCaseProps) {
  const [open, setOpen] = useState<'assign' | 'fill' | 'link' | ProvisionalCodeState | null>(null)
  const may = useMay()
  const living = useSeenCase(row)
  const download = useDeskAction((desk, requestId: string) => desk.provisionalCodeRequests.form({ requestId }), ({ document, fileName }) => offerDownload(document, fileName))
  const isEnded = provisionalCodeTransitions[row.state].length === 0
  const close = () => setOpen(null)
  const isLinkOffered = mayLink(row.state) && may('provisionalCodeRequests.move')
  return (
    <>
      <CaseFrame
        kind="provisionalCode" id={row.requestId} number={row.requestNumber} subject={facilityNameText(row)} state={<ProvisionalCodeStateChip state={row.state} />} row={row} changedBy={living.changedBy}
        facts={factsOf(row, onOpenTwin)} stateNames={names} onClose={onClose}
        actions={
          <>
            {row.offeredFacilities.length > 0 && !isEnded ? (
              <Alert severity="info" role="status">
                <AlertTitle>{text.offered}</AlertTitle>
                {row.offeredFacilities.map((facility) => <FacilityLine key={facility.facilityCode} facility={facility} />)}
              </Alert>
            ) : null}
            {isEnded ? <Box>{text.ended}</Box> : (
              <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
                {isLinkOffered ? <Button variant={row.offeredFacilities.length > 0 ? 'contained' : 'outlined'} onClick={() => setOpen('link')}>{text.link}</Button> : null}
                {may('provisionalCodeRequests.move') ? plainSteps(row.state).map((to) => <Button key={to} color={to === 'cancelled' ? 'error' : 'primary'} onClick={() => setOpen(to)}>{names[to]}</Button>) : null}
                {may('provisionalCodeRequests.fill') && mayFill(row.state) ? <Button onClick={() => setOpen('fill')}>{text.fill}</Button> : null}
                {may('cases.assign') ? <Button onClick={() => setOpen('assign')}>{text.assign}</Button> : null}
              </Box>
            )}
            {download.isError ? <FailureNotice error={download.error} /> : null}
            <Box><Button startIcon={<DownloadIcon />} disabled={download.isPending} onClick={() => download.mutate(row.requestId)}>{ja.requests.downloadForm}</Button></Box>
          </>
        }
      />
      {open === 'assign' ? <AssignDialog kind="provisionalCode" id={row.requestId} number={row.requestNumber} row={row} onClose={close} /> : null}
      {open === 'fill' ? <FillDialog row={row} onClose={close} /> : null}
      {open === 'link' ? <LinkDialog row={row} onClose={close} /> : null}
      {open !== null && open !== 'assign' && open !== 'fill' && open !== 'link' ? <MoveProvisionalCode row={row} first={open} onClose={close} /> : null}
    </>
  )
}
