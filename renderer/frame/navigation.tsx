import type { ComponentType } from 'react'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import AlertIcon from '@mui/icons-material/GppMaybeOutlined'
import ApprovalIcon from '@mui/icons-material/FactCheckOutlined'
import CallbackIcon from '@mui/icons-material/PhoneCallbackOutlined'
import CallIcon from '@mui/icons-material/CallOutlined'
import DocumentIcon from '@mui/icons-material/EditNoteOutlined'
import FindIcon from '@mui/icons-material/ManageSearchOutlined'
import InboxIcon from '@mui/icons-material/InboxOutlined'
import MailroomIcon from '@mui/icons-material/MarkunreadMailboxOutlined'
import ReportIcon from '@mui/icons-material/ReportProblemOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import { useLive } from '../api/live.tsx'
import { useLateCallbacks } from '../screens/callbacks/use-callbacks.ts'
import { useSecurityAlerts } from '../screens/alerts/use-security-alerts.ts'
import { ja } from '../strings/ja.ts'
import { colours, sizes, typeScale } from '../theme/tokens.ts'
import { goTo } from './route.ts'
import type { ScreenName } from './screens.ts'

const icons: Readonly<Record<ScreenName, ComponentType<SvgIconProps>>> = {
  call: CallIcon, requests: InboxIcon, callbacks: CallbackIcon, cases: FindIcon, approvals: ApprovalIcon, mailroom: MailroomIcon, facilityLists: UploadIcon, documents: DocumentIcon, alerts: AlertIcon, rejected: ReportIcon,
}
/** Below this the names give way to icons (their names stay for readers and as hints). */
const wide = '@media (min-width: 1100px)'

function Item({ screen, index, isCurrent, badge }: { readonly screen: ScreenName; readonly index: number; readonly isCurrent: boolean; readonly badge: number }) {
  const Icon = icons[screen]
  return (
    <Box component="li">
      <ButtonBase
        aria-label={ja.screens[screen]} aria-current={isCurrent ? 'page' : undefined} title={`${ja.screens[screen]}（Alt + ${index + 1}）${badge > 0 ? `　${ja.openItems(badge)}` : ''}`} onClick={() => goTo(screen)}
        sx={{ width: '100%', justifyContent: 'flex-start', gap: 3, px: 3, py: 2, minHeight: 42, position: 'relative', borderRadius: 1.5, fontSize: typeScale.body, fontWeight: isCurrent ? 700 : 500, color: isCurrent ? colours.primaryDark : colours.ink, bgcolor: isCurrent ? colours.primaryTint : 'transparent', '&::before': isCurrent ? { content: '""', position: 'absolute', left: 0, top: 9, bottom: 9, width: 3, borderRadius: 2, bgcolor: colours.primary } : {}, '&:hover': { bgcolor: isCurrent ? colours.primaryTint : colours.sunken } }}
      >
        <Icon aria-hidden sx={{ fontSize: 21, color: isCurrent ? colours.primary : colours.inkSoft }} />
        <Box component="span" sx={{ display: 'none', flex: 1, textAlign: 'left', [wide]: { display: 'block' } }}>{ja.screens[screen]}</Box>
        {badge > 0 ? (
          <Box component="span" aria-hidden sx={{ position: 'absolute', top: 2, right: 2, [wide]: { position: 'static' }, minWidth: 20, px: 1, borderRadius: 99, bgcolor: colours.bad, color: colours.paper, fontSize: typeScale.tiny, fontWeight: 700, textAlign: 'center' }}>{badge}</Box>
        ) : null}
      </ButtonBase>
    </Box>
  )
}

export function Navigation({ screens, current }: { readonly screens: readonly ScreenName[]; readonly current: ScreenName }) {
  const { status } = useLive()
  const alerts = useSecurityAlerts()
  const lateCallbacks = useLateCallbacks()
  const badges: Readonly<Partial<Record<ScreenName, number>>> = {
    callbacks: lateCallbacks,
    rejected: status?.needsPerson ?? 0,
    alerts: alerts.data?.filter((alert) => alert.resolvedAt === null).length ?? 0,
  }
  return (
    <Box component="nav" aria-label={ja.navigation} sx={{ flexShrink: 0, width: sizes.navigationNarrow, p: 2, overflowY: 'auto', bgcolor: colours.paper, borderRight: `1px solid ${colours.line}`, [wide]: { width: sizes.navigation } }}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {screens.map((screen, index) => (
          <Item key={screen} screen={screen} index={index} isCurrent={screen === current} badge={badges[screen] ?? 0} />
        ))}
      </Box>
    </Box>
  )
}
