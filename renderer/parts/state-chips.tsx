import BlockIcon from '@mui/icons-material/Block'
import JoinIcon from '@mui/icons-material/CallMergeOutlined'
import CancelIcon from '@mui/icons-material/CancelOutlined'
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined'
import DestroyIcon from '@mui/icons-material/DeleteForeverOutlined'
import DraftsIcon from '@mui/icons-material/DraftsOutlined'
import EventBusyIcon from '@mui/icons-material/EventBusyOutlined'
import ForwardIcon from '@mui/icons-material/ForwardToInboxOutlined'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import HourglassIcon from '@mui/icons-material/HourglassEmptyOutlined'
import ShippingIcon from '@mui/icons-material/LocalShippingOutlined'
import MailIcon from '@mui/icons-material/MailOutlined'
import NumbersIcon from '@mui/icons-material/Numbers'
import PanToolIcon from '@mui/icons-material/PanToolOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import PriorityIcon from '@mui/icons-material/PriorityHighOutlined'
import ReplyIcon from '@mui/icons-material/ReplyOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import VerifiedIcon from '@mui/icons-material/VerifiedOutlined'
import type { EmailChangeRequestRecord, LotRecord, NoticeRecord, OfficeDocumentRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { ja } from '../strings/ja.ts'
import { StateChip, type Tone } from './state-chip.tsx'

type Look = readonly [Tone, typeof MailIcon]

const noticeLooks: Readonly<Record<NoticeRecord['state'], Look>> = {
  requested: ['info', HourglassIcon],
  awaitingApproval: ['warning', PanToolIcon],
  queued: ['info', MailIcon],
  issuing: ['info', SyncIcon],
  printed: ['info', PrintIcon],
  sealed: ['info', DraftsIcon],
  posted: ['info', ShippingIcon],
  redeemed: ['good', CheckCircleIcon],
  returned: ['bad', ReplyIcon],
  expired: ['neutral', EventBusyIcon],
  voided: ['neutral', BlockIcon],
  cancelled: ['neutral', CancelIcon],
  joined: ['neutral', JoinIcon],
}
const emailChangeLooks: Readonly<Record<EmailChangeRequestRecord['state'], Look>> = {
  received: ['info', HourglassIcon],
  verified: ['info', VerifiedIcon],
  noticeArranged: ['info', MailIcon],
  noticePosted: ['info', ShippingIcon],
  completed: ['good', CheckCircleIcon],
  cancelled: ['neutral', CancelIcon],
  selfService: ['good', CheckCircleIcon],
}
const provisionalLooks: Readonly<Record<ProvisionalCodeRequestRecord['state'], Look>> = {
  received: ['warning', HourglassIcon],
  formSent: ['info', ForwardIcon],
  formReceived: ['info', DraftsIcon],
  forwarded: ['info', ForwardIcon],
  numbered: ['info', NumbersIcon],
  informed: ['good', CheckCircleIcon],
  migrated: ['good', VerifiedIcon],
  cancelled: ['neutral', CancelIcon],
}
const lotLooks: Readonly<Record<LotRecord['state'], Look>> = {
  challenge: ['warning', PrintIcon],
  issuing: ['info', SyncIcon],
  printed: ['info', DraftsIcon],
  destroying: ['warning', DestroyIcon],
  closed: ['good', CheckCircleIcon],
  abandoned: ['neutral', BlockIcon],
}

const officeDocumentLooks: Readonly<Record<OfficeDocumentRecord['state'], Look>> = {
  proposed: ['warning', HourglassIcon],
  published: ['good', CheckCircleIcon],
  superseded: ['neutral', HistoryIcon],
  withdrawn: ['neutral', CancelIcon],
}

const chip = ([tone, icon]: Look, text: string) => <StateChip tone={tone} icon={icon} text={text} />

export const NoticeStateChip = ({ state }: { readonly state: NoticeRecord['state'] }) => chip(noticeLooks[state], ja.requests.noticeStates[state])
/** A person must see to the facility. */
export const FollowUpChip = () => <StateChip tone="warning" icon={PriorityIcon} text={ja.requests.followUp} />
/** An incident: the letter came back although its password had been used. */
export const UsedBeforeReturnChip = () => <StateChip tone="bad" icon={ReplyIcon} text={ja.requests.returnedAfterUse} />
export const EmailChangeStateChip = ({ state }: { readonly state: EmailChangeRequestRecord['state'] }) => chip(emailChangeLooks[state], ja.requests.emailChangeStates[state])
export const ProvisionalCodeStateChip = ({ state }: { readonly state: ProvisionalCodeRequestRecord['state'] }) => chip(provisionalLooks[state], ja.requests.provisionalCodeStates[state])
export const LotStateChip = ({ state }: { readonly state: LotRecord['state'] }) => chip(lotLooks[state], ja.mailroom.lotStates[state])
export const OfficeDocumentStateChip = ({ state }: { readonly state: OfficeDocumentRecord['state'] }) => chip(officeDocumentLooks[state], ja.documents.states[state])
