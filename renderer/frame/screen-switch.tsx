import { AlertsScreen } from '../screens/alerts/alerts-screen.tsx'
import { ApprovalsScreen } from '../screens/approvals/approvals-screen.tsx'
import { CallScreen } from '../screens/call/call-screen.tsx'
import { CasesScreen } from '../screens/cases/cases-screen.tsx'
import { CallbacksScreen } from '../screens/callbacks/callbacks-screen.tsx'
import { DocumentsScreen } from '../screens/documents/documents-screen.tsx'
import { FacilityListsScreen } from '../screens/facility-lists/facility-lists-screen.tsx'
import { MailroomScreen } from '../screens/mailroom/mailroom-screen.tsx'
import { RejectedScreen } from '../screens/rejected/rejected-screen.tsx'
import { RequestsScreen } from '../screens/requests/requests-screen.tsx'
import type { ScreenName } from './screens.ts'

export function ScreenSwitch({ screen }: { readonly screen: ScreenName }) {
  switch (screen) {
    case 'call': return <CallScreen />
    case 'requests': return <RequestsScreen />
    case 'callbacks': return <CallbacksScreen />
    case 'cases': return <CasesScreen />
    case 'approvals': return <ApprovalsScreen />
    case 'mailroom': return <MailroomScreen />
    case 'facilityLists': return <FacilityListsScreen />
    case 'documents': return <DocumentsScreen />
    case 'alerts': return <AlertsScreen />
    case 'rejected': return <RejectedScreen />
  }
}
