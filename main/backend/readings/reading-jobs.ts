/**
 * Readings for the list in use: 医療情報ネット's first, the dictionary's for the rest. Everything heavy runs in worker
 * threads; what is found is handed over in batches and stored by the caller.
 */
import type { ListFileLimits } from '#list-files/list-file-limits.ts'
import type { ListFileSource } from '#list-files/list-files-types.ts'
import { openDictionary, type Dictionary, type DictionaryHost } from './guess-readings.ts'
import type { JoinAnswer, JoinQuestion, JoinWorkerData } from './join-messages.ts'
import type { FacilityToRead, FoundReading } from './readings-types.ts'
import { openConversation, type Conversation } from './worker-conversation.ts'

export type { FacilityToRead, FoundReading } from './readings-types.ts'

export interface ReadingsProgress {
  /** `reading`: rows of the open data; `joining`, `guessing`: facilities looked at. */
  readonly step: 'reading' | 'joining' | 'guessing'
  readonly done: number
}

export interface ReadingsRequest {
  /** Files of the open data; none = guesses only. */
  readonly sources: readonly ListFileSource[]
  /** Facilities in use in order of code, after the one given; an empty page ends the list. Asked twice for each. */
  readonly namesPage: (afterCode: string | null, limit: number) => readonly FacilityToRead[] | Promise<readonly FacilityToRead[]>
  /** Aborting rejects with the signal's reason; the threads have ended by then. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadingsProgress) => void
  readonly limits?: ListFileLimits
}

export interface ReadingsSink {
  /** At most 500; the next call comes when the promise has settled. */
  readings(batch: readonly FoundReading[]): Promise<void>
}

export interface ReadingsHost extends DictionaryHost {
  /** The entry of the join's worker: the source by default, another place after bundling. */
  readonly joinWorkerUrl?: URL
}

/** What the facilities in use have when everything found is stored; readings by hand are in none of the first three. */
export interface ReadingsCounts {
  /** From 医療情報ネット: found now, or kept from before. */
  readonly official: number
  /** Guesses: made now, or kept from before. */
  readonly dictionary: number
  readonly without: number
  /** Usable rows of the open data. */
  readonly publishedRows: number
  /** Facilities that could be several published ones. */
  readonly ambiguous: number
}

/** Small enough that reading a page from the database and copying it to a thread take some milliseconds. */
const pageSize = 500

async function* pages(request: ReadingsRequest): AsyncGenerator<readonly FacilityToRead[]> {
  let after: string | null = null
  for (;;) {
    request.signal?.throwIfAborted()
    const page: readonly FacilityToRead[] = await request.namesPage(after, pageSize)
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last.facilityCode
  }
}

class ReadingsJob {
  readonly #request: ReadingsRequest
  readonly #sink: ReadingsSink
  readonly #host: ReadingsHost
  /** Codes (as numbers: 250,000 of them) with what was found for them. */
  readonly #official = new Set<number>()
  readonly #guessed = new Set<number>()
  #publishedRows = 0
  #ambiguous = 0

  constructor(request: ReadingsRequest, sink: ReadingsSink, host: ReadingsHost) {
    this.#request = request
    this.#sink = sink
    this.#host = host
  }

  async run(): Promise<ReadingsCounts> {
    if (this.#request.sources.length > 0) await this.#joinAll()
    return await this.#guessRest()
  }

  async #joinAll(): Promise<void> {
    const { sources, limits, signal, onProgress } = this.#request
    const workerData: JoinWorkerData = { sources, ...(limits !== undefined && { limits }) }
    const conversation = openConversation<JoinQuestion, JoinAnswer>(this.#host.joinWorkerUrl ?? new URL('./join-worker.ts', import.meta.url), {
      workerData, maximumHeapMegabytes: 768, signal, onProgress: (done) => onProgress?.({ step: 'reading', done }),
    })
    try {
      const published = await conversation.ask({ kind: 'read' })
      if (published.kind === 'published') this.#publishedRows = published.rows
      let looked = 0
      for await (const page of pages(this.#request)) {
        await this.#storeFound(conversation, { kind: 'facilities', facilities: page })
        looked += page.length
        onProgress?.({ step: 'joining', done: looked })
      }
      await this.#storeFound(conversation, { kind: 'facilities', facilities: [] })
    } finally {
      await conversation.close()
    }
  }

  async #storeFound(conversation: Conversation<JoinQuestion, JoinAnswer>, question: JoinQuestion): Promise<void> {
    for (let next: JoinQuestion | null = question; next !== null;) {
      const answer: JoinAnswer = await conversation.ask(next)
      if (answer.kind !== 'found') return
      this.#ambiguous = answer.ambiguous
      await this.#store(answer.readings)
      next = answer.hasMore ? { kind: 'more' } : null
    }
  }

  async #store(readings: readonly FoundReading[]): Promise<void> {
    if (readings.length === 0) return
    for (const { facilityCode, source } of readings) (source === 'official' ? this.#official : this.#guessed).add(Number(facilityCode))
    await this.#sink.readings(readings)
  }

  async #guessRest(): Promise<ReadingsCounts> {
    const counts = { official: 0, dictionary: 0, without: 0 }
    let dictionary: Dictionary | null = null
    let looked = 0
    try {
      for await (const page of pages(this.#request)) {
        const unread = page.filter(({ facilityCode, readingSource }) => readingSource === null && !this.#official.has(Number(facilityCode)) && !this.#guessed.has(Number(facilityCode)))
        if (unread.length > 0) {
          dictionary ??= openDictionary(this.#host, this.#request.signal)
          const guesses = await dictionary.guess(unread.map(({ name }) => name))
          await this.#store(unread.flatMap(({ facilityCode, name }, index) => {
            const reading = guesses[index] ?? null
            return reading === null ? [] : [{ facilityCode, name, reading, source: 'dictionary' as const }]
          }))
        }
        for (const { facilityCode, readingSource } of page) {
          const code = Number(facilityCode)
          if (readingSource === 'hand') continue
          if (readingSource === 'official' || this.#official.has(code)) counts.official++
          else if (readingSource === 'dictionary' || this.#guessed.has(code)) counts.dictionary++
          else counts.without++
        }
        looked += page.length
        this.#request.onProgress?.({ step: 'guessing', done: looked })
      }
    } finally {
      await dictionary?.close()
    }
    return { ...counts, publishedRows: this.#publishedRows, ambiguous: this.#ambiguous }
  }
}

/**
 * Finds readings: readings by hand are left alone, official ones are replaced by official ones only, a guess by an
 * official one only; facilities without any get what there is. The two threads run one after the other and have ended
 * when the promise settles.
 *
 * @throws ListFileError with a Japanese sentence naming file and row: what was handed over before does not count
 * @throws the signal's reason when aborted; what namesPage or the sink throws
 */
export async function readReadings(request: ReadingsRequest, sink: ReadingsSink, host: ReadingsHost = {}): Promise<ReadingsCounts> {
  return await new ReadingsJob(request, sink, host).run()
}
