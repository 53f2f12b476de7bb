/** Draws the page, or a part of it, over a fake desk. */
import type { ReactNode } from 'react'
import { configure, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { DeskClient } from '#renderer/api/client.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { DeskProvider } from '#renderer/api/live.tsx'
import { createQueryClient } from '#renderer/api/query-client.ts'
import { StaffContext } from '#renderer/api/session.ts'
import { App } from '#renderer/frame/app.tsx'
import { CommandProvider } from '#renderer/frame/commands.tsx'
import { DeskThemeProvider } from '#renderer/theme/theme-provider.tsx'
import { operator } from './fake-desk.ts'

// How long `find…` and `waitFor` look: a net for a busy machine, no measure of speed.
configure({ asyncUtilTimeout: 10_000 })

export const renderApp = (desk: DeskClient) => {
  const user = userEvent.setup()
  return { user, ...render(<App desk={desk} queries={createQueryClient()} />) }
}

export const renderPart = (desk: DeskClient, part: ReactNode, staff: StaffMember = operator) => {
  const user = userEvent.setup()
  return {
    user,
    ...render(
      <DeskThemeProvider>
        <DeskProvider desk={desk} queries={createQueryClient()}>
          <StaffContext value={staff}>
            <CommandProvider>{part}</CommandProvider>
          </StaffContext>
        </DeskProvider>
      </DeskThemeProvider>,
    ),
  }
}
