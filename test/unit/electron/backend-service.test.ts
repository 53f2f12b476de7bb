import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { MessagePortMain } from 'electron'
import type { DeskContract } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { MessageToMain, StartMessage } from '#electron/backend-messages.ts'
import { createBackendService, type ServedBackend } from '#electron/backend-service.ts'

/** A port as Electron's main and utility processes have it: events by `on`, the message inside an event, silent until started. */
class FakePortMain extends EventEmitter {
  readonly #port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.#port = port
  }
  postMessage(message: unknown) {
    this.#port.postMessage(message)
  }
  start() {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
    this.#port.on('close', () => this.emit('close'))
  }
  close() {
    this.#port.close()
  }
}

const startMessage: StartMessage = {
  type: 'start', databaseKey: new Uint8Array(32), dataDirectory: '/data', centralBaseUrl: null, signInOrigin: null, resources: null, clientVersion: '1', syncInterval: 0,
}

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

const setUp = (more: Partial<ServedBackend> = {}, create?: () => Promise<ServedBackend>) => {
  const sent: MessageToMain[] = []
  const exits: number[] = []
  const calls: unknown[] = []
  const backend: ServedBackend = {
    dispatch: (name, input, context) => {
      calls.push([name, input, context.clientId])
      return name === 'facilities.checkCode' ? Promise.reject(new DeskError('NOT_SIGNED_IN')) : Promise.resolve(null)
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    endClient: () => {},
    incomingCall: (telephone) => calls.push(['incomingCall', telephone]),
    lock: () => calls.push('lock'),
    ...more,
  }
  const receive = createBackendService({
    createBackend: create ?? (() => Promise.resolve(backend)),
    send: (message) => sent.push(message), log: { info: () => {}, error: () => {} }, wake: () => calls.push('wake'), exit: (code) => exits.push(code),
  })
  const connect = (clientId: string) => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1, port2)
    receive({ type: 'page', clientId }, [new FakePortMain(port1) as unknown as MessagePortMain])
    const client: ContractRouterClient<DeskContract> = createORPCClient(new RPCLink({ port: port2 as unknown as globalThis.MessagePort }))
    return { client, port: port2 }
  }
  return { receive, connect, sent, exits, calls }
}

const turns = () => new Promise(setImmediate)
const anna = '5a0f7a3e-7b2c-4f3a-9a51-0d1c2b3a4f5e'
const bert = '6b1f7a3e-7b2c-4f3a-9a51-0d1c2b3a4f5e'

describe('the backend in its process', () => {
  it('serves every page with the client id that main gave it', async () => {
    const { receive, connect, calls, sent } = setUp()
    receive(startMessage, [])
    const first = connect(anna)
    const second = connect(bert)
    await first.client.session.current({}).catch(() => {})
    await second.client.session.current({}).catch(() => {})
    expect(calls).toEqual([['session.current', {}, anna], ['session.current', {}, bert]])
    expect(sent).toEqual([{ type: 'ready' }])
  })

  it('carries errors a person can act on', async () => {
    const { receive, connect } = setUp()
    receive(startMessage, [])
    await expect(connect(anna).client.facilities.checkCode({ code: '1318814790' } as never)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN', defined: true })
  })

  it('ends the session of a page whose port has closed', async () => {
    const ended = Promise.withResolvers<string>()
    const { receive, connect } = setUp({ endClient: ended.resolve })
    receive(startMessage, [])
    const { client, port } = connect(anna)
    await client.session.current({}).catch(() => {})
    port.close()
    expect(await ended.promise).toBe(anna)
  })

  it('hands over who rings, as a number and nothing else', async () => {
    const { receive, calls } = setUp()
    receive({ type: 'incomingCall', telephone: '0757513111' }, [])
    receive(startMessage, [])
    for (const telephone of ['0757513111', '075-751-3111', '123', '<b>', 5]) receive({ type: 'incomingCall', telephone }, [])
    await turns()
    expect(calls).toEqual([['incomingCall', '0757513111']])
  })

  it('locks every page when the machine is locked', async () => {
    const { receive, calls } = setUp()
    receive({ type: 'lock' }, [])
    receive(startMessage, [])
    receive({ type: 'lock' }, [])
    await turns()
    expect(calls).toEqual(['lock'])
  })

  it('starts once, whatever it is told', async () => {
    let starts = 0
    const { receive } = setUp({ start: () => {
      starts++
      return Promise.resolve()
    } })
    receive(startMessage, [])
    receive(startMessage, [])
    await turns()
    expect(starts).toBe(1)
  })

  it('reports what a person has to put right, and ends', async () => {
    const { receive, sent, exits } = setUp({}, () => Promise.reject(new DeskError('FAILED', 'DATABASE_BROKEN')))
    receive(startMessage, [])
    await turns()
    expect(sent).toEqual([{ type: 'startFailed', reason: 'DATABASE_BROKEN' }])
    expect(exits).toEqual([1])
  })

  it('just ends on anything else: main tries again', async () => {
    const { receive, sent, exits } = setUp({}, () => Promise.reject(new TypeError('surprise')))
    receive(startMessage, [])
    await turns()
    expect(sent).toEqual([])
    expect(exits).toEqual([1])
  })

  it('closes the database before it goes, also when closing fails', async () => {
    const order: string[] = []
    const { receive, sent, exits } = setUp({ stop: () => {
      order.push('stopped')
      return Promise.reject(new Error('busy'))
    } })
    receive(startMessage, [])
    receive({ type: 'stop' }, [])
    await turns()
    expect(order).toEqual(['stopped'])
    expect(sent.at(-1)).toEqual({ type: 'stopped' })
    expect(exits).toEqual([0])
  })

  it('ignores what is no known message', async () => {
    const { receive, calls, exits, sent } = setUp()
    for (const message of [null, 'start', { type: 'start' }, { type: 'page', clientId: 'admin' }, { ...startMessage, databaseKey: 'text' }, { ...startMessage, centralBaseUrl: 'nowhere' }]) receive(message, [])
    receive({ type: 'wake' }, [])
    await turns()
    expect(calls).toEqual(['wake'])
    expect([...exits, ...sent]).toEqual([])
  })
})
