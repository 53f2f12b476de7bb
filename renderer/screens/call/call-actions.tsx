import { useMemo, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import AlternateEmailIcon from '@mui/icons-material/AlternateEmailOutlined'
import MailIcon from '@mui/icons-material/ForwardToInboxOutlined'
import NumbersIcon from '@mui/icons-material/PinOutlined'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ProvisionalCodeDialog } from '../requests/provisional-code-dialog.tsx'
import { EmailChangeDialog } from './email-change-dialog.tsx'
import { FacilityNotices } from './facility-notices.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { noticeObstacle } from './notice-obstacle.ts'
import type { CallDraft } from './use-call-draft.ts'
import { useFacility } from './use-facility.ts'
import { useVerification } from './use-verification.ts'

const text = ja.call.actions
type Open = 'notice' | 'emailChange' | 'provisionalCode' | null

/** What the call may lead to, and the notices there already are. */
export function CallActions({ draft, facilityCode }: { readonly draft: CallDraft; readonly facilityCode: string | null }) {
  const { callId, question } = draft.call
  const facility = useFacility(facilityCode)
  const verification = useVerification(callId, facilityCode ?? '', facilityCode !== null && facility.data?.successor === null)
  const [open, setOpen] = useState<Open>(null)
  const [recorded, setRecorded] = useState<string | null>(null)
  const shown = facilityCode === null ? undefined : facility.data
  const view = facilityCode === null ? undefined : verification.data
  const obstacle = noticeObstacle({ facility: shown?.facility, isSuperseded: shown !== undefined && shown.successor !== null, accountState: shown?.accountState, verification: view, question })

  const close = () => setOpen(null)
  const isNoticeReady = obstacle === null
  const hasFacility = shown !== undefined && shown.successor === null
  useCommands(useMemo((): Command[] => [
    { id: 'arrangeNotice', label: text.notice, isAvailable: isNoticeReady, run: () => setOpen('notice') },
    { id: 'recordEmailChange', label: text.emailChange, isAvailable: hasFacility, run: () => setOpen('emailChange') },
    { id: 'recordProvisionalCode', label: text.provisionalCode, run: () => setOpen('provisionalCode') },
  ], [isNoticeReady, hasFacility]))

  return (
    <>
      <Panel heading={text.heading}>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Button fullWidth variant={isNoticeReady ? 'contained' : 'outlined'} startIcon={<MailIcon />} disabled={!isNoticeReady} onClick={() => setOpen('notice')} aria-describedby="notice-obstacle">{text.notice}</Button>
          <Box id="notice-obstacle" sx={{ fontSize: typeScale.small, color: colours.inkSoft, lineHeight: 1.5, '&:empty': { display: 'none' } }}>{obstacle === null ? '' : text.noticeHints[obstacle]}</Box>
          <Button fullWidth startIcon={<AlternateEmailIcon />} disabled={!hasFacility} onClick={() => setOpen('emailChange')}>{text.emailChange}</Button>
          <Button fullWidth startIcon={<NumbersIcon />} onClick={() => setOpen('provisionalCode')}>{text.provisionalCode}</Button>
          {recorded === null ? null : <Alert severity="success" role="status">{text.recorded(recorded)}</Alert>}
        </Box>
      </Panel>
      {shown === undefined ? null : <FacilityNotices notices={shown.notices} />}
      {open === 'notice' && shown !== undefined && view !== undefined ? <NoticeDialog callId={callId} verificationId={view.verificationId} question={question} onClose={close} /> : null}
      {open === 'emailChange' && shown !== undefined ? (
        <EmailChangeDialog callId={callId} facility={shown.facility} verificationId={view?.isConcluded === true ? view.verificationId : null} notices={shown.notices} onClose={close} onRecorded={(number) => { setRecorded(number); close() }} />
      ) : null}
      {open === 'provisionalCode' ? <ProvisionalCodeDialog callId={callId} onClose={close} onRecorded={(number) => { setRecorded(number); close() }} /> : null}
    </>
  )
}
