import { useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { ja } from '../../../strings/ja.ts'
import { typeScale } from '../../../theme/tokens.ts'
import { StopFrame, stopCard, TwoAnswers } from './stop-frame.tsx'

const text = ja.mailroom.stop
type Finding = 'foundSeparately' | 'doubleFilled'
const number = { fontSize: typeScale.display, fontWeight: 700, lineHeight: 1.5 } as const

function Named({ piece }: { readonly piece: LotView['pieces'][number] | undefined }) {
  if (piece === undefined) return null
  return (
    <Box>
      <Box sx={number}>{text.sheet(piece.sheetNumber)}</Box>
      <Box sx={{ fontSize: typeScale.screen, fontWeight: 700, whiteSpace: 'nowrap' }}>{piece.noticeNumber}</Box>
    </Box>
  )
}

function Envelopes({ view }: { readonly view: LotView }) {
  const { stop } = view.lot
  if (stop === null) return null
  const named = (noticeId: string) => <Named key={noticeId} piece={view.pieces.find((candidate) => candidate.noticeId === noticeId)} />
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr 1fr' }, gap: 3 }}>
      <Box sx={stopCard}>
        <Box sx={{ fontWeight: 600 }}>{text.preceding}</Box>
        {stop.precedingNoticeId === null ? <Box>{text.noPreceding}</Box> : named(stop.precedingNoticeId)}
      </Box>
      <Box sx={stopCard}>
        <Box sx={{ fontWeight: 600 }}>{text.skipped}</Box>
        {stop.skippedNoticeIds.map(named)}
      </Box>
      <Box sx={stopCard}>
        <Box sx={{ fontWeight: 600 }}>{text.scanned}</Box>
        {named(stop.scannedNoticeId)}
        <Box>{text.scannedHint}</Box>
      </Box>
    </Box>
  )
}

interface StopScreenProps {
  readonly view: LotView
  readonly onResolved: () => void
}

/** A sheet was skipped: likely two lie in the envelope before. F8, F9 or the buttons answer. */
export function StopScreen({ view, onResolved }: StopScreenProps) {
  const { lotId, stop } = view.lot
  const [isConfirming, setIsConfirming] = useState(false)
  const resolve = useDeskAction(
    (desk, finding: Finding) => desk.lots.resolveStop({ lotId, finding }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  const answer = (finding: Finding) => { if (!resolve.isPending) resolve.mutate(finding, { onSuccess: onResolved }) }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isConfirming && event.key === text.keys.foundSeparately) answer('foundSeparately')
    else if (!isConfirming && event.key === text.keys.doubleFilled) setIsConfirming(true)
    else return
    event.preventDefault()
  }
  const affected = stop === null ? [] : [...(stop.precedingNoticeId === null ? [] : [stop.precedingNoticeId]), ...stop.skippedNoticeIds]
  return (
    <StopFrame title={text.title} lead={text.lead} onKeyDown={onKeyDown} onClose={() => setIsConfirming(false)}>
      <Envelopes view={view} />
      {resolve.isError ? <FailureNotice error={resolve.error} /> : null}
      {isConfirming ? (
        <Box role="group" aria-label={text.confirm(affected.length)} sx={{ ...stopCard, display: 'grid', gap: 3 }}>
          <Box sx={number}>{text.confirm(affected.length)}</Box>
          <Box>{text.confirmLead}</Box>
          <Box sx={{ fontWeight: 600 }}>{view.pieces.filter(({ noticeId }) => affected.includes(noticeId)).map((piece) => <Box key={piece.noticeId}>{text.piece(piece.sheetNumber, piece.noticeNumber)}</Box>)}</Box>
          <Box sx={{ display: 'flex', gap: 4 }}>
            <Button size="large" autoFocus onClick={() => setIsConfirming(false)}>{ja.general.back}（{text.keys.back}）</Button>
            <Button size="large" variant="contained" color="error" disabled={resolve.isPending} onClick={() => answer('doubleFilled')}>{text.confirmAction}</Button>
          </Box>
        </Box>
      ) : (
        <TwoAnswers
          ask={text.ask} isBusy={resolve.isPending}
          answers={[
            { label: text.foundSeparately, hint: text.foundSeparatelyHint, keyName: text.keys.foundSeparately, onChoose: () => answer('foundSeparately') },
            { label: text.doubleFilled, hint: text.doubleFilledHint, keyName: text.keys.doubleFilled, onChoose: () => setIsConfirming(true) },
          ]}
        />
      )}
    </StopFrame>
  )
}
