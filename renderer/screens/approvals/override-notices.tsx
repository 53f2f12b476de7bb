import Box from '@mui/material/Box'
import FlagIcon from '@mui/icons-material/FlagOutlined'
import type { CaseSummary } from '#shared/contract/desktop/contract.ts'
import { caseStateWord } from '#shared/domain/case-words.ts'
import { addDays } from '#shared/domain/japan-days.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { shortDateTime, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.approvals
const daysBack = 30
const mostListed = 50

function OverrideRow({ found }: { readonly found: CaseSummary }) {
  const { id: noticeId } = found
  const full = useDeskQuery('notices', 'get', noticeId, (desk, signal) => desk.notices.get({ noticeId }, { signal }))
  return (
    <Box component="li" sx={{ display: 'flex', gap: 4, alignItems: 'flex-start', flexWrap: 'wrap', px: 4, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ flex: 1, minWidth: 240 }}>
        <Box sx={{ fontWeight: 700, fontSize: typeScale.lead }}>{found.facilityName}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{found.number}　{found.facilityCode === null ? null : <FacilityCode code={found.facilityCode} />}　{caseStateWord('notice', found.state)}</Box>
      </Box>
      <Box sx={{ flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ mr: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.overrideReason}</Box>
        <Answer of={full}>{({ notice }) => notice.overrideReason ?? '－'}</Answer>
      </Box>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.performedBy(found.staffName ?? '－', shortDateTime(found.at))}</Box>
    </Box>
  )
}

/** 案内と異なる手配: letters the guidance did not end in, each with why, who and when. */
export function OverrideNotices() {
  const from = addDays(todayInJapan(), -daysBack)
  const found = useDeskQuery('cases', 'overrides', from, (desk, signal) => desk.cases.search({ kinds: ['notice'], onlyOverrides: true, from, limit: mostListed }, { signal }))
  return (
    <Panel heading={text.overrides} isFlush>
      <Box sx={{ px: 4, pb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.overridesLead}</Box>
      <Answer of={found}>
        {({ cases, hasMore }) => cases.length === 0 ? <EmptyNotice icon={<FlagIcon />}>{text.overridesEmpty}</EmptyNotice> : (
          <>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{cases.map((one) => <OverrideRow key={one.id} found={one} />)}</Box>
            {hasMore ? <Box sx={{ px: 4, py: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.overridesMore}</Box> : null}
          </>
        )}
      </Answer>
    </Panel>
  )
}
