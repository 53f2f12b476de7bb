/** Guesses of readings by a dictionary, in a thread of its own. */
import { openConversation } from './worker-conversation.ts'

/** Printed names, legal person and all; at most some hundreds. */
export type DictionaryQuestion = readonly string[]
/** Katakana without spaces, in the order asked; null = cannot be read. */
export type DictionaryAnswer = readonly (string | null)[]

export interface DictionaryWorkerData {
  readonly dictionaryFolder: string | null
}

export interface DictionaryHost {
  /** The entry of the worker: the source by default, another place after bundling. */
  readonly dictionaryWorkerUrl?: URL
  /** Folder of the dictionary's files (base.dat.gz …): the package's by default, another place after bundling. */
  readonly dictionaryFolder?: string
}

export interface Dictionary {
  /**
   * One call at a time.
   * @throws the signal's reason when aborted; what the worker fails with
   */
  guess(names: DictionaryQuestion): Promise<DictionaryAnswer>
  /** Ends the thread and with it its heap; what the process keeps of the pages is used again by the next worker. */
  close(): Promise<void>
}

/** Starts the worker; the dictionary is loaded (0.7 s) when the first guesses come back. Close it in a `finally`. */
export function openDictionary(host: DictionaryHost = {}, signal?: AbortSignal): Dictionary {
  const workerData: DictionaryWorkerData = { dictionaryFolder: host.dictionaryFolder ?? null }
  const conversation = openConversation<DictionaryQuestion, DictionaryAnswer>(host.dictionaryWorkerUrl ?? new URL('./dictionary-worker.ts', import.meta.url), { workerData, maximumHeapMegabytes: 512, signal })
  return { guess: conversation.ask, close: conversation.close }
}
