/** Entry of the thread that writes the facility list's database. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { centralOperations } from '#shared/contract/central/operations.ts'
import type { ListWriterAnswer, ListWriterData, ListWriterRequest } from './list-writer-messages.ts'
import type { ListHandle } from './open-list-file.ts'
import { addPage, beginIncoming } from './incoming-list.ts'
import { finishIncoming, renewList } from './write-list.ts'

const { files } = workerData as ListWriterData
const answer = (message: ListWriterAnswer): void => parentPort?.postMessage(message)
const pageReply = centralOperations.listFacilities.reply

const whatFollows = z.object({ nextAfterCode: z.string().nullable() })

let incoming: ListHandle | null = null
/** A page did not fit the contract: none after it is stored, so that the fetch goes on before it. */
let isUnreadable = false

const handle = (request: ListWriterRequest): ListWriterAnswer | null => {
  if (request.kind === 'end') {
    if (incoming?.open === true) incoming.close()
    parentPort?.close()
    return null
  }
  if (request.kind === 'renew') {
    renewList(files)
    return { kind: 'finished', isNewFile: true }
  }
  if (request.kind === 'begin') {
    const begun = beginIncoming(files.incoming, files.key, request.target)
    incoming = begun.handle
    return { kind: 'begun', afterCode: begun.afterCode }
  }
  if (incoming === null) throw new Error('Nothing was begun')
  if (request.kind === 'page') {
    if (isUnreadable) return { kind: 'unreadable' }
    const reply: unknown = JSON.parse(Buffer.from(request.body).toString('utf8'))
    const next = whatFollows.safeParse(reply)
    // Told before it is checked and stored: the next page is on its way meanwhile. After the last one nothing is.
    const isToldEarly = next.success && next.data.nextAfterCode !== null
    if (isToldEarly) answer({ kind: 'page', nextAfterCode: next.data.nextAfterCode })
    const parsed = pageReply.safeParse(reply)
    if (!parsed.success) {
      isUnreadable = true
      return { kind: 'unreadable' }
    }
    addPage(incoming, parsed.data.facilities, parsed.data.nextAfterCode)
    return isToldEarly ? null : { kind: 'page', nextAfterCode: parsed.data.nextAfterCode }
  }
  return { kind: 'finished', isNewFile: finishIncoming(files, incoming, request.target, request.updatedAt) }
}

parentPort?.on('message', (request: ListWriterRequest) => {
  try {
    const reply = handle(request)
    if (reply !== null) answer(reply)
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    answer(error instanceof SyntaxError ? { kind: 'unreadable' } : { kind: 'failed', error: error instanceof Error ? error : new Error('The list writer failed'), code })
  }
})
