import { Worker } from 'node:worker_threads'
import { ListFileError } from './list-file-error.ts'
import type { ListFileSource } from './list-files-types.ts'
import type { ListWorkerData, ListWorkerMessage } from './list-worker-messages.ts'

export interface ListWorkerHost {
  /** The entry of the worker: the source by default, another place after bundling. */
  readonly workerUrl?: URL
  /** Heap of the worker in MB; a list that needs more is refused as too large. */
  readonly maximumHeapMegabytes?: number
}

/** What comes in while the worker works: whatever is not its end. */
type Answer = Exclude<ListWorkerMessage, { kind: 'failed' | 'broken' }>

/**
 * Runs the worker with a task until `take` has made a result of a message. The thread has ended when the promise settles.
 * @throws ListFileError as it was thrown in the worker, or tooLarge where its memory did not do
 * @throws the signal's reason when aborted (at once, whatever the worker is doing)
 * @throws what `take` throws
 */
export async function runListWorker<Result>(
  data: ListWorkerData,
  host: ListWorkerHost,
  signal: AbortSignal | undefined,
  take: (message: Answer, worker: Worker) => Promise<Result | undefined>,
): Promise<Result> {
  signal?.throwIfAborted()
  const worker = new Worker(host.workerUrl ?? new URL('./list-worker.ts', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: host.maximumHeapMegabytes ?? 1_024, maxYoungGenerationSizeMb: 16 },
  })
  try {
    return await new Promise<Result>((resolve, reject) => {
      const answer = async (message: Answer): Promise<void> => {
        const result = await take(message, worker)
        if (result !== undefined) resolve(result)
      }
      worker.on('message', (message: ListWorkerMessage) => {
        if (message.kind === 'failed') reject(new ListFileError(message.code, message, message.sentence))
        else if (message.kind === 'broken') reject(message.error)
        else answer(message).catch(reject)
      })
      worker.once('error', (error) => reject(isOutOfMemory(error) ? tooLarge(data.sources, error) : error))
      worker.once('exit', () => {
        // The thread's last message is handed out in the same turn, and its result comes a moment later.
        setImmediate(() => reject(new Error('The list worker ended without an answer')))
      })
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: endOf(worker) })
    })
  } finally {
    await worker.terminate()
  }
}

/** Aborts when the worker has ended: listeners bound to it go with it. */
function endOf(worker: Worker): AbortSignal {
  const ended = new AbortController()
  worker.once('exit', () => ended.abort())
  return ended.signal
}

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooLarge(sources: readonly ListFileSource[], cause: unknown): ListFileError {
  return new ListFileError('tooLarge', { file: sources.map((source) => source.name).join('、') }, '大きすぎて読み切れません。一覧のファイルか確かめ、分けて取り込んでください。', { cause })
}
