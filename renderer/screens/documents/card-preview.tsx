import { useMemo } from 'react'
import Box from '@mui/material/Box'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { GuidanceCardDetails } from '../guidance/guidance-card-details.tsx'

const text = ja.documents.guidanceCard

/** The card as the operator will see it, as wide as on the call screen. */
export function CardPreview({ name, content }: { readonly name: string; readonly content: string }) {
  const parsed = useMemo(() => parseGuidanceCard(name, content), [name, content])
  return (
    <Panel heading={text.preview}>
      {'card' in parsed ? <Box sx={{ maxWidth: 340 }}><GuidanceCardDetails card={parsed.card} isReviewDue={parsed.card.reviewBy < todayInJapan()} isFallback={false} hasKeys={false} /></Box>
        : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.previewWaits}</Box>}
    </Panel>
  )
}
