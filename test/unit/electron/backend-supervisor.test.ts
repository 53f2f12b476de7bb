import { EventEmitter } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import type { MessagePortMain } from 'electron'
import type { MessageToBackend, MessageToMain, StartMessage } from '#electron/backend-messages.ts'
import { createBackendSupervisor, pauseAfter, type BackendChild, type PageEnd } from '#electron/backend-supervisor.ts'

class FakeChild extends EventEmitter implements BackendChild {
  readonly sent: { message: MessageToBackend; ports: number }[] = []
  isKilled = false
  postMessage(message: MessageToBackend, transfer: MessagePortMain[] = []) {
    this.sent.push({ message, ports: transfer.length })
  }
  kill() {
    this.isKilled = true
    return true
  }
  says(message: MessageToMain) {
    this.emit('message', message)
  }
  types() {
    return this.sent.map(({ message }) => message.type)
  }
}

const page = () => {
  const seen: string[] = []
  const end: PageEnd = { give: () => seen.push('port'), lost: () => seen.push('lost') }
  return { end, seen }
}

const startMessage: StartMessage = {
  type: 'start', databaseKey: new Uint8Array(32), dataDirectory: '/data', centralBaseUrl: null, signInOrigin: null, resources: null, clientVersion: '1', syncInterval: 0,
}

const setUp = () => {
  const children: FakeChild[] = []
  const timers: { at: number; work: () => void }[] = []
  const failures: string[] = []
  const opened: string[] = []
  let now = 0
  const supervisor = createBackendSupervisor({
    fork: () => {
      const child = new FakeChild()
      children.push(child)
      return child
    },
    newChannel: () => ({ port1: {} as MessagePortMain, port2: {} as MessagePortMain }),
    startMessage: () => startMessage,
    printer: { describe: () => Promise.resolve({ name: 'RICOH', isLive: true }), print: () => Promise.resolve() },
    openSignIn: (address) => opened.push(address),
    log: { info: () => {}, error: () => {} },
    now: () => now,
    later: (milliseconds, work) => {
      const timer = { at: now + milliseconds, work }
      timers.push(timer)
      return () => {
        const index = timers.indexOf(timer)
        if (index >= 0) timers.splice(index, 1)
      }
    },
    onStartFailed: (reason) => failures.push(reason),
  })
  const pass = (milliseconds: number) => {
    now += milliseconds
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.work()
    }
  }
  const child = () => children.at(-1)!
  return { supervisor, children, child, timers, failures, opened, pass }
}

describe('the supervisor of the backend', () => {
  it('hands the address of a sign-in to whoever opens it', () => {
    const { supervisor, child, opened } = setUp()
    supervisor.start()
    child().emit('message', { type: 'openSignIn', address: 'https://idp.example/auth' })
    child().emit('message', { type: 'openSignIn', address: 'not an address' })
    expect(opened).toEqual(['https://idp.example/auth'])
  })

  it('starts it with everything it needs and connects pages once it is ready', () => {
    const { supervisor, child } = setUp()
    const first = page()
    supervisor.start()
    supervisor.connect(first.end)
    expect(child().types()).toEqual(['start'])
    expect(first.seen).toEqual([])
    child().says({ type: 'ready' })
    expect(child().types()).toEqual(['start', 'page'])
    expect(child().sent[1]?.ports).toBe(1)
    expect(first.seen).toEqual(['port'])
  })

  it('gives every connection a client id of its own, chosen here', () => {
    const { supervisor, child } = setUp()
    supervisor.start()
    child().says({ type: 'ready' })
    const { end } = page()
    supervisor.connect(end)
    supervisor.connect(end)
    supervisor.connect(page().end)
    const ids = child().sent.flatMap(({ message }) => (message.type === 'page' ? [message.clientId] : []))
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  })

  it('says who rings to a backend that is ready, and to no other', () => {
    const { supervisor, child } = setUp()
    supervisor.incomingCall('0757513111')
    supervisor.start()
    supervisor.incomingCall('0757513111')
    child().says({ type: 'ready' })
    supervisor.incomingCall('0757513111')
    expect(child().types()).toEqual(['start', 'incomingCall'])
  })

  it('locks the pages of a backend that is ready', () => {
    const { supervisor, child } = setUp()
    supervisor.lock()
    supervisor.start()
    supervisor.lock()
    child().says({ type: 'ready' })
    supervisor.lock()
    expect(child().types()).toEqual(['start', 'lock'])
  })

  it('restarts a backend that died, tells the page, and connects it again when it asks', () => {
    const { supervisor, children, child, pass } = setUp()
    const shown = page()
    supervisor.start()
    child().says({ type: 'ready' })
    supervisor.connect(shown.end)
    child().emit('exit', 1)
    expect(shown.seen).toEqual(['port', 'lost'])
    supervisor.connect(shown.end)
    expect(children).toHaveLength(1)
    pass(250)
    expect(children).toHaveLength(2)
    child().says({ type: 'ready' })
    expect(shown.seen).toEqual(['port', 'lost', 'port'])
  })

  it('waits longer from fall to fall, up to half a minute, and forgets the falls once it has lived', () => {
    expect([1, 2, 3, 7, 8, 9, 1000].map(pauseAfter)).toEqual([250, 500, 1000, 16_000, 30_000, 30_000, 30_000])
    const { supervisor, children, child, timers, pass } = setUp()
    supervisor.start()
    for (const pause of [250, 500, 1000]) {
      child().emit('exit', 1)
      expect(timers[0]?.at).toBeDefined()
      pass(pause - 1)
      const before = children.length
      pass(1)
      expect(children.length).toBe(before + 1)
    }
    child().says({ type: 'ready' })
    pass(60_000)
    child().emit('exit', 1)
    pass(250)
    expect(children).toHaveLength(5)
  })

  it('does not try again what a person has to put right', () => {
    const { supervisor, children, child, timers, failures } = setUp()
    supervisor.start()
    child().says({ type: 'startFailed', reason: 'DATABASE_BROKEN' })
    child().emit('exit', 1)
    expect(failures).toEqual(['DATABASE_BROKEN'])
    expect(timers).toEqual([])
    supervisor.start()
    expect(children).toHaveLength(2)
  })

  it('ignores what it does not know, and late words of a process that has gone', () => {
    const { supervisor, child, pass } = setUp()
    supervisor.start()
    const old = child()
    old.emit('exit', 1)
    pass(250)
    old.says({ type: 'ready' })
    child().emit('message', { type: 'open', path: '/etc' })
    child().emit('message', null)
    const waiting = page()
    supervisor.connect(waiting.end)
    expect(waiting.seen).toEqual([])
    expect(child().types()).toEqual(['start'])
  })

  it('answers the backend about the printer', async () => {
    const { supervisor, child } = setUp()
    supervisor.start()
    child().says({ type: 'describePrinter', id: 7 })
    await new Promise(setImmediate)
    expect(child().sent[1]?.message).toEqual({ type: 'printerAnswer', id: 7, outcome: { ok: true, printer: { name: 'RICOH', isLive: true } } })
  })

  it('lets the backend close its database, and ends it when it does not', async () => {
    const { supervisor, child, children, timers, pass } = setUp()
    supervisor.start()
    child().says({ type: 'ready' })
    const stopped = supervisor.stop()
    expect(child().types()).toEqual(['start', 'stop'])
    pass(10_000)
    expect(child().isKilled).toBe(true)
    child().emit('exit', 0)
    await stopped
    expect(children).toHaveLength(1)
    expect(timers).toEqual([])
  })

  it('stops while it waits for the next start', async () => {
    const { supervisor, child, children, timers, pass } = setUp()
    supervisor.start()
    child().emit('exit', 1)
    await supervisor.stop()
    pass(1000)
    expect(children).toHaveLength(1)
    expect(timers).toEqual([])
  })

  it('forgets pages that have gone', () => {
    const { supervisor, child } = setUp()
    const gone = page()
    supervisor.start()
    supervisor.connect(gone.end)
    supervisor.disconnect(gone.end)
    child().says({ type: 'ready' })
    expect(gone.seen).toEqual([])
  })
})
