/** What an answer may look like: nothing of ours, nothing of others, nothing of what was sent. */
import { callbackHeaders, callbackPage } from '#central/oidc/callback-page.ts'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import { centralProblems, problemContentType, type CentralProblemCode } from '#shared/contract/central/problem.ts'
import { mark } from './hostile-values.ts'
import { isSameJson } from './json-text.ts'
import type { HostileWorld } from './hostile-world.ts'
import type { Exchange, RawAnswer } from './raw-http.ts'
import { operationOf, type HostileRequest } from './requests/hostile-request.ts'

/** What no answer may hold but one that is for it. */
type Protected = Pick<HostileWorld, 'secrets' | 'personal'>

/** Thrown with what is wrong. */
export class Wrong extends Error {}
function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Wrong(what)
}

export const isSuccess = ({ status }: RawAnswer): boolean => status >= 200 && status < 300

/** Words of the database, of libraries and of this machine. */
const inner = /node_modules|postgres|pglite|typeorm|fastify|FST_|HPE_|ERR_[A-Z]|argon2|QueryFailed|syntax error|violates|relation "|duplicate key|\bat .{1,80}\.[jt]s:\d|\/work\/|\/home\/|Error:|zod|undefined/iu
const ownHeaders: ReadonlySet<string> = new Set([
  'content-type', 'content-length', 'cache-control', 'x-content-type-options', 'date', 'connection', 'keep-alive', 'vary', 'content-encoding', 'transfer-encoding', 'retry-after',
  'content-security-policy', 'referrer-policy', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset',
])

/** Byte for byte the document of its code. */
function judgeProblem({ status, headers, body }: RawAnswer): void {
  must(headers['content-type'] === problemContentType, `is no problem document but ${headers['content-type'] ?? 'nothing'}`)
  const { retryAfter, ...document } = JSON.parse(body) as { code: CentralProblemCode; retryAfter?: number }
  const { code } = document
  must(Object.hasOwn(centralProblems, code), 'has a code the contract does not know')
  must(isSameJson(document, { type: `urn:helpline-desk:problem:${code}`, ...centralProblems[code], code }) && status === centralProblems[code].status, 'says more than the contract')
  must(retryAfter === undefined || (Number.isSafeInteger(retryAfter) && headers['retry-after'] === String(retryAfter)), 'says otherwise in its header when to try again')
}

function judgeSuccess(name: CentralOperationName, { headers, body }: RawAnswer): void {
  must(headers['content-type']?.startsWith('application/json') === true, `is no JSON but ${headers['content-type'] ?? 'nothing'}`)
  const content: unknown = JSON.parse(body)
  const reply = operationOf(name).reply.safeParse(content)
  must(reply.success && isSameJson(JSON.parse(JSON.stringify(reply.data)), content), 'does not fit the contract, or holds more')
}

/** Desktops alone are told of callers. */
const tellsOfCallers: ReadonlySet<string> = new Set(['pullChanges', 'readRecord'] satisfies CentralOperationName[])

function judgeOne(request: HostileRequest, answer: RawAnswer): void {
  const { status, headers, body } = answer
  must(status !== 0, 'is no HTTP')
  must(status < 500, `is our own fault: ${status}`)
  must(isSuccess(answer) || status >= 400, `sends somewhere else: ${status}`)
  for (const [name, value] of Object.entries(headers)) must(ownHeaders.has(name) && !value.includes(mark), `has a header ${name}`)
  must(headers['x-content-type-options'] === 'nosniff' && headers['cache-control'] === 'no-store', 'may be sniffed or kept')
  if (request.isHead === true) return must(body === '', 'has a body')
  if (request.operation === 'callback') {
    must(status === 400 && body === callbackPage(null) && Object.entries(callbackHeaders).every(([name, value]) => headers[name] === value), 'is another page than the neutral one')
    return
  }
  if (!isSuccess(answer)) return judgeProblem(answer)
  must(!request.mustBeRefused, 'was accepted')
  // What is no operation may still be the question whether central is there.
  judgeSuccess(request.operation === 'none' ? 'health' : request.operation, answer)
}

/** @throws Wrong */
export function judge(world: Protected, request: HostileRequest, { answers, text, hasTimedOut }: Exchange): void {
  must(!hasTimedOut, 'was never answered')
  must(answers.length > 0 || request.mayGoUnanswered, 'was not answered')
  const [first, ...more] = answers
  if (first !== undefined) judgeOne(request, first)
  // Behind the first stand only refusals of what was no request of its own.
  for (const answer of more) {
    must(!isSuccess(answer), 'two requests were taken out of one')
    judgeOne({ ...request, isHead: false }, answer)
  }
  for (const secret of world.secrets) must(!text.includes(secret), 'holds a secret')
  const isForDesktops = tellsOfCallers.has(request.operation) && first?.status === 200
  if (!isForDesktops) for (const value of world.personal) must(!text.includes(value), 'tells of a caller')
  if (first !== undefined && !isSuccess(first)) must(!text.includes(mark), 'holds what was sent')
  const found = isForDesktops ? null : inner.exec(text)
  must(found === null || first?.status === 200, `tells of the inside: ${found?.[0] ?? ''}`)
}

/** @throws Wrong where a line tells of anybody, of a secret, of what was sent, or of an address */
export function judgeLog(world: Protected, lines: readonly string[]): void {
  for (const line of lines) {
    for (const value of [...world.secrets, ...world.personal, mark, '/v1/', 'Bearer']) must(!line.includes(value), `a log line tells too much: ${line.slice(0, 200)}`)
    must(!line.includes('request failed'), `central failed: ${line.slice(0, 1500)}`)
  }
}
