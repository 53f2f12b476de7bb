import type { InspectedListFile, InspectListOptions, ListFileSource } from './list-files-types.ts'
import { runListWorker, type ListWorkerHost } from './run-list-worker.ts'

/**
 * `inspectListFile` for each source, in their order, in one thread of its own.
 * @throws the signal's reason when aborted
 * @throws ListFileError tooLarge where the worker's memory does not do; any other bad content is a `problem` of its file
 */
export async function inspectListFilesInWorker(sources: readonly ListFileSource[], options: InspectListOptions & ListWorkerHost = {}): Promise<InspectedListFile[]> {
  const { signal, workerUrl, maximumHeapMegabytes, ...plainOptions } = options
  const host = { ...(workerUrl !== undefined && { workerUrl }), ...(maximumHeapMegabytes !== undefined && { maximumHeapMegabytes }) }
  return await runListWorker<InspectedListFile[]>({ task: 'inspect', sources, options: plainOptions }, host, signal, (message) =>
    Promise.resolve(message.kind === 'inspected' ? message.files : undefined),
  )
}
