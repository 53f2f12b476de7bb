/** Hostile requests by a fixed seed (test/hostile; more of them: npm run fuzz:hostile), and what they have found so far, one by one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { silentLog } from '#central/ports.ts'
import { problemSchema } from '#shared/contract/central/problem.ts'
import { mutationTypes } from '#shared/contract/central/sync.ts'
import { mark } from '#test/hostile/hostile-values.ts'
import { judge, judgeLog } from '#test/hostile/judge.ts'
import { exchange, type RawAnswer } from '#test/hostile/raw-http.ts'
import { allOperations, bytesOf, type HostileRequest, type Parts } from '#test/hostile/requests/hostile-request.ts'
import { runHostile } from '#test/hostile/run-hostile.ts'
import { enrolDesktop, type Desktop } from './support/desktop.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

const portOf = (test: TestCentral): number => Number(new URL(test.url).port)

describe('hostile requests', () => {
  it('end in no fault of central, tell nothing and have no effect (seed 1)', async () => {
    const report = await runHostile({ seed: 1, requests: 300 })
    // A run that left something out, or in which all was refused at the door, would prove little.
    expect(allOperations.filter((name) => report.operations[name] === undefined)).toEqual([])
    expect(mutationTypes.filter((type) => !Object.keys(report.mutations).some((key) => key.startsWith(`${type} `)))).toEqual([])
    expect(Object.keys(report.kinds)).toEqual(expect.arrayContaining(['fields', 'bytes', 'path', 'query', 'headers', 'credentials', 'compressed', 'smuggling', 'push', 'allowed']))
    expect(Object.keys(report.statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404']))
    expect(report.accepted['pushMutations']).toBeGreaterThan(20)
    expect(report.wrongCredentials).toBeGreaterThan(400)
  })
})

describe('what hostile requests have found', () => {
  let test: TestCentral
  let desk: Desktop
  const faults: string[] = []
  beforeAll(async () => {
    test = await startTestCentral({ log: { ...silentLog, error: (event) => void faults.push(event) } })
    desk = await enrolDesktop(test)
  })
  afterAll(() => test.close())

  const send = async (parts: Partial<Parts>): Promise<RawAnswer | undefined> => {
    const bytes = bytesOf({ method: 'GET', target: '/health', headers: [], body: null, ...parts })
    const { answers: [answer] } = await exchange(portOf(test), { bytes, endsHalfway: false })
    return answer
  }
  const isAlive = async () => (await send({}))?.status === 200

  // What nobody reads has nobody who listens to its errors: the process ended.
  it.each([['GET', '/health'], ['GET', '/v1/nothing'], ['POST', '/v1/devices'], ['DELETE', '/v1/sessions/current']])('survives a body of %s %s that only claims to be compressed', async (method, target) => {
    for (const body of [Buffer.alloc(0), Buffer.from('{}'), gzipSync('{}').subarray(0, 10)]) {
      for (const type of ['application/json', 'text/plain']) {
        const answer = await send({ method, target, headers: [['content-encoding', 'gzip'], ['content-type', type]], body })
        expect(answer?.status ?? 400).toBeLessThan(500)
        expect(await isAlive()).toBe(true)
      }
    }
    const tooLong = await send({ method, target, headers: [['content-encoding', 'gzip'], ['content-type', 'application/json'], ['content-length', '99999']], body: Buffer.alloc(99_999, 1) })
    expect(tooLong?.status ?? 400).toBeLessThan(500)
    expect(await isAlive()).toBe(true)
  })

  const expectProblem = (answer: RawAnswer | undefined, code: string) => {
    expect(answer?.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(problemSchema.parse(JSON.parse(answer?.body ?? 'null')).code).toBe(code)
  }

  // Node's own empty pages, and what never came as far as the hooks.
  it.each([
    ['an unknown expectation', 'GET /health HTTP/1.1\r\nconnection: close\r\nhost: x\r\nexpect: nonsense\r\n\r\n'],
    ['no host', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['an address that cannot be read', 'GET /%zz HTTP/1.1\r\nconnection: close\r\nhost: x\r\n\r\n'],
    ['no HTTP', 'nonsense\r\n\r\n'],
  ])('answers %s with a problem like any other', async (_what, text) => {
    const { answers: [answer] } = await exchange(portOf(test), { bytes: Buffer.from(text), endsHalfway: false })
    expectProblem(answer, 'INVALID_REQUEST')
  })

  it('logs no fault of its own for whoever does not wait for the answer', async () => {
    for (const headers of ['', 'content-length: 5000\r\n', 'transfer-encoding: chunked\r\n']) {
      const text = `POST /v1/sync/mutations HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${desk.deviceToken}\r\ncontent-type: application/json\r\n${headers}\r\nFFFFFFFFFFFFFFFFFF\r\n{}`
      await exchange(portOf(test), { bytes: Buffer.from(text), endsHalfway: true })
    }
    expect(await isAlive()).toBe(true)
    expect(faults).toEqual([])
  })
})

describe('limits', () => {
  let test: TestCentral
  beforeAll(async () => {
    test = await startTestCentral({ rateLimits: { everything: 40, signIn: 3, enrolDevice: 4, redeemNotice: 5 } })
  })
  afterAll(() => test.close())

  const ask = async (target: string, headers: Parts['headers'] = []): Promise<RawAnswer | undefined> => {
    const isPost = target !== '/health'
    const { answers: [answer] } = await exchange(portOf(test), { bytes: bytesOf({ method: isPost ? 'POST' : 'GET', target, headers, body: isPost ? Buffer.from('{}') : null }), endsHalfway: false })
    return answer
  }

  it.each([['/v1/sessions', 3], ['/v1/staff-confirmations', 3], ['/v1/devices', 4], ['/v1/notice-redemptions', 5], ['/health', 40]])('%s is answered so often a minute to one address, whatever address it says it has', async (target, limit) => {
    const statuses: (number | undefined)[] = []
    for (let time = 0; time <= limit; time++) statuses.push((await ask(target, [['x-forwarded-for', `10.0.0.${time}`], ['x-real-ip', `10.0.1.${time}`]]))?.status)
    expect(statuses.slice(0, limit)).not.toContain(429)
    expect(statuses[limit]).toBe(429)
    const refused = await ask(target)
    expect(problemSchema.parse(JSON.parse(refused?.body ?? 'null'))).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfter: 60 })
    expect(refused?.headers['retry-after']).toBe('60')
  })
})

describe('the judge of answers', () => {
  const request: HostileRequest = { kind: 'fields', operation: 'compareMail', what: '', wire: { bytes: Buffer.alloc(0), endsHalfway: false }, mustBeRefused: true, mayGoUnanswered: false }
  const world = { secrets: ['secret-1'], personal: ['秘匿花子'] }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  const document = { type: 'urn:helpline-desk:problem:NOT_FOUND', title: 'Not found', status: 404, code: 'NOT_FOUND' }
  const verdict = (answer: Partial<RawAnswer>, more: Partial<HostileRequest> = {}) => {
    const whole: RawAnswer = { status: 404, headers, body: JSON.stringify(document), ...answer }
    return () => judge(world, { ...request, ...more }, { answers: [whole], text: `${JSON.stringify(whole.headers)}\r\n\r\n${whole.body}`, hasTimedOut: false })
  }

  it('takes the document of the contract and nothing else', () => {
    expect(verdict({})).not.toThrow()
    expect(verdict({ status: 500 })).toThrow('our own fault')
    expect(verdict({ status: 302 })).toThrow('somewhere else')
    expect(verdict({ headers: { ...headers, 'content-type': 'text/html' } })).toThrow('no problem document')
    expect(verdict({ headers: { ...headers, server: 'x' } })).toThrow('a header server')
    expect(verdict({ headers: { 'content-type': 'application/problem+json' } })).toThrow('sniffed')
    expect(verdict({ body: JSON.stringify({ ...document, detail: 'relation "staff"' }) })).toThrow('more than the contract')
    expect(verdict({ status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: '{"result":"match"}' })).toThrow('was accepted')
  })

  it('sees a secret, a caller and what is not of the contract in what was accepted', () => {
    const success = { status: 200, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } }
    const accepted = { mustBeRefused: false }
    expect(verdict({ ...success, body: '{"result":"match"}' }, accepted)).not.toThrow()
    expect(verdict({ ...success, body: '{"result":"match","mailHash":"x"}' }, accepted)).toThrow('holds more')
    expect(verdict({ ...success, headers: { ...success.headers, vary: 'secret-1' }, body: '{"result":"match"}' }, accepted)).toThrow('a secret')
    expect(verdict({ ...success, body: '{"ended":true}', headers: { ...success.headers, date: '秘匿花子' } }, { ...accepted, operation: 'signOut' })).toThrow('of a caller')
  })

  it('reads the log too', () => {
    expect(() => judgeLog(world, ['{"operation":"signIn","status":401}'])).not.toThrow()
    for (const line of ['{"x":"secret-1"}', '{"name":"秘匿花子"}', `{"type":"${mark}"}`, '{"url":"/v1/sessions"}', '{"msg":"request failed"}']) expect(() => judgeLog(world, [line])).toThrow()
  })
})
