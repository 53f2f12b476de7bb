import Alert from '@mui/material/Alert'
import type { QueryClient } from '@tanstack/react-query'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { useLive } from '../../api/live.tsx'
import { useDeskAction } from '../../api/use-desk.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.requests
interface NoticeActionProps {
  readonly notice: NoticeSummary
  readonly onClose: () => void
}
const askAgain = (_answer: unknown, queries: QueryClient) => void queries.invalidateQueries({ queryKey: ['notices'] })

/** 取り消す: an open notice, before its lot starts. */
export function CancelDialog({ notice, onClose }: NoticeActionProps) {
  const cancel = useDeskAction((desk, reason: string) => desk.notices.cancel({ noticeId: notice.noticeId, reason }), askAgain)
  return <ReasonDialog isDangerous title={text.cancelNoticeOf(notice.noticeNumber)} hint={text.cancelHint} submit={text.cancelNotice} isBusy={cancel.isPending} error={cancel.error} onClose={onClose} onSubmit={(reason) => cancel.mutate(reason, { onSuccess: onClose })} />
}

/** 無効にする: a live letter, at any time. Says when it takes effect while central is away. */
export function VoidDialog({ notice, onClose }: NoticeActionProps) {
  const { status } = useLive()
  const end = useDeskAction((desk, reason: string) => desk.notices.void({ noticeId: notice.noticeId, reason }), askAgain)
  return (
    <ReasonDialog isDangerous title={text.voidNoticeOf(notice.noticeNumber)} hint={text.voidHint} submit={text.voidNotice} isBusy={end.isPending} error={end.error} onClose={onClose} onSubmit={(reason) => end.mutate(reason, { onSuccess: onClose })}>
      {status !== null && status.central !== 'connected' ? <Alert severity="warning">{text.voidOffline}</Alert> : null}
    </ReasonDialog>
  )
}

/** 対応済みにする: somebody has seen to the facility whose letter came back or could not be made. */
export function FinishFollowUpDialog({ notice, onClose }: NoticeActionProps) {
  const finish = useDeskAction((desk, reason: string) => desk.notices.finishFollowUp({ noticeId: notice.noticeId, reason }), askAgain)
  return <ReasonDialog title={text.finishOf(notice.noticeNumber)} hint={text.finishHint} submit={text.finish} isBusy={finish.isPending} error={finish.error} onClose={onClose} onSubmit={(reason) => finish.mutate(reason, { onSuccess: onClose })} />
}
