import type { ListFileErrorCode } from './list-file-error.ts'
import type { InspectedListFile, InspectListOptions, ListFilesProgress, ListFilesReport, ListFileSource, ParsedRecord, ReadListOptions } from './list-files-types.ts'

/** What the worker is started with. */
export type ListWorkerData =
  | { readonly task: 'read'; readonly sources: readonly ListFileSource[]; readonly options: Omit<ReadListOptions, 'signal' | 'onProgress'> }
  | { readonly task: 'inspect'; readonly sources: readonly ListFileSource[]; readonly options: Omit<InspectListOptions, 'signal'> }

/** To the worker: the batch it sent last has been stored, it may send the next. */
export interface BatchStored {
  readonly kind: 'batchStored'
}

/** From the worker. Exactly one of done, inspected, failed and broken comes last. */
export type ListWorkerMessage =
  | { readonly kind: 'records'; readonly batch: ParsedRecord[] }
  | { readonly kind: 'progress'; readonly progress: ListFilesProgress }
  | { readonly kind: 'done'; readonly report: ListFilesReport }
  | { readonly kind: 'inspected'; readonly files: InspectedListFile[] }
  | { readonly kind: 'failed'; readonly code: ListFileErrorCode; readonly sentence: string; readonly file: string; readonly sheet?: string; readonly row?: number }
  | { readonly kind: 'broken'; readonly error: unknown }
