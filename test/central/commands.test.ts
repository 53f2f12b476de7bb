import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { printReport } from '#test/unit/list-files/print-report-fixture.ts'
import { clientOf } from './support/test-central.ts'

let folder: string
let dataDirectory: string
const running: ChildProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'central-command-'))
  dataDirectory = join(folder, 'data')
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const program = new URL('../../central/central.ts', import.meta.url).pathname
const environment = { ...process.env, DATABASE_URL: undefined, NODE_OPTIONS: undefined }

async function central(parameters: readonly string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, ...parameters], { env: environment })
  let [out, err] = ['', '']
  child.stdout.on('data', (part: Buffer) => void (out += part.toString()))
  child.stderr.on('data', (part: Buffer) => void (err += part.toString()))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}

async function serve(): Promise<{ url: string; child: ChildProcess; ended: Promise<number | null> }> {
  const child = spawn(process.execPath, [program, 'serve', '--embedded', '--data-dir', dataDirectory, '--port', '0', '--json-ready', '--with-parent'], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
  running.push(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (part: Buffer) => resolve(part.toString()))
    child.once('close', () => reject(new Error('Central did not start')))
  })
  const ready = JSON.parse(line) as { ready: boolean; url: string; pid: number }
  expect(ready).toMatchObject({ ready: true, pid: child.pid })
  return { url: ready.url, child, ended }
}

describe('the command', () => {
  it('serves, is administered while it runs, stops with its parent, and keeps everything', async () => {
    const { url, child, ended } = await serve()
    expect((await stat(join(dataDirectory, 'central.json'))).mode & 0o077).toBe(0)
    const place = ['--data-dir', dataDirectory, '--json']
    const [added, code, second] = await Promise.all([
      central(['staff', 'add', 'yamada', '--name', '山田', '--role', 'operator', ...place]),
      central(['device', 'enroll', ...place]),
      central(['serve', '--data-dir', dataDirectory, '--port', '0']),
    ])
    expect(second).toMatchObject({ code: 1, out: '' })
    expect(second.err).toMatch(/in use by another central \(process \d+\)/u)
    const { password } = JSON.parse(added.out) as { password: string }
    const device = await clientOf(url).call('enrolDevice', { body: { enrolmentCode: (JSON.parse(code.out) as { code: string }).code, deviceName: 'desk' } })
    expect(device).toMatchObject({ deviceNumber: 1, isTrial: true })
    const session = await clientOf(url, device.deviceToken).call('signIn', { body: { staffId: 'yamada', password } })
    expect(session.staff).toEqual({ staffId: 'yamada', displayName: '山田', role: 'operator', isActive: true })
    // Lists and accounts go through the central that runs: its embedded database has one user.
    const list = join(folder, 'list.xlsx')
    await writeFile(list, await printReport([{ prefecture: '[福井県]', facilities: [{ code: '01,1705,9', name: '福井見本病院', address: '〒910－0006福井市中央９－９－３０' }] }]))
    const accounts = join(folder, 'good.csv')
    await writeFile(accounts, '医療機関等コード,登録日時,メールアドレス\n1810117059,2024/04/01 9:00,info@f1810117059.example.jp\n')
    const imported = await central(['facilities', 'import', list, ...place])
    expect({ ...imported, out: JSON.parse(imported.out) as unknown }).toEqual({ code: 0, out: { version: 1, added: 1, changed: 0, unchanged: 0, closed: 0, leftOut: 0 }, err: expect.stringContaining('Putting it into use') })
    expect(await central(['accounts', 'import', accounts, ...place])).toEqual({ code: 0, out: '{"added":1,"changed":0,"unchanged":0,"notNamed":0}\n', err: '' })
    const written = JSON.parse((await central(['audit', 'commands', ...place])).out) as { command: string; account: string }[]
    expect(written.map(({ command }) => command).sort()).toEqual(['activateFacilityList', 'addStaff', 'createEnrolmentCode', 'importAccounts'])
    for (const { account } of written) expect(account).toBe(userInfo().username)
    const { adminUrl } = JSON.parse(await readFile(join(dataDirectory, 'central.json'), 'utf8')) as { adminUrl: string }
    expect((await fetch(`${adminUrl}/internal/admin/listStaff`, { method: 'POST', body: '{}' })).status).toBe(401)
    child.stdin?.end()
    expect(await ended).toBe(0)
    // Nothing runs: the command opens the database itself.
    const everybody = await central(['staff', 'list', ...place])
    expect(JSON.parse(everybody.out)).toEqual([session.staff])
    expect(await central(['alerts', ...place])).toEqual({ code: 0, out: '[]\n', err: '' })
  }, 60_000)

  it('says in a line what is wrong: 2 for arguments, 1 for anything else', async () => {
    const accounts = join(folder, 'accounts.csv')
    await writeFile(accounts, '\ufeff医療機関等コード,状態\n2619900042,登録済\n1,登録済\n')
    const broken = join(folder, 'broken')
    await mkdir(join(broken, 'postgres'), { recursive: true })
    await writeFile(join(broken, 'postgres', 'PG_VERSION'), '18\n')
    const cases: [number, RegExp, string[], lines?: number][] = [
      [2, /unknown command/u, ['nonsense']],
      [2, /--role/u, ['staff', 'add', 'x', '--name', 'x', '--role', 'boss']],
      [2, /--name/u, ['staff', 'add', 'x', '--role', 'operator']],
      [2, /port/u, ['serve', '--port', '70000']],
      [2, /number/u, ['device', 'revoke', 'x']],
      [2, /unknown command/u, ['device', 'code']],
      [2, /tls-key/u, ['serve', '--tls-key', 'key.pem']],
      [2, /older-list/u, ['facilities', 'import', accounts, '--confirm', 'everything']],
      [2, /01 to 47/u, ['facilities', 'import', accounts, '--prefecture', '48']],
      [2, /files/u, ['facilities', 'import']],
      [1, /There is no file/u, ['facilities', 'import', join(folder, 'missing.xlsx'), '--data-dir', broken]],
      [1, /Row 3: a code of 10 digits/u, ['accounts', 'import', accounts, '--data-dir', broken], 2],
      [1, /cannot be read/u, ['accounts', 'import', join(folder, 'missing.csv'), '--data-dir', broken]],
      [1, /cannot be opened/u, ['staff', 'list', '--data-dir', broken]],
    ]
    const results = await Promise.all(cases.map(([, , parameters]) => central(parameters)))
    for (const [index, [code, message, , lines = 1]] of cases.entries()) {
      expect(results[index]).toMatchObject({ code, out: '', err: expect.stringMatching(message) })
      expect(results[index]?.err.trim().split('\n')).toHaveLength(lines)
    }
  }, 60_000)
})
