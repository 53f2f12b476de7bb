import Box from '@mui/material/Box'
import LateIcon from '@mui/icons-material/EventBusyOutlined'
import TodayIcon from '@mui/icons-material/TodayOutlined'
import { StateChip } from '../../parts/state-chip.tsx'
import { todayInJapan } from '../../strings/dates.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { dueText } from './due-text.ts'

/** Until when a case may stay as it is; nothing once it has ended. */
export function DueMark({ dueOn, isLate }: { readonly dueOn: string | null; readonly isLate: boolean }) {
  if (dueOn === null) return null
  const today = todayInJapan()
  const words = dueText(dueOn, today)
  if (isLate) return <StateChip tone="bad" icon={LateIcon} text={words} />
  if (dueOn === today) return <StateChip tone="warning" icon={TodayIcon} text={words} />
  return <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{words}</Box>
}
