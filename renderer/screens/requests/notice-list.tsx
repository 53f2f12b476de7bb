import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { isEndedNotice, isLiveNotice, isOpenNotice } from '#shared/domain/notice.ts'
import { useMay } from '../../api/session.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { UndoNotice } from '../../parts/undo-notice.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { CustodyPage } from '../custody/custody-page.tsx'
import { NoticeHistory } from './history-drawer.tsx'
import { noticeColumns } from './notice-columns.tsx'
import { CancelDialog, FinishFollowUpDialog, VoidDialog } from './notice-dialogs.tsx'
import { NoticePreview } from './notice-preview.tsx'
import { RequestTable, type RequestColumn } from './request-table.tsx'

const text = ja.requests
const openings = { history: NoticeHistory, preview: NoticePreview, custody: CustodyPage, cancel: CancelDialog, void: VoidDialog, finish: FinishFollowUpDialog } as const
type Opening = keyof typeof openings

function Actions({ notice, onOpen }: { readonly notice: NoticeSummary; readonly onOpen: (kind: Opening) => void }) {
  const may = useMay()
  const button = (kind: Opening, label: string) => (
    <Button size="small" variant="text" sx={{ px: 1.5, minWidth: 0 }} aria-label={`${label} ${notice.noticeNumber}`} onClick={() => onOpen(kind)}>{label}</Button>
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', maxWidth: 230 }}>
      {button('history', text.history)}
      {button('custody', ja.custody.open)}
      {button('preview', text.preview)}
      {may('notices.cancel') && isOpenNotice(notice.state) ? button('cancel', text.cancelNotice) : null}
      {may('notices.void') && isLiveNotice(notice.state) ? button('void', text.voidNotice) : null}
      {may('notices.finishFollowUp') && notice.followUp === 'open' ? button('finish', text.finish) : null}
      <UndoNotice notice={notice} />
    </Box>
  )
}

/** 通知書: all of them, or those a person must see to. */
export function NoticeList() {
  const [open, setOpen] = useState<{ kind: Opening; notice: NoticeSummary } | null>(null)
  const [isFollowUp, setIsFollowUp] = useState(false)
  const notices = useDeskQuery('notices', 'list', { limit: 300 }, (desk, signal) => desk.notices.list({ limit: 300 }, { signal }))
  const followUps = useDeskQuery('notices', 'list', { limit: 300, followUp: 'open' }, (desk, signal) => desk.notices.list({ limit: 300, followUp: 'open' }, { signal }))
  const columns: RequestColumn<NoticeSummary>[] = [
    ...noticeColumns,
    { heading: text.columns.actions, cell: (notice) => <Actions notice={notice} onOpen={(kind) => setOpen({ kind, notice })} /> },
  ]
  const Opened = open === null ? null : openings[open.kind]
  const followUpCount = followUps.data?.length ?? 0
  return (
    <>
      <Answer of={isFollowUp ? followUps : notices}>
        {(rows) => (
          <RequestTable
            label={text.tabs.notices} rows={rows} columns={columns} keyOf={(notice) => notice.noticeId} wordsOf={(notice) => `${notice.facilityName} ${notice.facilityCode} ${notice.noticeNumber}`}
            stateOf={(notice) => notice.state} stateNames={text.noticeStates} isEnded={(notice) => isEndedNotice(notice.state)} empty={isFollowUp ? text.followUpEmpty : text.empty.notices}
            aside={
              <>
                <ToggleButton value="followUp" size="small" selected={isFollowUp} onChange={() => setIsFollowUp(!isFollowUp)} sx={{ minHeight: 34, px: 3, ...(followUpCount > 0 && !isFollowUp ? { color: colours.warning, bgcolor: colours.warningTint, fontWeight: 700 } : {}) }}>{text.followUpCount(followUpCount)}</ToggleButton>
                {isFollowUp ? <Box sx={{ flex: '1 1 320px', fontSize: typeScale.small, color: colours.inkSoft }}>{text.followUpLead}</Box> : null}
              </>
            }
          />
        )}
      </Answer>
      {open === null || Opened === null ? null : <Opened notice={open.notice} onClose={() => setOpen(null)} />}
    </>
  )
}
