/** The entry of the worker thread that reads the open data and joins it with the list (see reading-jobs.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { nameKey } from '#shared/domain/search-key.ts'
import type { JoinAnswer, JoinQuestion, JoinWorkerData } from './join-messages.ts'
import { joinReadings, keptRow, type KeptRow } from './join-readings.ts'
import { readOpenData } from './open-data-file.ts'
import { createPublishedNames } from './published-names.ts'
import type { FacilityToRead, FoundReading } from './readings-types.ts'
import { answerQuestions } from './worker-conversation.ts'

const answerSize = 500

class JoinDesk {
  readonly #data: JoinWorkerData
  readonly #rows = new Map<string, KeptRow[]>()
  readonly #names = createPublishedNames()
  #facilities: FacilityToRead[] = []
  #found: FoundReading[] = []
  #ambiguous = 0

  constructor(data: JoinWorkerData) {
    this.#data = data
  }

  async answer(question: JoinQuestion, progress: (done: number) => void): Promise<JoinAnswer> {
    if (question.kind === 'read') return await this.#read(progress)
    if (question.kind === 'facilities') this.#take(question.facilities)
    const readings = this.#found.splice(0, answerSize)
    return { kind: 'found', readings, hasMore: this.#found.length > 0, ambiguous: this.#ambiguous }
  }

  async #read(onProgress: (done: number) => void): Promise<JoinAnswer> {
    const { sources, limits } = this.#data
    const { rows } = await readOpenData(sources, { onProgress, ...(limits !== undefined && { limits }) }, (published) => {
      for (const row of published) {
        const kept = keptRow(row)
        this.#names.add(kept.nameKey, kept.reading)
        const ofPrefecture = this.#rows.get(row.prefectureNumber)
        if (ofPrefecture === undefined) this.#rows.set(row.prefectureNumber, [kept])
        else ofPrefecture.push(kept)
      }
    })
    return { kind: 'published', rows }
  }

  /** Codes begin with their prefecture: when the next one comes, the one before is whole. */
  #take(facilities: readonly FacilityToRead[]): void {
    for (const facility of facilities) {
      if (this.#facilities.length > 0 && facility.prefectureNumber !== this.#facilities[0]?.prefectureNumber) this.#join()
      this.#facilities.push(facility)
    }
    if (facilities.length === 0) this.#join()
  }

  #join(): void {
    const facilities = this.#facilities
    this.#facilities = []
    const { readings, ambiguous } = joinReadings(facilities, this.#rows.get(facilities[0]?.prefectureNumber ?? '') ?? [])
    for (const { facilityCode, name, readingSource } of facilities) {
      // A reading by hand stays; its facility was here only to be told from others.
      if (readingSource === 'hand') continue
      if (ambiguous.has(facilityCode)) this.#ambiguous++
      const official = readings.get(facilityCode)
      const guessed = official === undefined && readingSource === null ? this.#names.readingOf(nameKey(name)) : null
      if (official !== undefined) this.#found.push({ facilityCode, name, reading: official, source: 'official' })
      else if (guessed !== null) this.#found.push({ facilityCode, name, reading: guessed, source: 'dictionary' })
    }
  }
}

if (parentPort !== null) {
  const desk = new JoinDesk(workerData as JoinWorkerData)
  answerQuestions<JoinQuestion, JoinAnswer>(parentPort, async (question, progress) => await desk.answer(question, progress))
}
