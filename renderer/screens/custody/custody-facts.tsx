import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Custody } from '#shared/contract/desktop/contract.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { shortHash } from '../../parts/short-hash.ts'
import { NoticeStateChip, UsedBeforeReturnChip } from '../../parts/state-chips.tsx'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.custody

/** What the piece is: whose, by which template, in which lot and on which slip. */
export function CustodyFacts({ custody }: { readonly custody: Custody }) {
  const { notice, template } = custody
  const rows = [
    [text.facts.facility, <>{notice.facilityName}　<FacilityCode code={notice.facilityCode} /></>],
    [text.facts.state, <><NoticeStateChip state={notice.state} /> {notice.returned !== null && notice.state === 'redeemed' ? <UsedBeforeReturnChip /> : null}</>],
    [text.facts.template, template === null ? text.builtIn : text.templateOf(template.version, shortHash(template.hash))],
    [text.facts.lot, custody.lotNumber],
    [text.facts.piece, custody.pieceId],
    [text.facts.tracking, notice.trackingNumber === null ? null : formatTrackingNumber(notice.trackingNumber)],
    [text.facts.postedOn, notice.postedOn === null ? null : day(notice.postedOn)],
    [text.facts.slip, custody.postingSlipNumber],
    [text.facts.validUntil, notice.validUntil === null ? null : day(notice.validUntil)],
  ] as const
  return (
    <Box component="section" aria-label={text.facts.heading}>
      <Typography variant="h3" sx={{ mb: 1 }}>{text.facts.heading}</Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', '@media (min-width: 1000px)': { gridTemplateColumns: 'max-content minmax(0, 1fr) max-content minmax(0, 1fr)' }, columnGap: 4, rowGap: 1, p: 3, border: `1px solid ${colours.line}`, borderRadius: 2 }}>
        {rows.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{label}</Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 600 }}>{value ?? '－'}</Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
