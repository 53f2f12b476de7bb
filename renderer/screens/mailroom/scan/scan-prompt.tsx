import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, fonts, typeScale } from '../../../theme/tokens.ts'
import { stepOf, type ScanState } from './scan-station.ts'

const text = ja.mailroom.scan
const large = { fontSize: typeScale.giant, fontWeight: 700, lineHeight: 1.25, color: colours.primaryDark, fontVariantNumeric: fonts.figures } as const

function Told({ label, children, hint }: { readonly label: string; readonly children: ReactNode; readonly hint?: string }) {
  return (
    <Box>
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft }}>{label}</Box>
      {children}
      {hint === undefined ? null : <Box sx={{ fontSize: typeScale.body }}>{hint}</Box>}
    </Box>
  )
}

/** What comes under the scanner next, large: the sheet, or the label foreseen for the envelope in hand. */
export function ScanPrompt({ state }: { readonly state: ScanState }) {
  const { view } = state
  const step = stepOf(state)
  if (step.kind === 'mark') {
    const words = view.nextSheet !== null ? text.nextSheet(view.nextSheet) : view.pieces.some((piece) => piece.state === 'printed') ? text.firstSheet : text.allScanned
    return <Box sx={view.nextSheet === null ? { ...large, fontSize: typeScale.display } : large}>{words}</Box>
  }
  const piece = view.pieces.find(({ noticeId }) => noticeId === step.piece.noticeId)
  const isRecorded = piece?.isRecorded ?? true
  return (
    <Box sx={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      <Told label={text.inHand}>
        <Box sx={{ fontSize: typeScale.display, fontWeight: 700, lineHeight: 1.5 }}>{piece === undefined ? step.piece.noticeNumber : ja.mailroom.close.sheet(piece.sheetNumber, piece.noticeNumber)}</Box>
        {piece === undefined ? null : <Box>{piece.facilityName}</Box>}
      </Told>
      {!isRecorded ? null : view.predictedTrackingNumber === null
        ? <Told label={text.predicted}>{text.noPrediction}</Told>
        : <Told label={text.predicted} hint={text.predictedHint}><Box sx={{ ...large, whiteSpace: 'nowrap' }}>{formatTrackingNumber(view.predictedTrackingNumber)}</Box></Told>}
    </Box>
  )
}
