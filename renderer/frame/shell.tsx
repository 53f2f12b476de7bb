import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import type { CurrentSession } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { mayCallProcedure } from '#shared/domain/permissions.ts'
import { useSignOut } from '../api/session.ts'
import { useStartCall } from '../screens/call/use-open-call.ts'
import { ja } from '../strings/ja.ts'
import { colours } from '../theme/tokens.ts'
import { CallKeys } from './call-keys.tsx'
import { CheatSheet } from './cheat-sheet.tsx'
import { useCommands, type Command } from './commands.tsx'
import { CommandPalette } from './command-palette.tsx'
import { Navigation } from './navigation.tsx'
import { IncomingCall } from './incoming-call.tsx'
import { goTo, useRoute } from './route.ts'
import { ScreenSwitch } from './screen-switch.tsx'
import { homeOf, screensOf } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { StatusLine } from './status-line.tsx'
import { TopBar } from './top-bar.tsx'

const contentId = 'content'
/** Enlarged to 200 % little height is left: the whole page scrolls then, bars included. */
const low = '@media (max-height: 500px)'

interface ShellProps {
  readonly session: CurrentSession
  readonly staff: StaffMember
  /** The person has signed out: nothing of theirs is kept on the page. */
  readonly onLeft: () => void
  readonly onLock: () => void
}

/** The frame around every screen once somebody has signed in. */
export function Shell({ session, staff, onLeft, onLock }: ShellProps) {
  const route = useRoute()
  const screens = useMemo(() => screensOf(staff.role), [staff.role])
  const screen = screens.find((name) => name === route) ?? homeOf(staff.role)
  const [open, setOpen] = useState<'palette' | 'cheatSheet' | null>(null)
  const startCall = useStartCall()
  const { mutate: signOut } = useSignOut(onLeft)
  const maySpeak = mayCallProcedure(staff.role, 'calls.start')

  const actions = useMemo(() => ({
    startCall: () => {
      if (maySpeak) startCall()
    },
    openPalette: () => setOpen('palette'),
    openCheatSheet: () => setOpen('cheatSheet'),
    openScreen: (index: number) => {
      const target = screens[index]
      if (target !== undefined) goTo(target)
    },
    lock: onLock,
  }), [onLock, maySpeak, startCall, screens])
  useShortcuts(actions)

  useCommands(useMemo((): Command[] => [
    { id: 'startCall', label: ja.startCall, keys: 'F2', isAvailable: maySpeak, run: actions.startCall },
    ...screens.map((name, index): Command => ({ id: `screen-${name}`, label: ja.palette.goTo(ja.screens[name]), keys: `Alt + ${index + 1}`, run: () => goTo(name) })),
    { id: 'cheatSheet', label: ja.keys, keys: 'F1', run: actions.openCheatSheet },
    { id: 'lock', label: ja.lock.action, keys: 'Ctrl + L', run: onLock },
    { id: 'signOut', label: ja.signOut, run: () => signOut(null) },
  ], [actions, maySpeak, onLock, screens, signOut]))

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100vh', bgcolor: colours.ground, [low]: { height: 'auto', minHeight: '100vh' } }}>
      <Box component="a" href={`#${contentId}`} onClick={(event) => { event.preventDefault(); document.getElementById(contentId)?.focus() }}
        sx={{ position: 'fixed', top: -60, left: 8, zIndex: 2000, px: 4, py: 2, bgcolor: colours.paper, color: colours.primary, borderRadius: 1, fontWeight: 600, '&:focus': { top: 8 } }}>
        {ja.skipToContent}
      </Box>
      <TopBar session={session} staff={staff} onLock={onLock} onSignOut={() => signOut(null)} onPalette={actions.openPalette} onCheatSheet={actions.openCheatSheet} />
      {maySpeak ? <IncomingCall /> : null}
      <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
        <Navigation screens={screens} current={screen} />
        <Box component="main" id={contentId} tabIndex={-1} sx={{ flex: 1, minWidth: 0, overflow: 'auto', outline: 'none', [low]: { overflow: 'visible' } }}>
          <ScreenSwitch screen={screen} />
        </Box>
      </Box>
      <StatusLine />
      {maySpeak ? <CallKeys /> : null}
      {open === 'palette' ? <CommandPalette onClose={() => setOpen(null)} /> : null}
      {open === 'cheatSheet' ? <CheatSheet onClose={() => setOpen(null)} /> : null}
    </Box>
  )
}
