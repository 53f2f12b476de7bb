import { useCallback, useState } from 'react'
import type { QueryClient } from '@tanstack/react-query'
import type { CurrentSession, SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import type { DeskClient } from '../api/client.ts'
import { DeskProvider, useLive } from '../api/live.tsx'
import { StaffContext, useCurrentSession, useLock, useRememberWorker } from '../api/session.ts'
import { Answer } from '../parts/answer.tsx'
import { flushCalls } from '../screens/call/use-call-draft.ts'
import { EnrolmentScreen, RevokedScreen } from '../screens/sign-in/enrolment-screen.tsx'
import { LockScreen } from '../screens/sign-in/lock-screen.tsx'
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx'
import { ja } from '../strings/ja.ts'
import { DeskThemeProvider } from '../theme/theme-provider.tsx'
import { Announcements } from './announcements.tsx'
import { CommandProvider } from './commands.tsx'
import { Cover } from './cover.tsx'
import { IdleLock } from './idle-lock.ts'
import { Shell } from './shell.tsx'

function SignedOut({ central, isTrial, wasEnded }: { readonly central: SystemStatus['central'] | undefined; readonly isTrial: boolean; readonly wasEnded: boolean }) {
  if (central === 'notEnrolled') return <EnrolmentScreen />
  if (central === 'deviceRevoked' || central === 'deviceUnknown') return <RevokedScreen isUnknown={central === 'deviceUnknown'} />
  return <SignInScreen isTrial={isTrial} {...(wasEnded ? { before: ja.lock.ended } : {})} />
}

type Signed = CurrentSession & { readonly staff: StaffMember }
const isAtWork = (session: CurrentSession): session is Signed => session.staff !== null && !session.isLocked

/** The work of one person on this page: locks by a key, and by itself. */
function Work({ session, isCovered, onLeft }: { readonly session: Signed; readonly isCovered: boolean; readonly onLeft: () => void }) {
  const { mutate } = useLock(flushCalls)
  const lock = useCallback(() => mutate(null), [mutate])
  return (
    <StaffContext value={session.staff}>
      {isCovered ? null : <IdleLock minutes={session.idleLockMinutes} onIdle={lock} />}
      <CommandProvider>
        <Announcements>
          <Shell session={session} staff={session.staff} onLeft={onLeft} onLock={lock} />
        </Announcements>
      </CommandProvider>
    </StaffContext>
  )
}

/**
 * Somebody's work stays on the page, covered, while it is locked or after a session ended that its person did not end: the same person
 * finds it as it was typed, another one never sees it.
 */
function Doors({ current }: { readonly current: CurrentSession }) {
  const { status } = useLive()
  const [kept, setKept] = useState<Signed | null>(null)
  const [hasLeft, setHasLeft] = useState(false)
  if (isAtWork(current) && kept !== current) setKept(current)
  if (current.staff === null && hasLeft) {
    setHasLeft(false)
    setKept(null)
  }
  useRememberWorker(kept?.staff ?? null)
  const leave = useCallback(() => setHasLeft(true), [])
  const isOpen = isAtWork(current)
  const work = kept !== null && (current.staff === null || current.staff.staffId === kept.staff.staffId) ? kept : null
  const door = isOpen ? null
    : current.staff === null ? <SignedOut central={status?.central} isTrial={current.isTrial} wasEnded={work !== null} />
      : <LockScreen staffId={current.staff.staffId} isTrial={current.isTrial} />
  return (
    <>
      {/* A new person begins with fresh screens. */}
      {work === null ? null : <Work key={work.staff.staffId} session={work} isCovered={!isOpen} onLeft={leave} />}
      {door === null ? null : work === null ? door : <Cover>{door}</Cover>}
    </>
  )
}

function Entrance() {
  return <Answer of={useCurrentSession()}>{(current) => <Doors current={current} />}</Answer>
}

/** The page. */
export function App({ desk, queries }: { readonly desk: DeskClient; readonly queries: QueryClient }) {
  return (
    <DeskThemeProvider>
      <DeskProvider desk={desk} queries={queries}>
        <Entrance />
      </DeskProvider>
    </DeskThemeProvider>
  )
}
