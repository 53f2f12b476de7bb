/**
 * Keeps one backend process alive and connects pages to it. The main process only introduces the two ends of a port to
 * each other; what they say does not pass through it.
 */
import { randomUUID } from 'node:crypto'
import type { MessagePortMain } from 'electron'
import type { LetterPrinter, Log } from '#backend/ports.ts'
import { messageToMain, type MessageToBackend, type StartMessage } from './backend-messages.ts'
import { answerPrinterQuestion } from './printer-bridge.ts'

/** A backend process, as Electron's UtilityProcess is one. */
export interface BackendChild {
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  postMessage(message: MessageToBackend, transfer?: MessagePortMain[]): void
  kill(): boolean
}

/** A page that wants to be connected; the same object again when it asks again. */
export interface PageEnd {
  give(port: MessagePortMain): void
  lost(): void
}

export interface SupervisorOptions {
  readonly fork: () => BackendChild
  readonly newChannel: () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain }
  /** Asked for at every start. */
  readonly startMessage: () => StartMessage
  readonly printer: LetterPrinter
  /** Opens an address in the system's browser, where the machine's settings allow it. */
  readonly openSignIn: (address: string) => void
  readonly log: Log
  readonly now: () => number
  /** Runs `work` after so many milliseconds; the result cancels it. */
  readonly later: (milliseconds: number, work: () => void) => () => void
  /** The backend says that it cannot begin: called once, nothing is tried again until `start`. */
  readonly onStartFailed: (reason: string) => void
}

export interface BackendSupervisor {
  start(): void
  /** A port for this page as soon as the backend is ready. A page that asks again gets a new one; its old one ends when it lets go of it. */
  connect(page: PageEnd): void
  disconnect(page: PageEnd): void
  /** The network or the machine came back. */
  wake(): void
  /** The machine was locked or put to sleep. While there is no backend nobody is signed in. */
  lock(): void
  /** Somebody rings: digits only. Passed over while there is no backend, because nobody is signed in then. */
  incomingCall(telephone: string): void
  /** Lets the backend close its database; kills it when it has not by then. */
  stop(): Promise<void>
}

const firstPause = 250
const longestPause = 30_000
/** A backend that lived this long has recovered: the next fall begins with the first pause again. */
const healthyAfter = 60_000
const stopLimit = 10_000

/** Milliseconds before the next start after the given number of falls in a row (1 = the first). */
export const pauseAfter = (falls: number): number => Math.min(longestPause, firstPause * 2 ** Math.min(falls - 1, 20))

type State = 'idle' | 'starting' | 'ready' | 'pausing' | 'failed' | 'stopping' | 'stopped'

export const createBackendSupervisor = (options: SupervisorOptions): BackendSupervisor => {
  const { log } = options
  let state: State = 'idle'
  let child: BackendChild | null = null
  let startedAt = 0
  let falls = 0
  let cancelPause = () => {}
  const waiting = new Set<PageEnd>()
  const connected = new Set<PageEnd>()
  const stopped = Promise.withResolvers<void>()

  const introduce = (page: PageEnd) => {
    if (child === null) return
    const { port1, port2 } = options.newChannel()
    // Made here: a page cannot choose who it is.
    child.postMessage({ type: 'page', clientId: randomUUID() }, [port1])
    page.give(port2)
    waiting.delete(page)
    connected.add(page)
  }

  const onMessage = (from: BackendChild, raw: unknown) => {
    if (from !== child) return
    const parsed = messageToMain.safeParse(raw)
    if (!parsed.success) {
      log.error('backend.messageRefused', new Error('not a known message'))
      return
    }
    const message = parsed.data
    switch (message.type) {
      case 'ready':
        if (state !== 'starting') return
        state = 'ready'
        for (const page of [...waiting]) introduce(page)
        return
      case 'startFailed':
        state = 'failed'
        options.onStartFailed(message.reason)
        return
      case 'stopped':
        return
      case 'openSignIn':
        options.openSignIn(message.address)
        return
      case 'describePrinter':
      case 'print':
        // Answers of a backend that has gone meanwhile have no receiver.
        void answerPrinterQuestion(options.printer, message).then((answer) => {
          if (child === from) from.postMessage(answer)
        })
        return
      default:
        message satisfies never
    }
  }

  const onExit = (from: BackendChild, code: number) => {
    if (from !== child) return
    child = null
    const lost = [...connected]
    connected.clear()
    for (const page of lost) page.lost()
    if (state === 'stopping') {
      state = 'stopped'
      stopped.resolve()
      return
    }
    if (state === 'failed') return
    falls = options.now() - startedAt >= healthyAfter ? 1 : falls + 1
    const pause = pauseAfter(falls)
    log.error('backend.ended', new Error('the backend process ended'), { code, falls, pause })
    state = 'pausing'
    cancelPause = options.later(pause, begin)
  }

  const begin = () => {
    state = 'starting'
    startedAt = options.now()
    const fresh = options.fork()
    child = fresh
    fresh.on('message', (message) => onMessage(fresh, message))
    fresh.on('exit', (code) => onExit(fresh, code))
    fresh.postMessage(options.startMessage())
  }

  return {
    start: () => {
      if (state === 'idle' || (state === 'failed' && child === null)) begin()
    },
    connect: (page) => {
      connected.delete(page)
      waiting.add(page)
      if (state === 'ready') introduce(page)
    },
    disconnect: (page) => {
      waiting.delete(page)
      connected.delete(page)
    },
    wake: () => {
      if (state === 'ready') child?.postMessage({ type: 'wake' })
    },
    lock: () => {
      if (state === 'ready') child?.postMessage({ type: 'lock' })
    },
    incomingCall: (telephone) => {
      if (state === 'ready') child?.postMessage({ type: 'incomingCall', telephone })
    },
    stop: () => {
      cancelPause()
      if (child === null) {
        state = 'stopped'
        return Promise.resolve()
      }
      if (state !== 'stopping') {
        state = 'stopping'
        const running = child
        running.postMessage({ type: 'stop' })
        const cancelKill = options.later(stopLimit, () => running.kill())
        void stopped.promise.then(cancelKill)
      }
      return stopped.promise
    },
  }
}
