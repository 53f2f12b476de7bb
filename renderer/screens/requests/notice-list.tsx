import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { isEndedNotice, isOpenNotice } from '#shared/domain/notice.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { useMay } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { NoticeStateChip } from '../../parts/state-chips.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NoticeHistory } from './history-drawer.tsx'
import { NoticePreview } from './notice-preview.tsx'
import { RequestTable, type RequestColumn } from './request-table.tsx'

const text = ja.requests
type Open = { kind: 'history' | 'preview' | 'cancel'; notice: NoticeSummary } | null

function CancelDialog({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const cancel = useDeskAction((desk, reason: string) => desk.notices.cancel({ noticeId: notice.noticeId, reason }))
  return <ReasonDialog isDangerous title={text.cancelNoticeOf(notice.noticeNumber)} hint={text.cancelHint} submit={text.cancelNotice} isBusy={cancel.isPending} error={cancel.error} onClose={onClose} onSubmit={(reason) => cancel.mutate(reason, { onSuccess: onClose })} />
}

export function NoticeList() {
  const [open, setOpen] = useState<Open>(null)
  const may = useMay()
  const notices = useDeskQuery('notices', 'list', { limit: 300 }, (desk, signal) => desk.notices.list({ limit: 300 }, { signal }))
  const button = (kind: NonNullable<Open>['kind'], label: string, notice: NoticeSummary) => (
    <Button size="small" variant="text" aria-label={`${label} ${notice.noticeNumber}`} onClick={() => setOpen({ kind, notice })}>{label}</Button>
  )
  const columns: RequestColumn<NoticeSummary>[] = [
    { heading: text.columns.number, isNarrow: true, cell: (notice) => notice.noticeNumber },
    { heading: text.columns.facility, cell: (notice) => (
      <>
        <Box sx={{ fontWeight: 600 }}>{notice.facilityName}{notice.isSample ? <Box component="span" sx={{ ml: 2, fontWeight: 400, color: colours.inkSoft, fontSize: typeScale.tiny }}>{ja.general.sample}</Box> : null}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={notice.facilityCode} /></Box>
      </>
    ) },
    { heading: text.columns.state, isNarrow: true, cell: (notice) => (
      <>
        <NoticeStateChip state={notice.state} />
        {notice.version === 0 ? <Box sx={{ fontSize: typeScale.tiny, color: colours.inkSoft }}>{text.notSynced}</Box> : null}
      </>
    ) },
    { heading: text.columns.reason, isNarrow: true, cell: (notice) => text.noticeReasons[notice.reason] },
    { heading: text.columns.requestedAt, isNarrow: true, cell: (notice) => (
      <>
        {shortDateTime(notice.requestedAt)}
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{notice.requestedByName}</Box>
      </>
    ) },
    { heading: text.columns.tracking, isNarrow: true, cell: (notice) => (
      <>
        {notice.trackingNumber === null ? '－' : formatTrackingNumber(notice.trackingNumber)}
        {notice.validUntil === null ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{ja.call.notices.validUntil(day(notice.validUntil))}</Box>}
      </>
    ) },
    { heading: text.columns.actions, isNarrow: true, cell: (notice) => (
      <Box sx={{ display: 'flex' }}>
        {button('history', text.history, notice)}
        {button('preview', text.preview, notice)}
        {may('notices.cancel') && isOpenNotice(notice.state) ? button('cancel', text.cancelNotice, notice) : null}
      </Box>
    ) },
  ]
  const close = () => setOpen(null)
  return (
    <>
      <Answer of={notices}>
        {(rows) => (
          <RequestTable label={text.tabs.notices} rows={rows} columns={columns} keyOf={(notice) => notice.noticeId} wordsOf={(notice) => `${notice.facilityName} ${notice.facilityCode} ${notice.noticeNumber}`} stateOf={(notice) => notice.state} stateNames={text.noticeStates} isEnded={(notice) => isEndedNotice(notice.state)} empty={text.empty.notices} />
        )}
      </Answer>
      {open?.kind === 'history' ? <NoticeHistory notice={open.notice} onClose={close} /> : null}
      {open?.kind === 'preview' ? <NoticePreview notice={open.notice} onClose={close} /> : null}
      {open?.kind === 'cancel' ? <CancelDialog notice={open.notice} onClose={close} /> : null}
    </>
  )
}
