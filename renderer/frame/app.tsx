import type { QueryClient } from '@tanstack/react-query'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { DeskClient } from '../api/client.ts'
import { DeskProvider, useLive } from '../api/live.tsx'
import { StaffContext, useCurrentSession } from '../api/session.ts'
import { Answer } from '../parts/answer.tsx'
import { EnrolmentScreen, RevokedScreen } from '../screens/sign-in/enrolment-screen.tsx'
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx'
import { DeskThemeProvider } from '../theme/theme-provider.tsx'
import { Announcements } from './announcements.tsx'
import { CommandProvider } from './commands.tsx'
import { Shell } from './shell.tsx'

function SignedOut({ central, isTrial }: { readonly central: SystemStatus['central'] | undefined; readonly isTrial: boolean }) {
  if (central === 'notEnrolled') return <EnrolmentScreen />
  if (central === 'deviceRevoked') return <RevokedScreen />
  return <SignInScreen isTrial={isTrial} />
}

function Entrance() {
  const { status } = useLive()
  const session = useCurrentSession()
  return (
    <Answer of={session}>
      {(current) =>
        current.staff === null ? (
          <SignedOut central={status?.central} isTrial={current.isTrial} />
        ) : (
          <StaffContext value={current.staff}>
            {/* A new person begins with fresh screens. */}
            <CommandProvider key={current.staff.staffId}>
              <Announcements>
                <Shell session={current} staff={current.staff} />
              </Announcements>
            </CommandProvider>
          </StaffContext>
        )
      }
    </Answer>
  )
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
