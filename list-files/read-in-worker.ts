import type { ListFilesReport, ListFileSource, ListRecordSink, ReadListOptions } from './list-files-types.ts'
import type { BatchStored } from './list-worker-messages.ts'
import { runListWorker, type ListWorkerHost } from './run-list-worker.ts'

export type ReadInWorkerHost = ListWorkerHost

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
  return await runListWorker<ListFilesReport>({ task: 'read', sources, options: plainOptions }, host, signal, async (message, worker) => {
    if (message.kind === 'done') return message.report
    if (message.kind === 'progress') onProgress?.(message.progress)
    if (message.kind === 'records') {
      await sink.records(message.batch)
      worker.postMessage({ kind: 'batchStored' } satisfies BatchStored)
    }
    return undefined
  })
}
