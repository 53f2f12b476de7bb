import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import LogoutIcon from '@mui/icons-material/LogoutOutlined'
import PersonIcon from '@mui/icons-material/AccountCircleOutlined'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import type { CurrentSession } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { ja } from '../strings/ja.ts'
import { colours, sizes, typeScale } from '../theme/tokens.ts'
import { KeyCap } from './key-cap.tsx'
import { ProductMark } from './product-mark.tsx'

const onFrameButton = {
  color: colours.onFrame, bgcolor: 'transparent', borderColor: 'transparent', px: 2.5,
  '&:hover': { bgcolor: colours.frameRaised, borderColor: 'transparent' },
  '&.Mui-focusVisible': { outline: `2px solid ${colours.focusOnFrame}`, outlineOffset: -2 },
} as const

interface TopBarProps {
  readonly session: CurrentSession
  readonly staff: StaffMember
  readonly onLock: () => void
  readonly onSignOut: () => void
  readonly onPalette: () => void
  readonly onCheatSheet: () => void
}

export function TopBar({ session, staff, onLock, onSignOut, onPalette, onCheatSheet }: TopBarProps) {
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: sizes.topBar, px: 4, bgcolor: colours.frame, color: colours.onFrame, flexShrink: 0, flexWrap: 'wrap' }}>
      <ProductMark />
      {session.isTrial ? (
        <Box component="span" title={ja.trialHint} sx={{ ml: 2, px: 2, py: '1px', borderRadius: 1, bgcolor: colours.focusOnFrame, color: colours.ink, fontSize: typeScale.tiny, fontWeight: 700 }}>{ja.trial}</Box>
      ) : null}
      <Box sx={{ flex: 1 }} />
      <Button size="small" onClick={onPalette} startIcon={<SearchIcon />} sx={{ ...onFrameButton, borderColor: colours.lineControl, minWidth: { md: 220 }, justifyContent: 'flex-start' }}>
        <Box component="span" sx={{ flex: 1, textAlign: 'left' }}>{ja.commands}</Box>
        <KeyCap isOnFrame text="Ctrl K" />
      </Button>
      <Button size="small" onClick={onCheatSheet} startIcon={<KeyboardIcon />} sx={onFrameButton}>{ja.keys}</Button>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 2, borderLeft: `1px solid ${colours.frameRaised}` }}>
        <PersonIcon aria-hidden sx={{ color: colours.onFrameSoft }} />
        <Box sx={{ lineHeight: 1.25 }}>
          <Box sx={{ fontSize: typeScale.small, fontWeight: 600 }}>{staff.displayName}</Box>
          <Box sx={{ fontSize: typeScale.tiny, color: colours.onFrameSoft }}>{ja.roles[staff.role]}{session.isOffline ? `・${ja.offlineSession}` : ''}</Box>
        </Box>
      </Box>
      <Button size="small" onClick={onLock} startIcon={<LockIcon />} sx={onFrameButton}>{ja.lock.short}</Button>
      <Button size="small" onClick={onSignOut} startIcon={<LogoutIcon />} sx={onFrameButton}>{ja.signOut}</Button>
    </Box>
  )
}
