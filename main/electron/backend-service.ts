/** The life of the backend inside its process: starts with main's first message, serves a port for each page, stops on demand. */
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import type { LetterPrinter, Log } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { createRouter, type Dispatch } from '#shared/contract/desktop/router.ts'
import { messageToBackend, type MessageToMain, type StartMessage } from './backend-messages.ts'
import { createRemotePrinter } from './printer-bridge.ts'

/** What this file needs of the backend. */
export interface ServedBackend {
  readonly dispatch: Dispatch
  start(): Promise<void>
  stop(): Promise<void>
  endClient(clientId: string): void
  incomingCall(telephone: string): void
  lock(): void
}

export interface BackendServiceOptions {
  readonly createBackend: (start: StartMessage, printer: LetterPrinter) => Promise<ServedBackend>
  /** To the main process. */
  readonly send: (message: MessageToMain) => void
  readonly log: Log
  /** Asks the backend to look at central now. */
  readonly wake: () => void
  /** Ends the process once everything is closed. */
  readonly exit: (code: number) => void
}

/**
 * Returns the receiver for messages of the main process. Trouble at the start that a person has to act on (wrong key,
 * broken file, full disk …) is reported and not tried again; anything else ends the process, and main starts a new one.
 */
export const createBackendService = ({ createBackend, send, log, wake, exit }: BackendServiceOptions) => {
  const remote = createRemotePrinter(send)
  let starting: Promise<ServedBackend> | null = null

  const start = async (message: StartMessage): Promise<ServedBackend> => {
    const backend = await createBackend(message, remote.printer)
    await backend.start()
    return backend
  }

  const serve = (backend: ServedBackend, clientId: string, port: MessagePortMain) => {
    const handler = new RPCHandler(createRouter(backend.dispatch))
    handler.upgrade(port, { context: { clientId } })
    port.on('close', () => backend.endClient(clientId))
    port.start()
  }

  const stop = async () => {
    try {
      await (await starting)?.stop()
    } catch (error) {
      log.error('backend.stopFailed', error)
    }
    send({ type: 'stopped' })
    exit(0)
  }

  return (raw: unknown, ports: readonly MessagePortMain[]): void => {
    const parsed = messageToBackend.safeParse(raw)
    if (!parsed.success) {
      log.error('main.messageRefused', new Error('not a known message'))
      return
    }
    const message = parsed.data
    switch (message.type) {
      case 'start':
        if (starting !== null) return
        starting = start(message)
        starting.then(() => send({ type: 'ready' }), (error: unknown) => {
          log.error('backend.startFailed', error)
          if (error instanceof DeskError) send({ type: 'startFailed', reason: error.data.reason ?? error.kind })
          exit(1)
        })
        return
      case 'page': {
        const [port] = ports
        if (starting === null || port === undefined) return
        starting.then((backend) => serve(backend, message.clientId, port), () => port.close())
        return
      }
      case 'wake':
        wake()
        return
      case 'incomingCall':
        // One that cannot begin has said so already.
        starting?.then((backend) => backend.incomingCall(message.telephone), () => {})
        return
      case 'lock':
        starting?.then((backend) => backend.lock(), () => {})
        return
      case 'stop':
        void stop()
        return
      case 'printerAnswer':
        remote.accept(message)
        return
      default:
        message satisfies never
    }
  }
}
