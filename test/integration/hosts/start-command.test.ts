/** `npm start` as a new user meets it: a trial from nothing, found by the other commands, ended by Ctrl-C, kept for the next time. */
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { runCommand, startProduct, type Started } from '#test/support/run-command.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const makeFolder = temporaryFolders()
jest.setTimeout(90_000)

let folder: { path: string }
let data: string
let started: Started
beforeAll(async () => {
  folder = { path: makeFolder() }
  data = join(folder.path, 'data')
  started = await startProduct(['--web', '--data-dir', data, '--port', '0', '--telephone-hook'])
}, 120_000)
afterAll(async () => {
  await started.stop()
})
const desk = async (...args: string[]) => await runCommand('main/desk/desk.ts', [...args, '--data-dir', data])

/** Opens the page as a browser would: the token for a cookie, the cookie for the page. */
const openPage = async (url: string) => {
  const first = await fetch(url, { redirect: 'manual' })
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await fetch(new URL('/', url), { headers: { cookie } })
  return { status: first.status, page: await page.text(), cookie }
}

describe('the first start', () => {
  it('prints the URL, why it is not the desktop window, and four people with random passwords', () => {
    expect(started.out).toMatch(/^URL: http:\/\/127\.0\.0\.1:\d+\/\?t=\S+$/mu)
    expect(started.out).toContain('web 画面で開きます')
    const passwords = [...started.out.matchAll(/^\s+(op01|ml01|sv01|ad01)\s+(\S{16,})\s/gmu)].map((match) => match[2])
    expect(new Set(passwords).size).toBe(4)
  })

  it('opens the page once by its URL', async () => {
    const { status, page } = await openPage(started.url)
    expect(status).toBe(303)
    expect(page).toContain('ヘルプラインデスク')
    expect((await fetch(started.url, { redirect: 'manual' })).status).toBe(403)
  })

  it('keeps files for this user alone', async () => {
    for (const name of await readdir(data)) expect([name, (await stat(join(data, name))).mode & 0o077]).toEqual([name, 0])
  })

  it('lets the telephone system ring that holds the token of its file', async () => {
    const ring = async (token: string) => (await fetch(new URL('/telephone/call', started.url), { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"tel":"075-751-3111"}' })).status
    const token = (await readFile(join(data, 'telephone-hook.token'), 'utf8')).trim()
    expect(started.out).toContain('telephone-hook.token')
    expect(started.out).not.toContain(token)
    expect([await ring(token), await ring('x')]).toEqual([204, 401])
  })

  it('is found by the other commands while it runs', async () => {
    const url = (await desk('url')).out.trim()
    expect((await openPage(url)).status).toBe(303)
    const found = await desk('find', '愛全病院', '--json')
    expect(JSON.parse(found.out.split('\n')[0] ?? '')).toMatchObject({ code10: '0110112489', matchedBy: 'nameStart', isSample: true })
    const reset = JSON.parse((await desk('staff', 'reset-password', 'op01', '--json')).out) as { password: string }
    expect(started.out).not.toContain(reset.password)
    expect((await desk('staff', 'reset-password', 'nobody')).code).toBe(1)
  })

  it('takes a real list in place of the sample', async () => {
    const file = join(folder.path, 'real.csv')
    await writeFile(file, '医療機関等コード,医療機関名称,郵便番号,所在地\r\n2619900042,京都大学医学部附属病院,6068507,京都市左京区聖護院川原町５４\r\n')
    const first = JSON.parse((await desk('import', file, '--json')).out) as Record<string, unknown>
    expect(first).toMatchObject({ records: 1, closed: 0 })
    expect(JSON.parse((await desk('import', file, '--json')).out)).toMatchObject({ records: 1, added: 0, changed: 0, unchanged: 1, closed: 0 })
    expect((await desk('find', '愛全病院', '--json')).out).toBe('')
    expect(JSON.parse((await desk('find', '京都大学', '--json')).out)).toMatchObject({ code10: '2619900042', isSample: false })
  })

  it('a second start on the same data directory is refused with the reason', async () => {
    const second = await runCommand('scripts/start.ts', ['--web', '--data-dir', data])
    expect(second.code).toBe(1)
    expect(second.err).toContain('使用中')
  })

  it('ends with Ctrl-C, leaves no address behind, and the next start keeps the data', async () => {
    expect(await started.stop()).toBe(0)
    expect(await readdir(data)).not.toContain('running.json')
    expect((await desk('url')).code).toBe(1)
    expect(JSON.parse((await desk('find', '京都大学', '--json')).out)).toMatchObject({ code10: '2619900042' })
    started = await startProduct(['--web', '--data-dir', data, '--port', '0'])
    expect(started.out).not.toContain('op01')
  }, 60_000)
})

describe('trouble at the start', () => {
  it('a port in use: says so, and how to go on; nothing is left running', async () => {
    await started.stop()
    const server = createServer()
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const { port } = server.address() as AddressInfo
    const { code, err } = await runCommand('scripts/start.ts', ['--web', '--data-dir', data, '--port', String(port)])
    await new Promise((resolve) => { server.close(resolve) })
    expect(code).toBe(1)
    expect(err).toContain(`ポート ${port} は使用中`)
  }, 60_000)

  it('a wrong key: the database stays as it is, and --reset-trial begins anew', async () => {
    const before = await readFile(join(data, 'desk.db'))
    await writeFile(join(data, 'desk.key'), new Uint8Array(32).fill(7))
    const { code, err } = await runCommand('scripts/start.ts', ['--web', '--data-dir', data])
    expect(code).toBe(1)
    expect(err).toContain('鍵ファイル')
    expect((await readFile(join(data, 'desk.db'))).equals(before)).toBe(true)
    started = await startProduct(['--web', '--data-dir', data, '--port', '0', '--reset-trial'])
    expect(started.out).toContain('op01')
  }, 90_000)

  it.each([[['--port', '99999']], [['--no-such-option']]])('wrong arguments %j: exit 2', async (args) => {
    expect((await runCommand('scripts/start.ts', args)).code).toBe(2)
  })
})
