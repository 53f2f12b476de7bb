/** The entry of the worker thread: reads or inspects the lists it was started with (see read-in-worker.ts). */
import { once } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { inspectListFile } from './inspect-list-file.ts'
import type { InspectedListFile } from './list-files-types.ts'
import { ListFileError, readListFiles } from './read-list-files.ts'
import type { ListWorkerData, ListWorkerMessage } from './list-worker-messages.ts'

async function resultOf(data: ListWorkerData, port: MessagePort): Promise<ListWorkerMessage> {
  const post = (message: ListWorkerMessage): void => port.postMessage(message)
  if (data.task === 'inspect') {
    const files: InspectedListFile[] = []
    for (const source of data.sources) files.push(await inspectListFile(source, data.options))
    return { kind: 'inspected', files }
  }
  const report = await readListFiles(
    data.sources,
    { ...data.options, onProgress: (progress) => post({ kind: 'progress', progress }) },
    {
      records: async (batch) => {
        const stored = once(port, 'message')
        post({ kind: 'records', batch })
        await stored
      },
    },
  )
  return { kind: 'done', report }
}

async function work(port: MessagePort, data: ListWorkerData): Promise<void> {
  try {
    port.postMessage(await resultOf(data, port))
  } catch (error) {
    port.postMessage(failureOf(error))
  } finally {
    port.close()
  }
}

function failureOf(error: unknown): ListWorkerMessage {
  if (!(error instanceof ListFileError)) return { kind: 'broken', error }
  const { code, sentence, file, sheet, row } = error
  return { kind: 'failed', code, sentence, file, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) }
}

if (parentPort !== null) void work(parentPort, workerData as ListWorkerData)
