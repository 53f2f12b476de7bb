/** The entry of the worker thread: reads the lists it was started with (see read-in-worker.ts). */
import { once } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { ListFileError, readListFiles } from './read-list-files.ts'
import type { ListWorkerData, ListWorkerMessage } from './list-worker-messages.ts'

async function work(port: MessagePort, { sources, options }: ListWorkerData): Promise<void> {
  const post = (message: ListWorkerMessage): void => port.postMessage(message)
  try {
    const report = await readListFiles(
      sources,
      { ...options, onProgress: (progress) => post({ kind: 'progress', progress }) },
      {
        records: async (batch) => {
          const stored = once(port, 'message')
          post({ kind: 'records', batch })
          await stored
        },
      },
    )
    post({ kind: 'done', report })
  } catch (error) {
    if (error instanceof ListFileError) {
      const { code, sentence, file, sheet, row } = error
      post({ kind: 'failed', code, sentence, file, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) })
    } else {
      post({ kind: 'broken', error })
    }
  } finally {
    port.close()
  }
}

if (parentPort !== null) void work(parentPort, workerData as ListWorkerData)
