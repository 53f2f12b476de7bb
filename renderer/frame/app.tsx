import type { QueryClient } from '@tanstack/react-query'
import type { DeskClient } from '../api/client.ts'
import { DeskProvider } from '../api/live.tsx'
import { StaffContext, useCurrentSession } from '../api/session.ts'
import { Answer } from '../parts/answer.tsx'
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx'
import { DeskThemeProvider } from '../theme/theme-provider.tsx'
import { CommandProvider } from './commands.tsx'
import { Shell } from './shell.tsx'

function Entrance() {
  const session = useCurrentSession()
  return (
    <Answer of={session}>
      {(current) =>
        current.staff === null ? (
          <SignInScreen isTrial={current.isTrial} />
        ) : (
          <StaffContext value={current.staff}>
            {/* A new person begins with fresh screens. */}
            <CommandProvider key={current.staff.staffId}>
              <Shell session={current} staff={current.staff} />
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
