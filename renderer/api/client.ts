/** The typed client of the desktop contract, over whatever the host offers. */
import { createORPCClient, DynamicLink, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { DeskContract } from '#shared/contract/desktop/contract.ts'
import { receivePort, type ElectronDeskHost } from './desk-host.ts'

export type DeskClient = ContractRouterClient<DeskContract>

const httpLink = (origin: string): ClientLink<ClientContext> =>
  new HttpLink({ url: `${origin}/rpc`, fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }) })

/** A link over the current port; a port that closes (the backend died) is replaced at the next call. */
function portLinks(host: ElectronDeskHost, target: Window): () => Promise<ClientLink<ClientContext>> {
  let current: Promise<ClientLink<ClientContext>> | null = null
  return () => {
    current ??= receivePort(host, target).then((port) => {
      port.addEventListener('close', () => {
        current = null
      })
      const link = new PortLink({ port })
      port.start()
      return link
    })
    current.catch(() => {
      current = null
    })
    return current
  }
}

/** Makes the client for the page's own host. Connecting happens at the first call, and again by itself. */
export function connectDesk(target: Window): DeskClient {
  const host = target.deskHost
  if (host === undefined) return createORPCClient(httpLink(target.location.origin))
  const nextLink = portLinks(host, target)
  return createORPCClient(new DynamicLink(() => nextLink()))
}
