import { useCallback, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MailIcon from '@mui/icons-material/MarkunreadMailboxOutlined'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import type { MailroomQueue, QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice, FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NextCollection } from './next-collection.tsx'
import { QueueFilterBar } from './queue-filter-bar.tsx'
import { lotLimit, QueueTable } from './queue-table.tsx'
import { isNarrowed, shownNotices, type QueueFilters } from './queue-view.ts'
import { SendBack } from './send-back.tsx'
import { useMinute } from './use-minute.ts'

const text = ja.mailroom

interface QueueProps {
  readonly filters: QueueFilters
  readonly onFilter: (filters: QueueFilters) => void
  readonly onStarted: (lotId: string) => void
}

/** Approved notices, what hinders each, and the start of a lot. */
export function Queue({ filters, onFilter, onStarted }: QueueProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [leaving, setLeaving] = useState<QueuedNotice | null>(null)
  const [sentBack, setSentBack] = useState<string | null>(null)
  const now = useMinute()
  const queue = useDeskQuery<MailroomQueue>('lots', 'queue', null, (desk, signal) => desk.lots.queue({}, { signal }))
  const start = useDeskAction(
    (desk, noticeIds: string[]) => desk.lots.start({ noticeIds }),
    (view, queries) => queries.setQueryData(['lots', 'get', view.lot.lotId], view),
  )
  const { refetch } = queue
  const askAgain = useCallback(() => void refetch(), [refetch])
  const shown = shownNotices(queue.data?.notices ?? [], filters, now)
  // What left the queue meanwhile, or is not in sight, is not selected.
  const chosen = shown.filter((notice) => selected.has(notice.noticeId)).map((notice) => notice.noticeId)
  return (
    <>
      {queue.data === undefined ? null : <NextCollection next={queue.data.nextCollection} now={now} onOver={askAgain} />}
      <Panel
        heading={text.queue} isFlush
        aside={
          <>
            {chosen.length > 0 ? <Box component="span" role="status" sx={{ fontWeight: 600, color: colours.primary }}>{text.selected(chosen.length)}{chosen.length >= lotLimit ? `　${text.limit}` : ''}</Box> : null}
            <Button variant="contained" startIcon={<PrintIcon />} disabled={chosen.length === 0 || start.isPending} onClick={() => start.mutate(chosen, { onSuccess: (view) => onStarted(view.lot.lotId) })}>{text.start}</Button>
          </>
        }
      >
        <Box sx={{ px: 4, pb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.startHint}</Box>
        {start.isError ? <Box sx={{ px: 4, pb: 3 }}><FailureNotice error={start.error} /></Box> : null}
        {sentBack === null ? null : <Box sx={{ px: 4, pb: 3 }}><Alert severity="success" role="status">{text.sendBack.done(sentBack)}</Alert></Box>}
        <Answer of={queue}>
          {(data) => data.notices.length === 0 ? <EmptyNotice icon={<MailIcon />}>{text.queueEmpty}</EmptyNotice> : (
            <>
              <QueueFilterBar queue={data} filters={filters} onFilter={onFilter} />
              {isNarrowed(filters) ? <Box role="status" sx={{ px: 4, pb: 2, fontSize: typeScale.small, fontWeight: 600 }}>{text.filters.shown(shown.length, data.notices.length)}</Box> : null}
              {shown.length === 0
                ? <EmptyNotice icon={<MailIcon />}>{text.queueFiltered}</EmptyNotice>
                : <QueueTable notices={shown} postageClasses={data.postageClasses} selected={new Set(chosen)} now={now} onSelect={setSelected} onSendBack={setLeaving} />}
            </>
          )}
        </Answer>
      </Panel>
      {leaving === null ? null : <SendBack notice={leaving} onClose={() => setLeaving(null)} onSent={() => { setSentBack(leaving.noticeNumber); setLeaving(null) }} />}
    </>
  )
}
