import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isPageAddress } from '#electron/page-origin.ts'
import { createPageHandler, fileOf } from '#electron/page-protocol.ts'

let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-protocol-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="./assets/page.js"></script>')
  await writeFile(join(root, 'assets/page.js'), 'const placeholder = "__CSP_NONCE__"')
  await writeFile(join(root, 'assets/letters.woff2'), 'font')
  await writeFile(join(root, 'assets/unknown.exe'), 'program')
  await writeFile(join(folder, 'secret.json'), '{}')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (address: string, init?: RequestInit) => createPageHandler({ root })(new Request(address, init))

describe('the page scheme', () => {
  it('serves the page with a fresh nonce in the policy and in the page', async () => {
    const first = await get('desk://app/')
    const second = await get('desk://app/')
    const nonce = /'nonce-([^']+)'/.exec(first.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonce).toHaveLength(24)
    expect(await first.text()).toBe(`<meta name="csp-nonce" content="${nonce}"><script nonce="${nonce}" src="./assets/page.js"></script>`)
    expect(second.headers.get('content-security-policy')).not.toBe(first.headers.get('content-security-policy'))
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['desk://app/assets/page.js', 'text/javascript; charset=utf-8'],
    ['desk://app/assets/letters.woff2', 'font/woff2'],
    ['desk://app/index.html?x=1#y', 'text/html; charset=utf-8'],
    ['desk://app/calls/current', 'text/html; charset=utf-8'],
  ])('%s is %s, and never guessed', async (address, type) => {
    const response = await get(address)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('leaves scripts as they were built', async () => {
    expect(await (await get('desk://app/assets/page.js')).text()).toBe('const placeholder = "__CSP_NONCE__"')
  })

  it.each([
    ['desk://app/..%2fsecret.json', 400],
    ['desk://app/%2e%2e/secret.json', 404],
    ['desk://app/assets/..%5c..%5csecret.json', 400],
    ['desk://app/assets%2f..%2f..%2fsecret.json', 400],
    ['desk://app/C:%5cWindows%5cwin.ini', 400],
    ['desk://app/.hidden.json', 400],
    ['desk://app/assets/page.js%00.html', 400],
    ['desk://app/%E0%A4%A.js', 400],
    ['desk://app/%252e%252e%252fsecret.json', 400],
    ['desk://app/assets/unknown.exe', 404],
    ['desk://app/assets/missing.js', 404],
    ['desk://other/index.html', 403],
    ['desk://app:8080/index.html', 403],
  ])('refuses %s with %i', async (address, status) => {
    expect((await get(address)).status).toBe(status)
  })

  it('answers reading only', async () => {
    expect((await get('desk://app/', { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('never names a file outside its folder, whatever the address', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', ':', 'js', '%25') }), (path) => {
      const address = `desk://app/${path}`
      if (!URL.canParse(address)) return
      const file = fileOf('/srv/page', address)
      expect(file === null || (file.startsWith('/srv/page/') && !file.includes('..') && !file.includes('\\'))).toBe(true)
    }))
  })
})

describe('addresses of the page', () => {
  it.each(['desk://app/', 'desk://app/index.html#x'])('%s is ours', (address) => expect(isPageAddress(address)).toBe(true))
  it.each(['desk://app.example/', 'desk://app@evil/', 'desk://evil@app/', 'https://app/', 'desk-letter://app/', 'about:blank', 'DESK://APP/', 'not an address', 'file:///desk://app/'])(
    '%s is not', (address) => expect(isPageAddress(address)).toBe(false))
})
