/** The hook of the telephone system: who may ring, and how little it can do. */
import { statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { startTelephoneHook } from '#electron/incoming-calls.ts'
import { createTelephoneHook, readOrMakeHookToken, telephoneHookPath } from '#host/telephone-hook.ts'
import { serveTelephoneHook } from '#host/telephone-hook-server.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { startWebHost } from '#web-host/server.ts'

const folder = temporaryFolders()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const token = 'T'.repeat(43)
let now = 1_000_000
const rang: string[] = []
const newHook = () => {
  rang.length = 0
  now += 60_000
  return createTelephoneHook({ token, now: () => now, onCall: (telephone) => rang.push(telephone) })
}
const ownServer = async () => {
  const server = await serveTelephoneHook(newHook(), 0)
  closing.push(server.close)
  return server.port
}
const webHost = async (isOn: boolean) => {
  const host = await startWebHost({
    dispatch: () => Promise.resolve(null), endClient: () => {}, page: new Map(), port: 0, now: () => now, commands: {}, telephoneHook: isOn ? newHook() : null,
  })
  closing.push(host.close)
  return host.port
}

interface Asked { readonly method?: string; readonly path?: string; readonly body?: string; readonly headers?: Record<string, string> }
const ask = async (port: number, { method = 'POST', path = telephoneHookPath, body = '{"tel":"+81 75-751-3111"}', headers = {} }: Asked = {}) =>
  await new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: { authorization: `Bearer ${token}`, ...headers }, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }))
    })
    request.on('error', reject).end(method === 'POST' ? body : undefined)
  })

describe.each([['in the web host', async () => await webHost(true)], ['in the desktop window', ownServer]])('the hook %s', (_where, start) => {
  it('takes a number from who holds the token, and says nothing', async () => {
    const port = await start()
    const answer = await ask(port)
    expect([answer.status, answer.body, rang]).toEqual([204, '', ['0757513111']])
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it.each<[string, number, Asked]>([
    ['no token', 401, { headers: { authorization: '' } }], ['another token', 401, { headers: { authorization: `Bearer ${'U'.repeat(43)}` } }],
    ['the token as a password', 401, { headers: { authorization: `Basic ${token}` } }], ['a longer token', 401, { headers: { authorization: `Bearer ${token}x` } }],
    ['another Host', 403, { headers: { host: 'evil.example' } }], ['the port of another', 403, { headers: { host: '127.0.0.1:1' } }],
    ['a page of another site', 403, { headers: { origin: 'https://evil.example' } }], ['a form', 403, { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['no JSON', 400, { body: 'tel=0757513111' }], ['no number', 400, { body: '{"tel":"075-751-3111<b>"}' }], ['more than a number', 400, { body: '{"tel":"0757513111","open":"1"}' }],
    ['a number that is none', 400, { body: '{"tel":757513111}' }], ['too much', 400, { body: `{"tel":"0757513111"${' '.repeat(2000)}}` }],
    ['another path', 404, { path: '/telephone/call/x', headers: { host: '' } }],
  ])('refuses %s', async (_what, status, asked) => {
    const port = await start()
    const headers = asked.headers?.['host'] === '' ? { host: `127.0.0.1:${port}` } : asked.headers
    const answer = await ask(port, { ...asked, ...(headers && { headers }) })
    // The web host shows its own door for paths it does not know.
    expect(status === 404 ? [403, 404] : [status]).toContain(answer.status)
    expect(rang).toEqual([])
  })

  it('answers no preflight of a browser', async () => {
    const port = await start()
    const preflight: Record<string, string> = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    for (const headers of [preflight, {}]) {
      const answer = await ask(port, { method: 'OPTIONS', headers })
      expect([403, 404]).toContain(answer.status)
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('takes thirty in ten seconds, wrong ones counted, and goes on afterwards', async () => {
    const port = await start()
    const statuses: number[] = []
    for (let step = 0; step < 32; step += 1) statuses.push((await ask(port, step < 5 ? { headers: { authorization: 'Bearer x' } } : {})).status)
    expect([statuses.slice(0, 5), statuses[5], statuses[29], statuses[30], statuses[31]]).toEqual([[401, 401, 401, 401, 401], 204, 204, 429, 429])
    now += 10_000
    expect((await ask(port)).status).toBe(204)
  })
})

describe('the hook', () => {
  it('is not there unless it was turned on', async () => {
    rang.length = 0
    const port = await webHost(false)
    expect((await ask(port)).status).toBe(404)
    expect(rang).toEqual([])
  })

  it('keeps its token in a file of its user, and the same one', () => {
    const file = join(folder(), 'telephone-hook.token')
    const made = readOrMakeHookToken(file)
    expect(made).toMatch(/^[A-Za-z0-9_-]{43}$/u)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readOrMakeHookToken(file)).toBe(made)
    writeFileSync(file, 'short')
    expect(() => readOrMakeHookToken(file)).toThrow('電話連携のトークン')
  })

  it('that cannot listen leaves the desk as it is, and is logged without what matters', async () => {
    const port = await ownServer()
    const events: string[] = []
    const stop = await startTelephoneHook(port, join(folder(), 'token'), { now: () => now, log: { info: () => {}, error: (event) => void events.push(event) }, onCall: () => {} })
    expect(events).toEqual(['telephoneHook.notStarted'])
    await stop()
  })
})
