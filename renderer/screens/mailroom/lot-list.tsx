import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { LotStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { LotCounts } from './lot-counts.tsx'

const text = ja.mailroom

export function LotList({ onOpen }: { readonly onOpen: (lotId: string) => void }) {
  const lots = useDeskQuery('lots', 'list', null, (desk, signal) => desk.lots.list({}, { signal }))
  return (
    <Panel heading={text.lots} isFlush>
      <Answer of={lots}>
        {(views) => views.length === 0 ? <Box sx={{ px: 4, pb: 4, color: colours.inkSoft }}>{text.lotsEmpty}</Box> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {views.map((view) => (
              <Box component="li" key={view.lot.lotId} sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', px: 4, py: 2, borderTop: `1px solid ${colours.line}` }}>
                <Box sx={{ minWidth: 180 }}>
                  <Box sx={{ fontWeight: 600 }}>{text.lot(view.lot.lotNumber)}</Box>
                  <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{shortDateTime(view.lot.startedAt)}</Box>
                </Box>
                <LotStateChip state={view.lot.state} />
                <Box sx={{ flex: 1 }}><LotCounts counts={view.counts} /></Box>
                <Button size="small" aria-label={`${text.openLot} ${view.lot.lotNumber}`} onClick={() => onOpen(view.lot.lotId)}>{text.openLot}</Button>
              </Box>
            ))}
          </Box>
        )}
      </Answer>
    </Panel>
  )
}
