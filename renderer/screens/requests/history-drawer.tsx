import { useId } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Drawer from '@mui/material/Drawer'
import Typography from '@mui/material/Typography'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { HistoryEvents } from './history-events.tsx'

interface SideDrawerProps {
  readonly title: string
  readonly subject: string
  readonly width?: number
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** The pane at the right that shows one case. */
export function SideDrawer({ title, subject, width = 400, onClose, children }: SideDrawerProps) {
  const titleId = useId()
  return (
    <Drawer open anchor="right" onClose={onClose} slotProps={{ paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': titleId, sx: { width, maxWidth: '92vw', p: 5 } } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 1 }}>
        <Typography variant="h2" id={titleId} sx={{ flex: 1 }}>{title}</Typography>
        <Button size="small" autoFocus onClick={onClose}>{ja.general.close}</Button>
      </Box>
      <Box sx={{ mb: 5, color: colours.inkSoft }}>{subject}</Box>
      {children}
    </Drawer>
  )
}

const stepNames = { ...ja.requests.noticeStates, ...ja.requests.noticeSteps }

export function NoticeHistory({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const full = useDeskQuery('notices', 'get', notice.noticeId, (desk, signal) => desk.notices.get({ noticeId: notice.noticeId }, { signal }))
  return (
    <SideDrawer title={ja.requests.historyOf(notice.noticeNumber)} subject={notice.facilityName} onClose={onClose}>
      <Answer of={full}>{({ events }) => <HistoryEvents events={events} stateNames={stepNames} />}</Answer>
    </SideDrawer>
  )
}
