import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MailIcon from '@mui/icons-material/MailOutlined'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.approvals

function ApproveDialog({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const approve = useDeskAction(
    (desk, reason: string) => desk.notices.approve({ noticeId: notice.noticeId, reason }),
    (_notice, queries) => void queries.invalidateQueries({ queryKey: ['notices'] }),
  )
  return <ReasonDialog title={text.approveNotice(notice.noticeNumber)} hint={text.dualControl} submit={text.approve} isBusy={approve.isPending} error={approve.error} onClose={onClose} onSubmit={(reason) => approve.mutate(reason, { onSuccess: onClose })} />
}

/** Notices that wait for a supervisor. */
export function NoticeApprovals() {
  const [approving, setApproving] = useState<NoticeSummary | null>(null)
  const { staffId } = useStaff()
  const waiting = useDeskQuery('notices', 'list', { states: ['awaitingApproval'] }, (desk, signal) => desk.notices.list({ states: ['awaitingApproval'], limit: 200 }, { signal }))
  const undecided = useDeskQuery('verifications', 'listWaiting', null, (desk, signal) => desk.verifications.listWaiting({}, { signal }))
  // A notice whose verification waits above follows that decision: it is not asked twice.
  const followed = new Set(undecided.data?.map((entry) => entry.noticeNumber))
  return (
    <Panel heading={text.notices} isFlush>
      <Answer of={waiting}>
        {(all) => { const notices = all.filter((notice) => !followed.has(notice.noticeNumber)); return notices.length === 0 ? <EmptyNotice icon={<MailIcon />}>{text.noticesEmpty}</EmptyNotice> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {notices.map((notice) => (
              <Box component="li" key={notice.noticeId} sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', px: 4, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
                <Box sx={{ flex: 1, minWidth: 240 }}>
                  <Box sx={{ fontWeight: 700, fontSize: typeScale.lead }}>{notice.facilityName}</Box>
                  <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{notice.noticeNumber}　<FacilityCode code={notice.facilityCode} />　{ja.requests.noticeReasons[notice.reason]}</Box>
                </Box>
                <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.performedBy(notice.requestedByName, shortDateTime(notice.requestedAt))}</Box>
                <Button variant="contained" disabled={notice.requestedBy === staffId} aria-label={text.approveNotice(notice.noticeNumber)} onClick={() => setApproving(notice)}>{text.approve}</Button>
              </Box>
            ))}
          </Box>
        ) }}
      </Answer>
      {approving === null ? null : <ApproveDialog notice={approving} onClose={() => setApproving(null)} />}
    </Panel>
  )
}
