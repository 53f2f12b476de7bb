import { Worker } from 'node:worker_threads'
import { ListFileError } from './list-file-error.ts'
import type { ListFilesReport, ListFileSource, ListRecordSink, ReadListOptions } from './list-files-types.ts'
import type { BatchStored, ListWorkerData, ListWorkerMessage } from './list-worker-messages.ts'

export interface ReadInWorkerHost {
  /** The entry of the worker: the source by default, another place after bundling. */
  readonly workerUrl?: URL
  /** Heap of the worker in MB; a list that needs more is refused as too large. */
  readonly maximumHeapMegabytes?: number
}

/**
 * The same as `readListFiles`, in a thread of its own, so that the backend's event loop stays free.
 * At most one batch of 500 records is on its way: the worker waits until the sink has stored it.
 * Progress comes without waiting. The thread has ended when the promise settles.
 *
 * @throws ListFileError as readListFiles does
 * @throws the signal's reason when aborted (at once, whatever the worker is doing)
 * @throws what the sink throws; the reading ends with it
 */
export async function readListFilesInWorker(sources: readonly ListFileSource[], options: ReadListOptions, sink: ListRecordSink, host: ReadInWorkerHost = {}): Promise<ListFilesReport> {
  const { signal, onProgress, ...plainOptions } = options
  signal?.throwIfAborted()
  const workerData: ListWorkerData = { sources, options: plainOptions }
  const worker = new Worker(host.workerUrl ?? new URL('./list-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: host.maximumHeapMegabytes ?? 1_024 },
  })
  try {
    return await new Promise<ListFilesReport>((resolve, reject) => {
      const storeBatch = async (batch: Parameters<ListRecordSink['records']>[0]): Promise<void> => {
        await sink.records(batch)
        worker.postMessage({ kind: 'batchStored' } satisfies BatchStored)
      }
      worker.on('message', (message: ListWorkerMessage) => {
        if (message.kind === 'records') storeBatch(message.batch).catch(reject)
        else if (message.kind === 'progress') onProgress?.(message.progress)
        else if (message.kind === 'done') resolve(message.report)
        else if (message.kind === 'failed') reject(new ListFileError(message.code, message, message.sentence))
        else reject(message.error)
      })
      worker.once('error', (error) => reject(isOutOfMemory(error) ? tooLarge(sources, error) : error))
      worker.once('exit', () => reject(new Error('The list worker ended without an answer')))
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
