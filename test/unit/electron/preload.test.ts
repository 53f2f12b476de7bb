import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, jest } from '@jest/globals'

const globals = globalThis as { window?: unknown }
afterEach(() => {
  jest.resetModules()
  delete globals.window
})

const load = async (origin: string) => {
  const exposed: Record<string, unknown> = {}
  const renderer = Object.assign(new EventEmitter(), { send: jest.fn() })
  const postMessage = jest.fn()
  globals.window = { location: { origin }, postMessage }
  jest.unstable_mockModule('electron', () => ({ ipcRenderer: renderer, contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void (exposed[name] = value) } }))
  await import('#electron/preload.ts')
  return { exposed, renderer, postMessage }
}

describe('the preload', () => {
  it('gives the page a host of two words, and nothing of Electron', async () => {
    const { exposed, renderer } = await load('desk://app')
    expect(Object.keys(exposed)).toEqual(['deskHost'])
    const host = exposed.deskHost as { kind: string; connect(): Promise<void> }
    expect(Object.keys(host)).toEqual(['kind', 'connect'])
    expect(host.kind).toBe('electron')
    await host.connect()
    expect(renderer.send.mock.calls).toEqual([['desk:connect']])
  })

  it('hands the port to its own page only', async () => {
    const { renderer, postMessage } = await load('desk://app')
    const port = {}
    renderer.emit('desk:port', { ports: [port] })
    renderer.emit('desk:lost', { ports: [] })
    expect(postMessage.mock.calls).toEqual([[{ type: 'desk:port' }, 'desk://app', [port]], [{ type: 'desk:lost' }, 'desk://app', []]])
  })

  it.each(['https://example.org', 'null', 'desk://app.example', 'file://'])('gives a page of %s nothing', async (origin) => {
    const { exposed, renderer } = await load(origin)
    expect(exposed).toEqual({})
    expect(renderer.eventNames()).toEqual([])
  })
})
