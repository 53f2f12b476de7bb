/** The thread that writes the facility list, as promises. One at a time; ended when its fetch has ended. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { asDatabaseError } from '../../database/open-errors.ts'
import type { ListWriterAnswer, ListWriterData, ListWriterRequest } from './list-writer-messages.ts'
import type { ListTarget } from './incoming-list.ts'
import type { ListFiles } from './make-list.ts'

export interface ListWriter {
  /** @returns where an interrupted fetch of the same target goes on; null = at the first facility */
  begin(target: ListTarget): Promise<{ afterCode: string | null }>
  /**
   * Takes one reply of listFacilities, as it came. Settles when it is known where the next one begins, before it is checked and stored: the next
   * one may be fetched meanwhile. The last one settles when it is stored.
   * @returns null where the reply does not fit the contract
   * @throws CentralUnreachable where the reply before it did not, though its end could be read; nothing of it is stored
   */
  page(body: Uint8Array<ArrayBuffer>): Promise<{ nextAfterCode: string | null } | null>
  /** @returns whether `files.made` is a whole list to be put into use; else the list in use has been changed */
  finish(target: ListTarget, updatedAt: string): Promise<{ isNewFile: boolean }>
  /** Makes a list of an earlier schema anew from its rows. */
  renew(): Promise<void>
  /** Ends the thread once what was handed to it is stored. */
  close(): Promise<void>
  /** Ends it at once; what was being stored is undone. */
  interrupt(): Promise<void>
}

/** Thrown at whoever waits when the thread is ended: the program stops; what has come in is kept. */
const stopped = () => new DeskError('OFFLINE', 'STOPPING')

export const unreadablePage = (): CentralUnreachable => new CentralUnreachable(new Error('A page of the list does not fit the contract'))

export const startListWriter = (files: ListFiles): ListWriter => {
  const worker = new Worker(new URL('./list-writer-worker.ts', import.meta.url), {
    workerData: { files } satisfies ListWriterData,
    // A page of five thousand facilities is the most it holds; the rest is SQLite's, and plain numbers while the index is made.
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
  })
  let waiting: { resolve: (answer: ListWriterAnswer) => void; reject: (error: unknown) => void } | null = null
  let failure: unknown = null
  let hasEnded = false

  const fail = (error: unknown) => {
    failure ??= error
    waiting?.reject(failure)
    waiting = null
  }
  worker.on('message', (message: ListWriterAnswer) => {
    // A page that was told to be read and then was not what the contract says.
    if (message.kind === 'unreadable' && waiting === null) fail(unreadablePage())
    else if (message.kind === 'failed') fail(asDatabaseError({ code: message.code, cause: message.error }) ?? message.error)
    else {
      waiting?.resolve(message)
      waiting = null
    }
  })
  worker.on('error', fail)
  worker.on('exit', () => {
    hasEnded = true
    fail(stopped())
  })

  const ask = async <K extends ListWriterAnswer['kind']>(request: ListWriterRequest, kind: K, transfer: ArrayBuffer[] = []): Promise<Extract<ListWriterAnswer, { kind: K }> | null> => {
    const answer = await new Promise<ListWriterAnswer>((resolve, reject) => {
      if (failure !== null) {
        reject(failure as Error)
        return
      }
      waiting = { resolve, reject }
      worker.postMessage(request, transfer)
    })
    return answer.kind === kind ? (answer as Extract<ListWriterAnswer, { kind: K }>) : null
  }

  return {
    begin: async (target) => ({ afterCode: (await ask({ kind: 'begin', target }, 'begun'))?.afterCode ?? null }),
    page: async (body) => await ask({ kind: 'page', body }, 'page', [body.buffer]),
    finish: async (target, updatedAt) => ({ isNewFile: (await ask({ kind: 'finish', target, updatedAt }, 'finished'))?.isNewFile ?? false }),
    renew: async () => void (await ask({ kind: 'renew' }, 'finished')),
    close: async () => {
      if (hasEnded) return
      const ended = once(worker, 'exit')
      worker.postMessage({ kind: 'end' } satisfies ListWriterRequest)
      await ended
    },
    interrupt: async () => void (await worker.terminate()),
  }
}
