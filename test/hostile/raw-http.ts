/** HTTP by hand over a socket: what no HTTP client would send, and every byte of what comes back. */
import { connect } from 'node:net'

export interface Wire {
  readonly bytes: Uint8Array
  /** The sender closes its side afterwards: for what will never be a whole request. */
  readonly endsHalfway: boolean
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Exchange {
  readonly answers: readonly RawAnswer[]
  /** Everything that came back. */
  readonly text: string
  readonly hasTimedOut: boolean
}

const longestMilliseconds = 30_000

/** Sends and reads until central closes the connection. */
export function exchange(port: number, { bytes, endsHalfway }: Wire): Promise<Exchange> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let hasTimedOut = false
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const timer = setTimeout(() => {
      hasTimedOut = true
      socket.destroy()
    }, longestMilliseconds)
    socket.on('connect', () => {
      if (endsHalfway) socket.end(bytes)
      else socket.write(bytes)
    })
    socket.on('data', (part) => parts.push(part))
    // Central may close while a body it does not want is still on its way.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      const whole = Buffer.concat(parts)
      resolve({ answers: answersIn(whole), text: whole.toString('utf8'), hasTimedOut })
    })
  })
}

/** Answers one behind the other; what is no answer at all has the status 0. */
function answersIn(whole: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = whole
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    const head = end < 0 ? '' : rest.subarray(0, end).toString('latin1')
    const [first = '', ...lines] = head.split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /u.exec(first)?.[1] ?? 0)
    if (status === 0) return [...answers, { status: 0, headers: {}, body: rest.toString('utf8') }]
    const headers = Object.fromEntries(lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
    rest = rest.subarray(end + 4)
    if (status === 100) continue
    const { body, length } = bodyIn(rest, headers)
    answers.push({ status, headers, body: body.toString('utf8') })
    rest = rest.subarray(length)
  }
  return answers
}

function bodyIn(rest: Buffer, headers: Readonly<Record<string, string>>): { body: Buffer; length: number } {
  if (headers['transfer-encoding'] !== 'chunked') {
    const length = Number(headers['content-length'] ?? rest.length)
    return { body: rest.subarray(0, length), length }
  }
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at)
    const size = lineEnd < 0 ? 0 : Number.parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16)
    at = lineEnd < 0 ? rest.length : lineEnd + 2 + size + 2
    if (size === 0) return { body: Buffer.concat(parts), length: at }
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
  }
}
