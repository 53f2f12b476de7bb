import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import type { SystemEvent } from '#shared/contract/desktop/contract.ts'
import { deskFailure, isSignedOutFailure } from './desk-failure.ts'

export type Capability =
  | 'session' | 'system' | 'device' | 'facilities' | 'facilityLists' | 'calls' | 'verifications' | 'notices'
  | 'emailChangeRequests' | 'provisionalCodeRequests' | 'lots' | 'mailroom' | 'officeDocuments' | 'securityAlerts' | 'rejected'
  | 'callbacks' | 'cases' | 'deputies' | 'guidance'
type Topic = Extract<SystemEvent, { kind: 'changed' }>['topics'][number]

/** What is asked under a capability is stale once one of these topics changed. */
const topicsOf: Readonly<Record<Capability, readonly Topic[]>> = {
  session: ['session', 'staff'],
  system: [],
  device: [],
  facilities: ['facilities', 'notices'],
  facilityLists: ['facilities'],
  calls: ['calls'],
  verifications: ['verifications', 'notices'],
  notices: ['notices', 'officeDocuments'],
  emailChangeRequests: ['emailChangeRequests', 'notices'],
  provisionalCodeRequests: ['provisionalCodeRequests'],
  lots: ['lots', 'notices', 'officeDocuments'],
  mailroom: ['mailroom', 'lots', 'notices'],
  officeDocuments: ['officeDocuments'],
  securityAlerts: ['securityAlerts'],
  rejected: ['rejected'],
  callbacks: ['callbacks', 'deputies'],
  cases: ['calls', 'notices', 'emailChangeRequests', 'provisionalCodeRequests', 'callbacks', 'staff'],
  deputies: ['deputies', 'staff'],
  guidance: ['officeDocuments'],
}

/** Asks again for all that the topics touch. */
export async function invalidateTopics(client: QueryClient, topics: readonly Topic[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [capability] }) =>
      typeof capability === 'string' && Object.hasOwn(topicsOf, capability)
      && topicsOf[capability as Capability].some((topic) => topics.includes(topic)),
  })
}

export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    // The session ended elsewhere (idle lock, revoked): the frame then shows the sign-in.
    if (isSignedOutFailure(error)) void client.invalidateQueries({ queryKey: ['session'] })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Fresh until an event says otherwise.
        staleTime: Infinity,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (count, error) => deskFailure(error).kind === 'DISCONNECTED' && count < 3,
        retryDelay: (count) => 200 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}
