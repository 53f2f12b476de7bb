/**
 * A desktop at work until it is killed, or told to end by a line on standard input: ORDER-FILE (told.ts). For tests only.
 */
import { readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { gunzipSync } from 'node:zlib'
import { createBackend } from '#backend/index.ts'
import { silentLog, strongRandom, systemClock, uuidIds } from '#host/ports.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import { seededRandom } from '#trial/seeded-random.ts'
import { doSomething, type Desk } from './desk-work.ts'
import { lastSequenceOf, lookThrough, tableOf } from './opened-files.ts'
import { opening, working, type DeskOrder, type HandedOver, type ToldByDesk } from './told.ts'

const password = 'right-password-1'

const tell = (line: ToldByDesk): void => {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written)
    } catch (error) {
      // The reader is busy and the pipe full.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}

const order = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as DeskOrder
const random = seededRandom(order.seed)
let isToEnd = false
createInterface({ input: process.stdin }).on('line', () => { isToEnd = true }).on('close', () => { if (!isToEnd) process.exit(1) })

const textOf = (body: RequestInit['body']): string => (typeof body === 'string' ? body : body instanceof Uint8Array ? gunzipSync(body).toString('utf8') : '')

const telling: typeof globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  if (pathname === '/v1/sync/mutations') {
    const { mutations } = JSON.parse(textOf(init?.body)) as { mutations: (Omit<HandedOver, 'entityId'> & { payload: Record<string, unknown> })[] }
    tell({
      what: 'handedOver',
      mutations: mutations.map(({ mutationId, sequence, type, payload }) => ({ mutationId, sequence, type, entityId: String(payload['callId'] !== undefined && type === 'call.saved' ? payload['callId'] : payload['callbackId'] ?? payload['requestId'] ?? '') })),
    })
  }
  tell({ what: 'at', where: `→ ${pathname}` })
  const reply = await fetch(input, init)
  tell({ what: 'at', where: `← ${pathname}` })
  return reply
}

tell({ what: 'at', where: opening })
const backend = await createBackend({
  clock: systemClock, ids: uuidIds, random: strongRandom, log: { ...silentLog, error: (event, error) => void process.stderr.write(`${event} ${error instanceof Error ? `${error.name} ${error.stack ?? ''}` : ''}\n`) },
  printer: { describe: () => Promise.resolve({ name: 'none', isLive: false }), print: () => Promise.reject(new Error('Nothing is printed here')) },
  dataDirectory: order.directory, databaseKey: new Uint8Array(Buffer.from(order.databaseKey, 'hex')), central: { baseUrl: order.centralUrl, fetch: telling },
  host: 'command', resources: null, syncInterval: 60, clientVersion: '0.1.0',
})
const { rawReader } = backend.core.database
tell({ what: 'opened', checked: order.kept.length, wrong: lookThrough(rawReader, order) })
await backend.start()

const isEnrolled = (): boolean => rawReader.prepare(`SELECT count(*) FROM setting WHERE name = 'deviceToken'`).pluck().get() === 1
if (!isEnrolled()) {
  if (order.enrolmentCode === null) throw new Error('The enrolment is gone')
  tell({ what: 'at', where: 'enrolling' })
  await backend.link.enrol(order.enrolmentCode, order.operatorId)
}
tell({ what: 'enrolled' })
const handOverAndEnd = async (): Promise<never> => {
  for (let round = 0; round < 3; round += 1) await backend.engine.syncNow()
  await backend.stop()
  tell({ what: 'ended' })
  process.exit(0)
}
if (!order.isToWork) await handOverAndEnd()
tell({ what: 'at', where: 'signing in' })
const signedIn = async (staffId: string) => {
  const page = createInProcessClient(backend.dispatch, staffId)
  await page.session.signIn({ staffId, password })
  return page
}
// Nobody can be asked about a facility that is not here yet.
while (backend.core.facilityList.state() === null) await backend.engine.syncNow()
const page = await signedIn(order.operatorId)
let administrator: Awaited<ReturnType<typeof signedIn>> | null = null
let count = 0
const versionOf = (table: string, id: string): number => (rawReader.prepare(`SELECT version FROM "${table}" WHERE id = ?`).pluck().get(id) as number | undefined) ?? 0
const { administratorId } = order
const desk: Desk = {
  page, order, random,
  // Central may be away at the first try: then it is tried again.
  administrator: administratorId === null ? null : async () => (administrator ??= await signedIn(administratorId)),
  newText: () => `【${order.mark}.${(count += 1)}】`,
  done: (procedure, ...touched) => tell({
    what: 'acknowledged', procedure, lastSequence: lastSequenceOf(rawReader),
    records: touched.map(({ entity, id, texts = [] }) => ({ entity, id, texts, version: versionOf(tableOf[entity]!, id) })),
  }),
}
tell({ what: 'at', where: working })
const hasEnded = (): boolean => isToEnd
while (!hasEnded()) {
  const because = await doSomething(desk)
  if (because !== null) tell({ what: 'refused', procedure: 'a deed', because })
  // Whatever else is due has its turn, as between two keys of a person.
  await new Promise((resolve) => setImmediate(resolve))
}
await handOverAndEnd()
