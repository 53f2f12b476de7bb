import AccountIcon from '@mui/icons-material/ManageAccountsOutlined'
import CallbackIcon from '@mui/icons-material/PhoneCallbackOutlined'
import HowToRegIcon from '@mui/icons-material/HowToRegOutlined'
import MailIcon from '@mui/icons-material/MailOutlined'
import NumbersIcon from '@mui/icons-material/Numbers'
import ReferralIcon from '@mui/icons-material/AltRouteOutlined'
import SpeakIcon from '@mui/icons-material/RecordVoiceOverOutlined'
import SupervisorIcon from '@mui/icons-material/SupervisorAccountOutlined'
import type { GuidanceEnd } from '#shared/domain/guidance-card.ts'
import { StateChip, type Tone } from '../../parts/state-chip.tsx'
import { ja } from '../../strings/ja.ts'

const looks: Readonly<Record<GuidanceEnd, readonly [Tone, typeof MailIcon]>> = {
  guidance: ['good', SpeakIcon],
  selfService: ['good', AccountIcon],
  registration: ['good', HowToRegIcon],
  notice: ['info', MailIcon],
  provisionalCode: ['info', NumbersIcon],
  callback: ['info', CallbackIcon],
  supervisor: ['warning', SupervisorIcon],
  referral: ['neutral', ReferralIcon],
}

/** Where a question ends. */
export function GuidanceEndChip({ end }: { readonly end: GuidanceEnd }) {
  const [tone, icon] = looks[end]
  return <StateChip tone={tone} icon={icon} text={ja.guidance.card.ends[end]} />
}
