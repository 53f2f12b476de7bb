/** The entry of the worker thread that holds the dictionary: 425 MB, there only while readings are guessed (see guess-readings.ts). */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import kuromoji from '@sglkc/kuromoji'
import type { DictionaryAnswer, DictionaryQuestion, DictionaryWorkerData } from './guess-readings.ts'
import { guessedReading, type ReadingDictionary } from './guessed-reading.ts'
import { answerQuestions } from './worker-conversation.ts'

const folderOfPackage = (): string => join(dirname(createRequire(import.meta.url).resolve('@sglkc/kuromoji/package.json')), 'dict')

const load = (folder: string): Promise<ReadingDictionary> =>
  new Promise((resolve, reject) => {
    kuromoji.builder({ dicPath: folder }).build((error, tokenizer) => {
      // It says null, whatever its types say.
      if (error) reject(error)
      else resolve(tokenizer)
    })
  })

if (parentPort !== null) {
  const { dictionaryFolder } = workerData as DictionaryWorkerData
  const loaded = load(dictionaryFolder ?? folderOfPackage())
  // Told with the first answer.
  loaded.catch(() => {})
  // Many facilities share a name: 田中医院 occurs 92 times.
  const guesses = new Map<string, string | null>()
  answerQuestions<DictionaryQuestion, DictionaryAnswer>(parentPort, async (names) => {
    const tokenizer = await loaded
    return names.map((name) => {
      const known = guesses.get(name)
      if (known !== undefined) return known
      const guess = guessedReading(tokenizer, name)
      guesses.set(name, guess)
      return guess
    })
  })
}
