import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinkIcon from '@mui/icons-material/LinkOutlined'
import { useDeskQuery } from '../../../api/use-desk.ts'
import { Answer } from '../../../parts/answer.tsx'
import { EmptyNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { SuccessionByHand } from './succession-by-hand.tsx'
import { SuccessionDialog, type Succession, type SuccessionDecision } from './succession-dialog.tsx'
import { SuccessionPair } from './succession-pair.tsx'

const text = ja.listSuccessions

function Offered({ onDecide }: { readonly onDecide: (succession: Succession, decision: SuccessionDecision) => void }) {
  const offered = useDeskQuery('facilityLists', 'offeredSuccessions', null, (desk, signal) => desk.facilityLists.offeredSuccessions({}, { signal }))
  return (
    <Panel heading={text.offered} isFlush>
      <Box sx={{ px: 4, pb: 2.5, fontSize: typeScale.small, color: colours.inkSoft }}>{text.offeredLead}</Box>
      <Answer of={offered}>
        {(pairs) => pairs.length === 0 ? <EmptyNotice icon={<LinkIcon />}>{text.empty}<br />{text.emptyHint}</EmptyNotice> : (
          <Box component="ul" aria-label={text.offered} sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {pairs.map(({ predecessor, successor }) => {
              const succession: Succession = { predecessorCode: predecessor.facilityCode, predecessor, successor }
              return (
                <Box component="li" key={`${predecessor.facilityCode} ${successor.facilityCode}`} sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', px: 4, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
                  <Box sx={{ flex: 1, minWidth: 420 }}><SuccessionPair {...succession} /></Box>
                  <Box sx={{ display: 'flex', gap: 2 }}>
                    <Button variant="contained" aria-label={text.linkOf(predecessor.name)} onClick={() => onDecide(succession, 'linked')}>{text.link}</Button>
                    <Button aria-label={text.dismissOf(predecessor.name)} onClick={() => onDecide(succession, 'dismissed')}>{text.dismiss}</Button>
                  </Box>
                </Box>
              )
            })}
          </Box>
        )}
      </Answer>
    </Panel>
  )
}

/** 承継: pairs an import offers, and pairs set by hand. */
export function SuccessionsPanel() {
  const [asked, setAsked] = useState<{ succession: Succession; decision: SuccessionDecision } | null>(null)
  const [done, setDone] = useState('')
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box role="status" sx={{ display: 'contents' }}>{done === '' ? null : <Alert severity="success" onClose={() => setDone('')}>{done}</Alert>}</Box>
      <Offered onDecide={(succession, decision) => setAsked({ succession, decision })} />
      <SuccessionByHand onDone={setDone} />
      {asked === null ? null : (
        <SuccessionDialog {...asked} onClose={() => setAsked(null)}
          onDone={() => { setDone(asked.decision === 'linked' ? text.linked(asked.succession.successor.name) : text.dismissed); setAsked(null) }} />
      )}
    </Box>
  )
}
