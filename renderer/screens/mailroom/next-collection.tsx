import { useEffect } from 'react'
import Box from '@mui/material/Box'
import ShippingIcon from '@mui/icons-material/LocalShippingOutlined'
import type { MailroomQueue } from '#shared/contract/desktop/contract.ts'
import { clockTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { durationText, weekdayTime } from '../../strings/mailroom-times.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.mailroom.collection
/** From here on it is said with emphasis. */
const shortly = 30 * 60_000

interface NextCollectionProps {
  readonly next: MailroomQueue['nextCollection']
  readonly now: Date
  /** The collection is over: ask for the one after it. */
  readonly onOver: () => void
}

/** 集荷: what every piece of work in this room is measured against. */
export function NextCollection({ next, now, onOver }: NextCollectionProps) {
  const left = Date.parse(next.at) - now.getTime()
  const isOver = left <= 0
  useEffect(() => {
    if (isOver) onOver()
    // Once each minute while it is over, until the backend names the next one.
  }, [isOver, now, onOver])
  const isClose = next.isToday && left <= shortly
  return (
    <Box role="group" aria-label={text.label} sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 2, borderRadius: 2, color: isClose ? colours.warning : colours.primaryDark, bgcolor: isClose ? colours.warningTint : colours.primaryTint }}>
      <ShippingIcon aria-hidden />
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600 }}>{text.label}</Box>
      <Box sx={{ fontSize: typeScale.display, fontWeight: 700, lineHeight: 1.3, whiteSpace: 'nowrap' }}>{next.isToday ? text.today(clockTime(next.at)) : weekdayTime(next.at)}</Box>
      <Box sx={{ fontSize: typeScale.section, fontWeight: 600, whiteSpace: 'nowrap' }}>{next.isToday && !isOver ? text.left(durationText(left)) : text.over}</Box>
    </Box>
  )
}
