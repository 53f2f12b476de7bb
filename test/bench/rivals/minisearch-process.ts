/** MiniSearch in a process of its own: its index takes gigabytes, which are none of the bench's. Started by minisearch.ts. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import MiniSearch from 'minisearch'
import type { FacilityKeys } from '#shared/domain/facility-keys.ts'
import type { MiniSearchAnswer, MiniSearchRequest } from './minisearch-messages.ts'
import { timed, wordKeys } from './rival.ts'

interface Document { readonly id: number; readonly code: string; readonly names: string; readonly reading: string; readonly address: string; readonly telephone: string }
const fields = ['code', 'names', 'reading', 'address', 'telephone']

const pieces = (text: string, length: number): string[] => {
  const characters = [...text]
  if (characters.length <= length) return characters.length === 0 ? [] : [text]
  return characters.slice(0, characters.length - length + 1).map((_, start) => characters.slice(start, start + length).join(''))
}
const pieceOf = (field: string): number => (field === 'code' || field === 'telephone' ? 4 : 2)

/** Japanese has no spaces: pairs of characters (four digits of numbers), and the last character for a prefix of one. */
const index = new MiniSearch<Document>({
  fields, idField: 'id', storeFields: ['code'],
  tokenize: (text, field) => [...pieces(text, pieceOf(field ?? '')), ...(text === '' ? [] : [[...text].at(-1)!])],
  processTerm: (term) => term,
})

const build = async (file: string): Promise<MiniSearchAnswer> => {
  const before = process.memoryUsage().rss
  const started = performance.now()
  let id = 0
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const keys = JSON.parse(line) as FacilityKeys
    index.add({ id, code: keys.facilityCode, names: keys.names, reading: keys.reading, address: keys.address, telephone: keys.telephone })
    id += 1
  }
  return { kind: 'built', seconds: (performance.now() - started) / 1000, bytes: process.memoryUsage().rss - before }
}

/** Every piece of every word must stand in one of the fields; a piece shorter than the index's is taken as a beginning. */
const find = (question: string, limit: number): string[] => {
  const queries = wordKeys(question).map((word) => ({
    combineWith: 'OR' as const,
    queries: ([['names', word.names], ['reading', word.reading], ['address', word.address], ['telephone', word.digits], ['code', word.digits]] as const).flatMap(([field, key]) =>
      key === null ? [] : [{ combineWith: 'AND' as const, fields: [field], queries: pieces(key, pieceOf(field)), tokenize: (text: string) => [text], prefix: [...key].length < pieceOf(field) }]),
  }))
  return index.search({ combineWith: 'AND', queries }).slice(0, limit).map((result) => String(result['code']))
}

const answer = (message: MiniSearchAnswer): void => void process.send?.(message)
process.on('message', (request: MiniSearchRequest) => {
  if (request.kind === 'find') answer({ kind: 'found', ...timedFind(request.question, request.limit) })
  else void build(request.file).then(answer, (error: unknown) => { throw error })
})
process.on('disconnect', () => process.exit(0))

function timedFind(question: string, limit: number): { codes: string[]; milliseconds: number } {
  const { codes, milliseconds } = timed(() => find(question, limit))
  return { codes: [...codes], milliseconds }
}
