/** Who gets in at the loopback server: the page opened with its one URL, commands with the secret, nobody else. */
import { createServer, request as httpRequest } from 'node:http'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { HostError } from '#host/host-error.ts'
import type { Dispatch } from '#shared/contract/desktop/router.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { readPageFiles } from '#web-host/page-files.ts'
import { startWebHost, type WebHost } from '#web-host/server.ts'

const folder = temporaryFolders()
let host: WebHost
let now = Date.parse('2026-10-05T01:00:00.000Z')
const called: { name: string; clientId: string }[] = []
const dispatch: Dispatch = (name, _input, { clientId }) => {
  called.push({ name, clientId })
  return Promise.resolve({ staff: null, isOffline: false, host: 'web', isTrial: true })
}

const makePage = (): string => {
  const page = folder()
  writeFileSync(join(page, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/page.js"></script>')
  mkdirSync(join(page, 'assets'))
  writeFileSync(join(page, 'assets', 'page.js'), 'export {}')
  writeFileSync(join(page, '..secret.txt'), 'not served: its type is unknown')
  symlinkSync('/etc/passwd', join(page, 'passwd.json'))
  return page
}
const start = async (port = 0) => await startWebHost({
  dispatch, endClient: () => {}, page: readPageFiles(makePage()), port, now: () => now,
  commands: { known: (input) => Promise.resolve({ input }), failing: () => Promise.reject(new Error('a text with personal data')) },
})

beforeAll(async () => {
  host = await start()
})
afterAll(async () => {
  await host?.close()
})

interface Answer { readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: string }
/** As raw as needed: fetch would not let us lie about Host or send "..". */
const ask = async (path: string, options: { method?: string; headers?: Record<string, string>; body?: string; port?: number } = {}): Promise<Answer> =>
  await new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: options.port ?? host.port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => { body += part }).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    request.on('error', reject).end(options.body)
  })
const pathOf = (url: string) => new URL(url).pathname + new URL(url).search
const openPage = async (): Promise<string> => {
  const opened = await ask(pathOf(host.url()))
  return String(opened.headers['set-cookie']?.[0]).split(';')[0]!
}
const rpc = async (headers: Record<string, string>, path = '/rpc/session/current') =>
  await ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ json: {} }) })

describe('the URL', () => {
  it('opens the page once; its cookie is HttpOnly, strict, and named after the port', async () => {
    const path = pathOf(host.url())
    const first = await ask(path)
    expect([first.status, first.headers['location']]).toEqual([303, '/'])
    const cookie = String(first.headers['set-cookie']?.[0])
    expect(cookie).toMatch(new RegExp(`^helpline-desk-${host.port}=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=/$`, 'u'))
    const second = await ask(path)
    expect([second.status, second.headers['set-cookie']]).toEqual([403, undefined])
    // Reloading it in the browser that opened it goes on.
    expect((await ask(path, { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(303)
  })

  it('is good for a day', async () => {
    const path = pathOf(host.url())
    now += 24 * 3_600_000 + 1
    expect((await ask(path)).status).toBe(403)
  })

  it('cannot be guessed', async () => {
    for (const token of ['', 'x', 'A'.repeat(32), '__proto__']) expect((await ask(`/?t=${token}`)).status).toBe(403)
  })
})

describe('without the cookie', () => {
  it('nothing is answered but how to get in', async () => {
    expect((await ask('/')).status).toBe(403)
    expect((await ask('/assets/page.js')).status).toBe(403)
    expect((await rpc({})).status).toBe(401)
    expect((await rpc({ cookie: `helpline-desk-${host.port}=${'A'.repeat(43)}` })).status).toBe(401)
    expect((await rpc({ cookie: `helpline-desk-${host.port}=__proto__` })).status).toBe(401)
    expect((await rpc({}, '/command/session/current')).status).toBe(403)
    expect(called).toEqual([])
  })

  it('a cookie of another host on this machine does not open this one', async () => {
    const other = await start()
    try {
      const opened = await ask(pathOf(other.url()), { port: other.port })
      const value = String(opened.headers['set-cookie']?.[0]).split(';')[0]!.split('=')[1]!
      expect((await rpc({ cookie: `helpline-desk-${other.port}=${value}` })).status).toBe(401)
      expect((await rpc({ cookie: `helpline-desk-${host.port}=${value}` })).status).toBe(401)
    } finally {
      await other.close()
    }
  })
})

describe('with the cookie', () => {
  it('the page and its procedures answer, each page as a client of its own', async () => {
    const [one, two] = [await openPage(), await openPage()]
    called.length = 0
    expect((await rpc({ cookie: one })).status).toBe(200)
    expect((await rpc({ cookie: two })).status).toBe(200)
    expect(new Set(called.map((call) => call.clientId)).size).toBe(2)
    expect(called.every((call) => call.clientId.startsWith('page-') && !one.includes(call.clientId))).toBe(true)
  })

  it.each([
    ['another Host', { host: 'evil.example' }], ['the port of another', { host: '127.0.0.1:1' }], ['a name that resolves here', { host: 'localhost.evil.example' }],
    ['another Origin', { origin: 'https://evil.example' }], ['the Origin null', { origin: 'null' }], ['our address as https', { origin: 'https://127.0.0.1' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }], ['a page of the same site', { 'sec-fetch-site': 'same-site' }], ['a bookmark that posts', { 'sec-fetch-site': 'none' }],
  ])('but not with %s', async (_what, headers) => {
    const cookie = await openPage()
    called.length = 0
    expect((await rpc({ cookie, ...headers })).status).toBe(403)
    expect(called).toEqual([])
  })

  it('with its own Origin and Sec-Fetch-Site', async () => {
    const cookie = await openPage()
    expect((await rpc({ cookie, origin: `http://127.0.0.1:${host.port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it('has a strict policy with a nonce of its own each time, and no CORS', async () => {
    const cookie = await openPage()
    const [first, second] = [await ask('/', { headers: { cookie } }), await ask('/', { headers: { cookie } })]
    const policy = String(first.headers['content-security-policy'])
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`script-src 'self';`)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(policy).not.toMatch(/unsafe|\*|https?:/u)
    const nonceOf = (answer: Answer) => /'nonce-([^']+)'/u.exec(String(answer.headers['content-security-policy']))?.[1] ?? ''
    expect(first.body).toContain(`content="${nonceOf(first)}"`)
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    expect(first.body).not.toContain('__CSP_NONCE__')
    for (const answer of [first, await ask('/assets/page.js', { headers: { cookie } })]) {
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['referrer-policy']).toBe('no-referrer')
    }
    expect((await ask('/rpc/session/current', { method: 'OPTIONS', headers: { cookie, origin: 'https://evil.example' } })).status).toBe(403)
  })

  it.each(['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/..%5c..%5cpackage.json', '//etc/passwd', '/etc/passwd', '/passwd.json', '/..secret.txt', '/constructor', '/__proto__', '/index.html'])(
    '%s is not there', async (path) => {
      const cookie = await openPage()
      const answer = await ask(path, { headers: { cookie } })
      expect([path, answer.status, /root:|"dependencies"/u.test(answer.body)]).toEqual([path, 404, false])
    })

  it.each(['DELETE', 'PUT', 'POST'])('%s changes no file', async (method) => {
    expect((await ask('/', { method, headers: { cookie: await openPage() } })).status).toBe(405)
  })

  it('an address that is none is refused without a fall', async () => {
    const cookie = await openPage()
    expect((await ask('//', { headers: { cookie } })).status).toBeGreaterThanOrEqual(400)
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
  })
})

describe('commands', () => {
  const command = async (name: string, headers: Record<string, string>, body = '{}') => await ask(`/command/${name}`, { method: 'POST', headers, body })

  it('need the secret, and a page does not have it', async () => {
    const cookie = await openPage()
    for (const headers of [{}, { cookie }, { authorization: 'Bearer ' }, { authorization: `Bearer ${'A'.repeat(43)}` }, { authorization: `Basic ${host.secret}` }] as Record<string, string>[]) {
      expect((await command('url', headers)).status).toBe(403)
      expect((await command('known', headers)).status).toBe(403)
    }
  })

  it('answer to it: a fresh URL, named commands, procedures', async () => {
    const authorization = `Bearer ${host.secret}`
    const { result } = JSON.parse((await command('url', { authorization })).body) as { result: { url: string } }
    expect((await ask(pathOf(result.url))).status).toBe(303)
    expect(JSON.parse((await command('known', { authorization }, '{"a":1}')).body)).toEqual({ result: { input: { a: 1 } } })
    called.length = 0
    expect((await rpc({ authorization }, '/command/session/current')).status).toBe(200)
    expect(called).toEqual([{ name: 'session.current', clientId: 'command' }])
  })

  it('say nothing of what failed inside, and know no names of objects', async () => {
    const authorization = `Bearer ${host.secret}`
    expect((await command('failing', { authorization })).body).not.toContain('personal data')
    expect((await command('known', { authorization }, 'no json')).body).toContain('error')
    expect((await command('constructor', { authorization })).status).toBe(404)
  })
})

describe('the port', () => {
  it('in use is told with what to do', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve) })
    const { port } = other.address() as AddressInfo
    try {
      const failure: unknown = await start(port).then(() => 'started', (error: unknown) => error)
      expect(failure).toBeInstanceOf(HostError)
      expect((failure as HostError).message).toContain(String(port))
      expect((failure as HostError).message).toContain('--port')
    } finally {
      await new Promise((resolve) => { other.close(resolve) })
    }
  })

  it('listens on the loopback address only', async () => {
    const { networkInterfaces } = await import('node:os')
    const outside = Object.values(networkInterfaces()).flat().find((address) => address !== undefined && !address.internal && address.family === 'IPv4')
    if (outside === undefined) return
    await expect(fetch(`http://${outside.address}:${host.port}/`)).rejects.toThrow('fetch failed')
  })
})
