import { useMemo, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import AlternateEmailIcon from '@mui/icons-material/AlternateEmailOutlined'
import CallbackIcon from '@mui/icons-material/PhoneCallbackOutlined'
import MailIcon from '@mui/icons-material/ForwardToInboxOutlined'
import NumbersIcon from '@mui/icons-material/PinOutlined'
import { noticeIsOffered } from '#shared/domain/notice-offer.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Panel } from '../../parts/panel.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { cardNamed, useGuidanceCards } from '../guidance/use-guidance-cards.ts'
import { ProvisionalCodeDialog } from '../requests/provisional-code-dialog.tsx'
import { noteResult, type CallResults } from './call-results.ts'
import { EmailChangeDialog } from './email-change-dialog.tsx'
import { FacilityNotices } from './facility-notices.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { logInPathOf, noticeObstacle } from './notice-obstacle.ts'
import { PromiseDialog } from './promise-dialog.tsx'
import type { CallDraft } from './use-call-draft.ts'
import { useFacility } from './use-facility.ts'
import { useVerification } from './use-verification.ts'

const text = ja.call.actions
type Open = 'notice' | 'emailChange' | 'provisionalCode' | 'callback' | null

interface NoticeButtonProps {
  /** The guidance ends in a letter. */
  readonly isOffered: boolean
  readonly isReady: boolean
  /** Why not now, or what it takes; empty = nothing to say. */
  readonly hint: string
  readonly onOpen: () => void
}

/** The letter where the guidance ends in one; else that it does not, and the way round with a reason. */
function NoticeButton({ isOffered, isReady, hint, onOpen }: NoticeButtonProps) {
  return (
    <>
      <Button fullWidth variant={isOffered && isReady ? 'contained' : 'outlined'} startIcon={<MailIcon />} disabled={!isOffered || !isReady} onClick={onOpen} aria-describedby="notice-obstacle">{isOffered ? text.notice : text.noticeNotOffered}</Button>
      <Box id="notice-obstacle" sx={{ fontSize: typeScale.small, color: colours.inkSoft, lineHeight: 1.5, '&:empty': { display: 'none' } }}>{hint}</Box>
      {isOffered ? null : <Button fullWidth size="small" variant="text" disabled={!isReady} onClick={onOpen}>{text.noticeWithReason}</Button>}
    </>
  )
}

/** What the call may lead to, and the notices there already are. */
export function CallActions({ draft, facilityCode }: { readonly draft: CallDraft; readonly facilityCode: string | null }) {
  const { callId, question, paths, callbackTelephone } = draft.call
  const facility = useFacility(facilityCode)
  const verification = useVerification(callId, facilityCode ?? '', facilityCode !== null && facility.data?.successor === null)
  const cards = useGuidanceCards()
  const announce = useAnnounce()
  const [open, setOpen] = useState<Open>(null)
  const [recorded, setRecorded] = useState<string | null>(null)
  const shown = facilityCode === null ? undefined : facility.data
  const view = facilityCode === null ? undefined : verification.data
  const obstacle = noticeObstacle({ facility: shown?.facility, isSuperseded: shown !== undefined && shown.successor !== null, accountState: shown?.accountState, verification: view })
  const path = logInPathOf(paths, facilityCode)
  const isOffered = noticeIsOffered({ questionEnd: cardNamed(cards, question)?.end ?? null, path })
  // Before anything was asked, or the cards are there, nothing speaks against a letter yet.
  const isOpenQuestion = facilityCode === null || cards.length === 0 || (question === null && path === null)
  const hint = obstacle !== null ? text.noticeHints[obstacle] : question === null && path === null ? text.noticeHints.noQuestion : isOffered ? '' : text.noticeNotOfferedHint

  const close = () => setOpen(null)
  const record = (result: keyof CallResults) => (number: string) => {
    noteResult(callId, result)
    setRecorded(number)
    close()
  }
  const isNoticeReady = obstacle === null
  const hasFacility = shown !== undefined && shown.successor === null
  useCommands(useMemo((): Command[] => [
    { id: 'arrangeNotice', label: isOffered ? text.notice : `${text.notice}（${text.noticeWithReason}）`, isAvailable: isNoticeReady, run: () => setOpen('notice') },
    { id: 'recordEmailChange', label: text.emailChange, isAvailable: hasFacility, run: () => setOpen('emailChange') },
    { id: 'recordProvisionalCode', label: text.provisionalCode, run: () => setOpen('provisionalCode') },
    { id: 'promiseCallback', label: ja.callbacks.promise.action, run: () => setOpen('callback') },
  ], [isOffered, isNoticeReady, hasFacility]))

  return (
    <>
      <Panel heading={text.heading}>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <NoticeButton isOffered={isOffered || (isOpenQuestion && obstacle !== null)} isReady={isNoticeReady} hint={hint} onOpen={() => setOpen('notice')} />
          <Button fullWidth startIcon={<AlternateEmailIcon />} disabled={!hasFacility} onClick={() => setOpen('emailChange')}>{text.emailChange}</Button>
          <Button fullWidth startIcon={<NumbersIcon />} onClick={() => setOpen('provisionalCode')}>{text.provisionalCode}</Button>
          <Button fullWidth startIcon={<CallbackIcon />} onClick={() => setOpen('callback')}>{ja.callbacks.promise.action}</Button>
          {recorded === null ? null : <Alert severity="success" role="status">{text.recorded(recorded)}</Alert>}
        </Box>
      </Panel>
      {shown === undefined ? null : <FacilityNotices notices={shown.notices} />}
      {open === 'notice' && shown !== undefined && view !== undefined ? <NoticeDialog callId={callId} verificationId={view.verificationId} question={question} onClose={close} onRequested={() => noteResult(callId, 'hasNotice')} /> : null}
      {open === 'emailChange' && shown !== undefined ? (
        <EmailChangeDialog callId={callId} facility={shown.facility} verificationId={view?.isConcluded === true ? view.verificationId : null} notices={shown.notices} onClose={close} onRecorded={record('hasEmailChange')} />
      ) : null}
      {open === 'provisionalCode' ? <ProvisionalCodeDialog callId={callId} paths={paths} onClose={close} onRecorded={record('hasProvisionalCode')} /> : null}
      {open === 'callback' ? (
        <PromiseDialog
          callId={callId} facilityCode={facilityCode} verificationId={null} kind="promised" telephone={callbackTelephone} onClose={close}
          onPromised={(dueAt) => { noteResult(callId, 'hasCallback'); announce(ja.callbacks.promise.done(shortDateTime(dueAt))); close() }}
        />
      ) : null}
    </>
  )
}
