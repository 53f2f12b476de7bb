import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import HomeIcon from '@mui/icons-material/HomeWorkOutlined'
import PanToolIcon from '@mui/icons-material/PanToolOutlined'
import PhoneIcon from '@mui/icons-material/PhoneCallbackOutlined'
import BlockIcon from '@mui/icons-material/Block'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { plusItems } from '#shared/domain/verification.ts'
import { toneColours, type Tone } from '../../parts/state-chip.tsx'
import { ja, wordFor } from '../../strings/ja.ts'
import { CallbackNumber } from './callback-number.tsx'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.verification
const looks: Readonly<Record<VerificationView['outcome'], readonly [Tone, typeof CheckIcon]>> = {
  pending: ['info', HelpIcon],
  passed: ['good', CheckIcon],
  approved: ['good', CheckIcon],
  supervisor: ['warning', PanToolIcon],
  callback: ['warning', PhoneIcon],
  addressDiffers: ['warning', HomeIcon],
  refused: ['bad', BlockIcon],
}

/** What to ask next: musts one by one, of the rest any one. */
export function askNext(missing: VerificationView['missing']): string {
  const isPlus = (item: string) => (plusItems as readonly string[]).includes(item)
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
  const isDoubtful = view.items.some((item) => item.result === 'mismatch' || item.result === 'close')
  const headline = view.outcome === 'pending' && view.missing.length > 0 ? askNext(view.missing) : text.outcomes[view.outcome]
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 2, borderTop: `1px solid ${colours.line}`, bgcolor: ground }}>
      <Icon aria-hidden sx={{ color: ink, fontSize: 26 }} />
      <Box role="status" sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 700, fontSize: typeScale.section, color: ink }}>{headline}</Box>
        <Box sx={{ fontSize: typeScale.small }}>{view.isConcluded && view.outcome === 'passed' ? text.concluded : wordFor(text.because, view.because, '')}</Box>
        {view.decisionReason === null ? null : <Box sx={{ fontSize: typeScale.small }}>{text.decisionReason(view.decisionReason)}</Box>}
        {isDoubtful && !view.isConcluded ? <Box sx={{ mt: 0.5, fontSize: typeScale.small }}><strong>{text.neutralLabel}</strong>　「{text.neutral}」</Box> : null}
      </Box>
      {view.isConcluded && view.outcome === 'callback' ? <CallbackNumber facilityCode={view.facility.facilityCode} /> : null}
      {view.isConcluded ? null : <Button variant="contained" disabled={view.outcome === 'pending' || isBusy} onClick={onConclude}>{text.conclude}</Button>}
    </Box>
  )
}
