import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import type { CorrectionItem } from '#shared/contract/desktop/contract.ts'
import { Answer } from '../../../parts/answer.tsx'
import { EmptyNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { CorrectionForm } from './correction-form.tsx'
import { GaijiText, plainGaiji } from './gaiji-text.tsx'
import { correctionKey, useCorrections } from './use-corrections.ts'

const text = ja.listCorrections

function HowTo() {
  return (
    <Box component="details" sx={{ '& summary': { cursor: 'pointer', fontSize: typeScale.small, color: colours.primary, fontWeight: 600 } }}>
      <summary>{text.howTo}</summary>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 5, fontSize: typeScale.small }}>{text.howToSteps.map((step) => <li key={step}>{step}</li>)}</Box>
    </Box>
  )
}

interface ItemListProps {
  readonly items: readonly CorrectionItem[]
  readonly current: CorrectionItem | null
  readonly total: number
  readonly isPutOff: (item: CorrectionItem) => boolean
  readonly onChoose: (item: CorrectionItem) => void
}

function ItemList({ items, current, total, isPutOff, onChoose }: ItemListProps) {
  return (
    <Panel heading={text.list} isFlush sx={{ alignSelf: 'start' }}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 420, overflowY: 'auto' }}>
        {items.map((item) => {
          const isCurrent = item === current
          return (
            <Box component="li" key={correctionKey(item)} sx={{ borderTop: `1px solid ${colours.line}` }}>
              <ButtonBase aria-current={isCurrent ? 'true' : undefined} onClick={() => onChoose(item)} sx={{ width: '100%', display: 'block', textAlign: 'left', px: 4, py: 1.5, bgcolor: isCurrent ? colours.primaryTint : 'transparent', '&:hover': { bgcolor: isCurrent ? colours.primaryTint : colours.sunken } }}>
                <Box sx={{ fontSize: typeScale.body, fontWeight: isCurrent ? 700 : 400 }}><GaijiText text={item.published} isCompact /></Box>
                <Box sx={{ fontSize: typeScale.tiny, color: colours.inkSoft }}>{text.items[item.item]}　{item.facility.prefectureName}{isPutOff(item) ? `　${text.later}` : ''}</Box>
              </ButtonBase>
            </Box>
          )
        })}
      </Box>
      {total > items.length ? <Box sx={{ px: 4, py: 1.5, fontSize: typeScale.small, color: colours.inkSoft, borderTop: `1px solid ${colours.line}` }}>{text.more(total - items.length)}</Box> : null}
    </Panel>
  )
}

/** 外字の訂正: one item after another. */
export function CorrectionsPanel() {
  const corrections = useCorrections()
  const [saved, setSaved] = useState('')
  const { asked, current, open, left, putOffCount, correct } = corrections
  return (
    <Answer of={asked}>
      {() => (
        <Box sx={{ display: 'grid', gridTemplateColumns: open.length === 0 ? '1fr' : { xs: '1fr', lg: 'minmax(0, 1fr) 300px' }, gap: 3 }}>
          <Panel heading={text.heading} aside={<Box component="span" sx={{ fontWeight: 700 }}>{text.left(left)}</Box>}>
            <Box role="status" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}>{saved}</Box>
            {open.length === 0 ? <EmptyNotice icon={<DoneIcon />}>{text.empty}<br />{text.emptyHint}</EmptyNotice> : (
              <Box sx={{ display: 'grid', gap: 3 }}>
                <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>
                <HowTo />
                {current === null ? (
                  <EmptyNotice icon={<DoneIcon />}>
                    {text.onlyLater}{text.laterCount(putOffCount)}
                    <Box sx={{ mt: 2 }}><Button autoFocus variant="contained" onClick={corrections.takeUpAgain}>{text.showLater}</Button></Box>
                  </EmptyNotice>
                ) : (
                  <Box sx={{ pt: 3, borderTop: `1px solid ${colours.line}` }}>
                    <CorrectionForm key={correctionKey(current)} item={current} typed={corrections.typedOf(current)} isBusy={correct.isPending} error={correct.error}
                      onType={(character, value) => corrections.type(current, character, value)} onLater={() => corrections.putOff(current)}
                      onSave={(replacements) => corrections.save(current, replacements, () => setSaved(text.saved(plainGaiji(current.published))))} />
                  </Box>
                )}
              </Box>
            )}
          </Panel>
          {open.length === 0 ? null : <ItemList items={open} current={current} total={left} isPutOff={corrections.isPutOff} onChoose={corrections.choose} />}
        </Box>
      )}
    </Answer>
  )
}
