/** The three ways a page reaches the backend. */
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import { createRouter, type Dispatch } from '#shared/contract/desktop/router.ts'
import { startWebHost } from '#web-host/server.ts'
import type { DeskClient } from './test-desktop.ts'

export interface Connection { readonly client: DeskClient; close(): Promise<void> }
type Connect = (dispatch: Dispatch) => Promise<Connection>

const inProcess: Connect = (dispatch) => Promise.resolve({
  client: createInProcessClient(dispatch, 'in-process'),
  close: () => Promise.resolve(),
})

const messageChannel: Connect = (dispatch) => {
  const { port1, port2 } = new MessageChannel()
  const handler = new RPCHandler(createRouter(dispatch))
  handler.upgrade(port1, { context: { clientId: 'port' } })
  port1.start()
  port2.start()
  return Promise.resolve({
    client: createORPCClient<DeskClient>(new PortLink({ port: port2 })),
    close: async () => {
      const closed = new Promise<void>((resolve) => { port1.once('close', () => resolve()) })
      port2.close()
      await closed
    },
  })
}

const loopbackHttp: Connect = async (dispatch) => {
  const page = new Map([['/', { type: 'text/html', content: Buffer.from('<p>') }]])
  const host = await startWebHost({ dispatch, endClient: () => {}, page, port: 0, now: () => Date.now(), commands: {} })
  const opened = await fetch(host.url(), { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0]!
  await opened.body?.cancel()
  return {
    client: createORPCClient<DeskClient>(new HttpLink({ url: `http://127.0.0.1:${host.port}/rpc`, headers: { cookie } })),
    close: async () => await host.close(),
  }
}

export const transports: readonly (readonly [name: string, connect: Connect])[] = [
  ['in process', inProcess], ['message channel', messageChannel], ['loopback HTTP', loopbackHttp],
]
