import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { LotStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { AdoptLot } from './adopt-lot.tsx'
import { LotCounts } from './lot-counts.tsx'
import { deskOf } from './lot-words.ts'

const text = ja.mailroom

interface LotRowProps {
  readonly view: LotView
  readonly onOpen: (lotId: string) => void
  readonly onAdopt: (view: LotView) => void
}

function LotRow({ view, onOpen, onAdopt }: LotRowProps) {
  const open = view.isMine ? text.openLot : text.lookAtLot
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', px: 4, py: 2, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ minWidth: 180 }}>
        <Box sx={{ fontWeight: 600 }}>{text.lot(view.lot.lotNumber)}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{view.isMine ? '' : `${deskOf(view.lot)}　`}{shortDateTime(view.lot.startedAt)}</Box>
      </Box>
      <LotStateChip state={view.lot.state} />
      <Box sx={{ flex: 1 }}><LotCounts counts={view.counts} /></Box>
      {view.mayAdopt ? <Button size="small" aria-label={text.adopt.of(view.lot.lotNumber)} onClick={() => onAdopt(view)}>{text.adopt.action}</Button> : null}
      <Button size="small" aria-label={`${open} ${view.lot.lotNumber}`} onClick={() => onOpen(view.lot.lotId)}>{open}</Button>
    </Box>
  )
}

/** Lots of this desk, then those of others: to be looked at, or taken over. */
export function LotList({ onOpen }: { readonly onOpen: (lotId: string) => void }) {
  const lots = useDeskQuery('lots', 'list', null, (desk, signal) => desk.lots.list({}, { signal }))
  const [adopting, setAdopting] = useState<LotView | null>(null)
  return (
    <Panel heading={text.lots} isFlush>
      <Answer of={lots}>
        {(views) => views.length === 0 ? <Box sx={{ px: 4, pb: 4, color: colours.inkSoft }}>{text.lotsEmpty}</Box> : (
          [{ heading: text.lotsMine, group: views.filter(({ isMine }) => isMine) }, { heading: text.lotsOfOthers, group: views.filter(({ isMine }) => !isMine) }]
            .filter(({ group }) => group.length > 0)
            .map(({ heading, group }) => (
              <Box key={heading}>
                <Box component="h3" sx={{ m: 0, px: 4, py: 1.5, fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft, bgcolor: colours.sunken, borderTop: `1px solid ${colours.line}` }}>{heading}</Box>
                <Box component="ul" aria-label={heading} sx={{ listStyle: 'none', m: 0, p: 0 }}>
                  {group.map((view) => <LotRow key={view.lot.lotId} view={view} onOpen={onOpen} onAdopt={setAdopting} />)}
                </Box>
              </Box>
            ))
        )}
      </Answer>
      {adopting === null ? null : <AdoptLot view={adopting} onClose={() => setAdopting(null)} onAdopted={() => { onOpen(adopting.lot.lotId); setAdopting(null) }} />}
    </Panel>
  )
}
