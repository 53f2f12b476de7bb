import type { KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import type { LotView, ScanResult } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { ja } from '../../../strings/ja.ts'
import { typeScale } from '../../../theme/tokens.ts'
import { StopFrame, stopCard, TwoAnswers } from './stop-frame.tsx'

const text = ja.mailroom.duplicate
type Finding = 'sameEnvelope' | 'secondSheet'

interface DuplicateScreenProps {
  readonly view: LotView
  readonly result: ScanResult & { readonly noticeId: string }
  readonly onResolved: () => void
}

/** A mark was read a second time: the scanner may have read one envelope twice, or the printer put out a sheet twice. */
export function DuplicateScreen({ view, result, onResolved }: DuplicateScreenProps) {
  const { lotId } = view.lot
  const resolve = useDeskAction(
    (desk, finding: Finding) => desk.lots.resolveDuplicate({ lotId, noticeId: result.noticeId, finding }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  const answer = (finding: Finding) => { if (!resolve.isPending) resolve.mutate(finding, { onSuccess: onResolved }) }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === text.keys.sameEnvelope) answer('sameEnvelope')
    else if (event.key === text.keys.secondSheet) answer('secondSheet')
    else return
    event.preventDefault()
  }
  return (
    <StopFrame title={ja.mailroom.scan.codes.duplicateSheet} lead={ja.mailroom.scan.remedies.duplicateSheet} onKeyDown={onKeyDown}>
      <Box sx={{ ...stopCard, justifySelf: 'start' }}>
        {result.sheetNumber === null ? null : <Box sx={{ fontSize: typeScale.display, fontWeight: 700, lineHeight: 1.5 }}>{ja.mailroom.stop.sheet(result.sheetNumber)}</Box>}
        <Box sx={{ fontSize: typeScale.screen, fontWeight: 700, whiteSpace: 'nowrap' }}>{result.noticeNumber}</Box>
      </Box>
      {resolve.isError ? <FailureNotice error={resolve.error} /> : null}
      <TwoAnswers
        ask={text.ask} isBusy={resolve.isPending}
        answers={[
          { label: text.sameEnvelope, hint: text.sameEnvelopeHint, keyName: text.keys.sameEnvelope, onChoose: () => answer('sameEnvelope') },
          { label: text.secondSheet, hint: text.secondSheetHint, keyName: text.keys.secondSheet, onChoose: () => answer('secondSheet') },
        ]}
      />
    </StopFrame>
  )
}
