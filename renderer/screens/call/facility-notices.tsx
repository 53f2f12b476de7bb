import Box from '@mui/material/Box'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { Panel } from '../../parts/panel.tsx'
import { NoticeStateChip } from '../../parts/state-chips.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.call.notices

/** What went, or is about to go, to this facility. */
export function FacilityNotices({ notices }: { readonly notices: readonly NoticeSummary[] }) {
  return (
    <Panel heading={text.heading}>
      {notices.length === 0 ? <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.none}</Box> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2.5 }}>
        {notices.map((notice) => (
          <Box component="li" key={notice.noticeId} sx={{ display: 'grid', gap: 0.5, pb: 2, borderBottom: `1px solid ${colours.line}`, '&:last-child': { border: 0, pb: 0 }, fontSize: typeScale.small }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
              <Box component="span" sx={{ fontWeight: 600 }}>{notice.noticeNumber}</Box>
              <NoticeStateChip state={notice.state} />
            </Box>
            <Box sx={{ color: colours.inkSoft }}>{text.requested(shortDateTime(notice.requestedAt), notice.requestedByName)}</Box>
            {notice.trackingNumber === null ? null : <Box>{text.tracking(formatTrackingNumber(notice.trackingNumber))}</Box>}
            {notice.validUntil === null ? null : <Box sx={{ color: colours.inkSoft }}>{text.validUntil(day(notice.validUntil))}</Box>}
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
