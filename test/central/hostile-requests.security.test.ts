import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { centralOperations, type CentralOperationName, type Operation } from '#shared/contract/central/operations.ts'
import { problemSchema } from '#shared/contract/central/problem.ts'
import { mutationTypes } from '#shared/contract/central/sync.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { call } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let administrator: SignedIn
let mailroom: SignedIn
let portalToken: string
const logged: string[] = []
beforeAll(async () => {
  const remember = (event: string, ...facts: unknown[]) => void logged.push(JSON.stringify([event, ...facts]))
  test = await startTestCentral({ log: { info: remember, warn: remember, error: remember } })
  await addPerson(test, 'administrator', 'administrator')
  await addPerson(test, 'mailroom', 'mailroom')
  desk = await enrolDesktop(test)
  administrator = await desk.signIn('administrator')
  mailroom = await desk.signIn('mailroom')
  portalToken = (await test.central.admin.createPortalCredential()).token
}, 60_000)
afterAll(() => test.close())

interface Sent {
  readonly method?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Record<string, string>
  readonly token?: string
}
async function send(path: string, { method = 'POST', body, headers = {}, token }: Sent = {}) {
  const response = await fetch(test.url + path, {
    method, headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers }, ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, type: response.headers.get('content-type'), content: (await response.json()) as unknown }
}
/** A problem of the contract, and never our own fault. */
async function expectRefused(answer: ReturnType<typeof send>, code?: string): Promise<void> {
  const { status, type, content } = await answer
  expect(type).toBe('application/problem+json')
  expect(problemSchema.parse(content).status).toBe(status)
  expect([4, 2]).toContain(Math.floor(status / 100))
  if (code !== undefined) expect(content).toMatchObject({ code })
}

const tokenFor = (name: CentralOperationName): string | undefined => {
  switch (centralOperations[name].credential) {
    case 'none':
      return undefined
    case 'device':
      return desk.deviceToken
    case 'portal':
      return portalToken
    case 'session':
      return name === 'acceptVerifiers' ? mailroom.session.accessToken : administrator.session.accessToken
  }
}
const postOperations = (Object.keys(centralOperations) as CentralOperationName[]).filter((name) => centralOperations[name].method === 'POST')
const pathOf = (name: CentralOperationName): string =>
  centralOperations[name].path.replace('{listId}', randomUUID()).replace('{lotId}', randomUUID()).replace('{part}', '0')
    .replace('{batchId}', randomUUID()).replace('{facilityCode}', '2619900042').replace('{noticeId}', randomUUID()).replace('{documentId}', randomUUID())

describe('hostile requests', () => {
  it.each((Object.entries(centralOperations) as [CentralOperationName, Operation][]).filter(([, operation]) => operation.credential !== 'none'))(
    '%s wants its own credential', async (name, operation) => {
      const wrong = [undefined, 'x', 'device_0000000000000000000000000000000000000000000', portalToken, desk.deviceToken, mailroom.session.accessToken, administrator.session.refreshToken]
      // Anybody may sign out and see where a piece has been.
      const right = name === 'signOut' || name === 'noticeCustody' ? mailroom.session.accessToken : tokenFor(name)
      for (const token of wrong.filter((item) => item !== right)) {
        const answer = await send(pathOf(name), { method: operation.method, ...(token === undefined ? {} : { token }), ...(operation.method === 'POST' ? { body: '{}' } : {}) })
        expect([401, 403]).toContain(answer.status)
      }
    })

  it('answers problems for what is no request of the contract', async () => {
    await expectRefused(send('/v1/nothing', { method: 'GET' }), 'NOT_FOUND')
    await expectRefused(send('/%zz'), 'INVALID_REQUEST')
    await expectRefused(send('/v1/sessions', { method: 'PUT', body: '{}' }), 'NOT_FOUND')
    await expectRefused(send(`/v1/facility-lists/${'x'.repeat(5000)}/activation`))
    for (const body of ['', '{', 'null', '[]', '"x"', '{"__proto__":{"a":1}}', '{"enrolmentCode":"\\u0000","deviceName":"x"}', '{"enrolmentCode":"x","deviceName":"\\ud800"}']) {
      await expectRefused(send('/v1/devices', { body }))
    }
    await expectRefused(send('/v1/devices', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 'INVALID_REQUEST')
    await expectRefused(send('/v1/devices', { body: '{}', headers: { 'content-encoding': 'br' } }), 'INVALID_REQUEST')
    await expectRefused(send('/v1/devices', { body: '{}', headers: { 'content-encoding': 'gzip' } }), 'INVALID_REQUEST')
    await expectRefused(send('/v1/devices', { body: JSON.stringify({ enrolmentCode: 'x'.repeat(20_000), deviceName: 'x' }) }), 'PAYLOAD_TOO_LARGE')
    await expectRefused(send('/v1/sync/changes?limit=0', { method: 'GET', token: desk.deviceToken }), 'INVALID_REQUEST')
    await expectRefused(send('/v1/sync/changes?limit=1&limit=2', { method: 'GET', token: desk.deviceToken }), 'INVALID_REQUEST')
    await expectRefused(send(`/v1/facilities?sinceVersion=${2 ** 53}`, { method: 'GET', token: desk.deviceToken }), 'INVALID_REQUEST')
    await expectRefused(send(`/v1/facility-lists/${randomUUID()}'--/activation`, { token: administrator.session.accessToken, body: '{"expectedCount":1}' }), 'INVALID_REQUEST')
  })

  it('cuts off a small body that inflates without end', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20)))
    await expectRefused(send('/v1/sync/mutations', { body: bomb, headers: { 'content-encoding': 'gzip' }, token: desk.deviceToken }), 'PAYLOAD_TOO_LARGE')
  })

  it('outlives nesting without end and what is not HTTP', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const envelope = { ...desk.envelope(administrator, 'call.saved', {}), payload: 'HERE' }
    const body = JSON.stringify({ clientVersion: '1.0.0', mutations: [envelope] }).replace('"HERE"', deep)
    const answer = await send('/v1/sync/mutations', { body, token: desk.deviceToken })
    expect(answer).toMatchObject({ status: 200, content: { outcomes: [{ outcome: 'rejected', code: 'INVALID_PAYLOAD' }] } })
    const { hostname, port } = new URL(test.url)
    const reply = await new Promise<string>((resolve) => {
      const parts: Buffer[] = []
      const socket = connect(Number(port), hostname, () => socket.write('\u0016\u0003\u0001 nonsense\r\n\r\n'))
      socket.on('data', (part) => parts.push(part)).on('close', () => resolve(Buffer.concat(parts).toString()))
    })
    expect(reply).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*INVALID_REQUEST/u)
  })

  it('answers any JSON with a problem or an outcome, never with a fault of its own', async () => {
    const nasty = fc.oneof(
      fc.constantFrom<unknown>(`'; drop table staff; --`, '\u0000', '\ud800', '<script>alert(1)</script>', '../../etc/passwd', 1e308, -1, 2 ** 60, '9999-12-31', '0000-01-01T00:00:00.000Z'),
      fc.jsonValue({ maxDepth: 3 }),
    )
    await fc.assert(fc.asyncProperty(fc.constantFrom(...postOperations), nasty, fc.dictionary(fc.constantFrom('staffId', 'password', 'listId', 'coverage', 'pieces', 'readings', 'reading', 'replacements', 'successorCode', 'facilities', 'mutations', 'clientVersion', 'refreshToken', 'deviceName', 'enrolmentCode'), nasty), async (name, whole, fields) => {
      const token = tokenFor(name)
      for (const body of [JSON.stringify(whole), JSON.stringify(fields)]) {
        const { status } = await send(pathOf(name), { body, ...(token === undefined ? {} : { token }) })
        expect(status).toBeLessThan(500)
      }
    }), { numRuns: 150 })
  })

  it('gives an outcome to any payload of any type, whatever stands in its fields', async () => {
    const other = await enrolDesktop(test)
    const who = await other.signIn('administrator')
    const text = fc.constantFrom<unknown>(`'; drop table notice; --`, '\u0000', 'x'.repeat(10_000), '0000-01-01T00:00:00.000Z', '0000-01-01', randomUUID().toUpperCase(), 2 ** 53 - 1, null, [], {})
    const base = { ...call('administrator'), noticeId: randomUUID(), verificationId: randomUUID(), pieceId: 'x'.repeat(12), reason: null, entries: [] }
    await fc.assert(fc.asyncProperty(fc.constantFrom(...mutationTypes), fc.dictionary(fc.constantFrom(...Object.keys(base)), text), async (type, fields) => {
      const outcome = await other.send(who, type, { ...base, ...fields })
      expect(outcome).toMatch(/^[A-Z_]+$/u)
    }), { numRuns: 150 })
    expect((await other.pull()).changes.length).toBeGreaterThan(0)
  })

  it('writes no token, code, name or password into the log', () => {
    const whole = logged.join('\n')
    expect(logged.length).toBeGreaterThan(100)
    expect(whole).toContain('"operation":"signIn"')
    for (const secret of [desk.deviceToken, portalToken, administrator.session.accessToken, 'right-password-1', '/v1/', 'drop table', '名前', 'administrator']) expect(whole).not.toContain(secret)
    expect(whole).not.toContain('request failed')
  })
})
