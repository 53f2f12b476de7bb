import Box from '@mui/material/Box'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { FollowUpChip, NoticeStateChip, UsedBeforeReturnChip } from '../../parts/state-chips.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import type { RequestColumn } from './request-table.tsx'

const text = ja.requests
const small = { fontSize: typeScale.small, color: colours.inkSoft } as const

/** What ties a request to others: joined, in place of, waited for by more. */
function Ties({ notice }: { readonly notice: NoticeSummary }) {
  const ties = [
    ...(notice.joinedToNumber === null ? [] : [text.joinedTo(notice.joinedToNumber)]),
    ...(notice.replacesNumber === null ? [] : [text.replaces(notice.replacesNumber)]),
    ...(notice.joinedCases === 0 ? [] : [text.waiting(notice.joinedCases)]),
  ]
  return ties.map((tie) => <Box key={tie} sx={small}>{tie}</Box>)
}

function State({ notice }: { readonly notice: NoticeSummary }) {
  const { returned } = notice
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <NoticeStateChip state={notice.state} />
        {returned !== null && notice.state === 'redeemed' ? <UsedBeforeReturnChip /> : null}
        {notice.followUp === 'open' ? <FollowUpChip /> : null}
      </Box>
      {notice.version === 0 ? <Box sx={{ fontSize: typeScale.tiny, color: colours.inkSoft }}>{text.notSynced}</Box> : null}
      {notice.state === 'requested' && notice.followUp === 'open' ? <Box sx={small}>{text.sentBack}</Box> : null}
      {returned === null ? null : <Box sx={small}>{text.returnedOn(day(returned.on), text.returnReasons[returned.reason])}{returned.isOpened === true ? `　${text.opened}` : ''}</Box>}
    </>
  )
}

/** The columns of 通知書, but for the actions. */
export const noticeColumns: readonly RequestColumn<NoticeSummary>[] = [
  { heading: text.columns.number, isNarrow: true, cell: (notice) => notice.noticeNumber },
  { heading: text.columns.facility, cell: (notice) => (
    <>
      <Box sx={{ fontWeight: 600 }}>{notice.facilityName}{notice.isSample ? <Box component="span" sx={{ ml: 2, fontWeight: 400, color: colours.inkSoft, fontSize: typeScale.tiny }}>{ja.general.sample}</Box> : null}</Box>
      <Box sx={small}><FacilityCode code={notice.facilityCode} /></Box>
      <Ties notice={notice} />
    </>
  ) },
  { heading: text.columns.state, cell: (notice) => <State notice={notice} /> },
  { heading: text.columns.requestedAt, isNarrow: true, cell: (notice) => (
    <>
      {shortDateTime(notice.requestedAt)}
      <Box sx={small}>{notice.requestedByName}</Box>
      <Box sx={small}>{text.noticeReasons[notice.reason]}</Box>
    </>
  ) },
  { heading: text.columns.tracking, isNarrow: true, cell: (notice) => (
    <>
      {notice.trackingNumber === null ? '－' : formatTrackingNumber(notice.trackingNumber)}
      {notice.validUntil === null ? null : <Box sx={small}>{ja.call.notices.validUntil(day(notice.validUntil))}</Box>}
    </>
  ) },
]
