/**
 * The typed client of the central API, made from the table of operations. Pure: network and compression are
 * handed in by the host.
 */
import type { z } from 'zod'
import { centralOperations, type CentralOperationName, type CentralOperations, type Operation } from './operations.ts'
import { CentralProblem, CentralUnreachable, problemContentType, problemSchema } from './problem.ts'

type Part<O, Key extends string, Direction extends 'input' | 'output'> = O extends Readonly<Record<Key, infer Schema extends z.ZodType>>
  ? { readonly [K in Key]: Direction extends 'input' ? z.input<Schema> : z.output<Schema> }
  : { readonly [K in Key]?: undefined }

/** `body`, `parameters` as the operation declares them; `query` only where it has one, and may then be left out. */
export type CentralCallInput<N extends CentralOperationName> = Part<CentralOperations[N], 'body', 'input'> &
  Part<CentralOperations[N], 'parameters', 'output'> & {
    readonly query?: Part<CentralOperations[N], 'query', 'output'>['query']
    /** Bearer credential of this call: of the device, of the session or of the portal. Instead of the client's own. */
    readonly token?: string
    readonly signal?: AbortSignal
    readonly timeoutMilliseconds?: number
  }
export type CentralReply<N extends CentralOperationName> = z.output<CentralOperations[N]['reply']>

export interface CentralClientOptions {
  /** Without a slash at the end: http://127.0.0.1:8080 */
  readonly baseUrl: string
  readonly fetch: typeof fetch
  /** Bearer credential of calls that name none. */
  readonly token?: string
  /** Of a call that names none. */
  readonly timeoutMilliseconds?: number
  /** Gzip; bodies above `compressAboveCharacters` are sent compressed when it is given. */
  readonly compress?: (text: string) => Promise<Uint8Array<ArrayBuffer>>
  readonly compressAboveCharacters?: number
}

export interface CentralClient {
  /**
   * @throws CentralProblem when central answered with a problem
   * @throws CentralUnreachable when no answer of the contract came back (network, time-out, a proxy's page)
   */
  readonly call: <N extends CentralOperationName>(name: N, input: CentralCallInput<N>) => Promise<CentralReply<N>>
  /**
   * The reply as bytes (JSON, not yet read), for whoever reads large ones elsewhere. Errors as `call`; whether it fits
   * the contract is for the reader to find out.
   */
  readonly download: <N extends CentralOperationName>(name: N, input: CentralCallInput<N>) => Promise<Uint8Array<ArrayBuffer>>
}

interface AnyInput {
  readonly body?: unknown
  readonly query?: Record<string, unknown> | undefined
  readonly parameters?: Record<string, unknown> | undefined
  readonly token?: string
  readonly signal?: AbortSignal
  readonly timeoutMilliseconds?: number
}

const defaultTimeoutMilliseconds = 20_000

function pathOf(operation: Operation, input: AnyInput): string {
  const path = operation.path.replace(/\{(\w+)\}/gu, (_, key: string) => encodeURIComponent(String(input.parameters?.[key])))
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) query.set(key, String(value))
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

export function createCentralClient(options: CentralClientOptions): CentralClient {
  const baseUrl = options.baseUrl.replace(/\/+$/u, '')

  async function encodedBody(operation: Operation, input: AnyInput): Promise<{ body?: BodyInit; headers: Record<string, string> }> {
    if (operation.body === undefined) return { headers: {} }
    const text = JSON.stringify(input.body)
    const headers = { 'content-type': 'application/json' }
    if (options.compress === undefined || text.length <= (options.compressAboveCharacters ?? 4096)) return { body: text, headers }
    return { body: await options.compress(text), headers: { ...headers, 'content-encoding': 'gzip' } }
  }

  async function send<T>(operation: Operation, input: AnyInput, read: (response: Response) => Promise<T>): Promise<{ status: number; contentType: string; content: T }> {
    const token = input.token ?? options.token
    const timeout = AbortSignal.timeout(input.timeoutMilliseconds ?? options.timeoutMilliseconds ?? defaultTimeoutMilliseconds)
    const { body, headers } = await encodedBody(operation, input)
    try {
      const response = await options.fetch(baseUrl + pathOf(operation, input), {
        method: operation.method,
        headers: { accept: `application/json, ${problemContentType}`, ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        ...(body === undefined ? {} : { body }),
        signal: input.signal === undefined ? timeout : AbortSignal.any([input.signal, timeout]),
        redirect: 'error',
      })
      const content = await read(response)
      return { status: response.status, contentType: response.headers.get('content-type') ?? '', content }
    } catch (error) {
      throw new CentralUnreachable(error)
    }
  }

  const isGood = (status: number): boolean => status >= 200 && status < 300

  function problemOf(answer: { status: number; contentType: string }, content: unknown): CentralProblem | CentralUnreachable {
    const problem = problemSchema.safeParse(content)
    return !answer.contentType.startsWith(problemContentType) || !problem.success
      ? new CentralUnreachable(new Error(`Status ${answer.status} without a problem document`))
      : new CentralProblem(problem.data)
  }

  return {
    async call<N extends CentralOperationName>(name: N, input: CentralCallInput<N>): Promise<CentralReply<N>> {
      const operation: Operation = centralOperations[name]
      const answer = await send(operation, input as AnyInput, async (response) => (await response.json()) as unknown)
      if (!isGood(answer.status)) throw problemOf(answer, answer.content)
      const reply = operation.reply.safeParse(answer.content)
      if (!reply.success) throw new CentralUnreachable(new Error('The answer does not fit the contract'))
      return reply.data as CentralReply<N>
    },
    async download<N extends CentralOperationName>(name: N, input: CentralCallInput<N>): Promise<Uint8Array<ArrayBuffer>> {
      const answer = await send(centralOperations[name], input as AnyInput, async (response) => isGood(response.status) ? await response.arrayBuffer() : ((await response.json()) as unknown))
      if (!isGood(answer.status) || !(answer.content instanceof ArrayBuffer)) throw problemOf(answer, answer.content)
      return new Uint8Array(answer.content)
    },
  }
}
