import Box from '@mui/material/Box'
import FallbackIcon from '@mui/icons-material/HistoryOutlined'
import InUseIcon from '@mui/icons-material/CheckCircleOutlined'
import UnusedIcon from '@mui/icons-material/RemoveCircleOutlined'
import WaitingIcon from '@mui/icons-material/HourglassEmptyOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import { StateChip } from '../../parts/state-chip.tsx'
import { ja } from '../../strings/ja.ts'
import type { CardRow } from './card-rows.ts'

const text = ja.documents.guidanceCard.states

/** 使用中, 内蔵の版, 前の版, 見直し期限切れ, 公開待ち: several may hold. */
export function CardStateChips({ row: { card, isPublished, isProposed } }: { readonly row: CardRow }) {
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {card === undefined ? <StateChip tone="neutral" icon={UnusedIcon} text={text.unused} />
        : card.isFallback ? <StateChip tone="bad" icon={FallbackIcon} text={text.fallback} />
          : <StateChip tone={isPublished ? 'good' : 'neutral'} icon={InUseIcon} text={isPublished ? text.published : text.builtIn} />}
      {card?.isReviewDue === true ? <StateChip tone="warning" icon={WarningIcon} text={text.reviewDue} /> : null}
      {isProposed ? <StateChip tone="info" icon={WaitingIcon} text={text.proposed} /> : null}
    </Box>
  )
}
