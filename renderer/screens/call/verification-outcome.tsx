import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import HomeIcon from '@mui/icons-material/HomeWorkOutlined'
import PanToolIcon from '@mui/icons-material/PanToolOutlined'
import PhoneIcon from '@mui/icons-material/PhoneCallbackOutlined'
import BlockIcon from '@mui/icons-material/Block'
import ListIcon from '@mui/icons-material/PlaylistAddCheckOutlined'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { toneColours, type Tone } from '../../parts/state-chip.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { noteResult } from './call-results.ts'
import { CallbackNumber } from './callback-number.tsx'
import { PromiseDialog } from './promise-dialog.tsx'
import { nextStepText } from './verification-next-step.ts'

const text = ja.verification
const looks: Readonly<Record<VerificationView['outcome'], readonly [Tone, typeof CheckIcon]>> = {
  pending: ['info', HelpIcon],
  passed: ['good', CheckIcon],
  approved: ['good', CheckIcon],
  supervisor: ['warning', PanToolIcon],
  callback: ['warning', PhoneIcon],
  addressDiffers: ['warning', HomeIcon],
  listUpdated: ['info', ListIcon],
  refused: ['bad', BlockIcon],
}

/** What to ask next: musts one by one, of the rest any one. */
function askNext({ missing, items }: Pick<VerificationView, 'missing' | 'items'>): string {
  const isPlus = (item: VerificationView['missing'][number]) => items.find((state) => state.item === item)?.counts === 'plus'
  const musts = missing.filter((item) => !isPlus(item))
  if (musts.length > 0) return text.askNext(musts.map((item) => text.items[item]).join(text.separator))
  return text.askOneOf(missing.map((item) => text.items[item]).join(text.orSeparator))
}

interface VerificationOutcomeProps {
  readonly view: VerificationView
  readonly isBusy: boolean
  readonly onConclude: () => void
}

/** The bar under the items: what they mean together, and the next step. */
export function VerificationOutcome({ view, isBusy, onConclude }: VerificationOutcomeProps) {
  const [tone, Icon] = looks[view.outcome]
  const { ink, ground } = toneColours(tone)
  const announce = useAnnounce()
  const [isPromising, setIsPromising] = useState(false)
  const [isPromised, setIsPromised] = useState(false)
  const headline = view.outcome === 'pending' && view.missing.length > 0 ? askNext(view) : text.outcomes[view.outcome]
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 3, rowGap: 1, flexWrap: 'wrap', px: 4, py: 1.5, borderTop: `1px solid ${colours.line}`, bgcolor: ground }}>
      <Icon aria-hidden sx={{ color: ink, fontSize: 26 }} />
      <Box role="status" sx={{ flex: 1, minWidth: 300 }}>
        <Box sx={{ fontWeight: 700, fontSize: typeScale.section, color: ink }}>{headline}</Box>
        <Box sx={{ fontSize: typeScale.small }}>{view.isConcluded && view.outcome === 'passed' ? text.concluded : wordFor(text.because, view.because, '')}{nextStepText(view)}</Box>
        {view.decisionReason === null ? null : <Box sx={{ fontSize: typeScale.small }}>{text.decisionReason(view.decisionReason)}</Box>}
      </Box>
      {view.isConcluded && view.outcome === 'callback' ? (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center', justifyContent: 'flex-end', ml: 'auto' }}>
          {isPromised ? null : <Button variant="contained" autoFocus startIcon={<PhoneIcon />} onClick={() => setIsPromising(true)}>{ja.callbacks.promise.actionVerification}</Button>}
          <CallbackNumber facilityCode={view.facility.facilityCode} />
        </Box>
      ) : null}
      {view.isConcluded ? null : <Button variant="contained" data-conclude disabled={view.outcome === 'pending' || isBusy} onClick={onConclude}>{text.conclude}</Button>}
      {isPromising ? (
        <PromiseDialog
          callId={view.callId} facilityCode={view.facility.facilityCode} verificationId={view.verificationId} kind="verification" telephone="" onClose={() => setIsPromising(false)}
          onPromised={(dueAt) => {
            noteResult(view.callId, 'hasCallback')
            announce(ja.callbacks.promise.done(shortDateTime(dueAt)))
            setIsPromising(false)
            setIsPromised(true)
          }}
        />
      ) : null}
    </Box>
  )
}
