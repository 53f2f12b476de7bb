/**
 * Our own tokens for FTS5. Every key is cut into pieces of one, two and three characters, each with a letter for what
 * it is a piece of, so that a piece anywhere inside a key is one look-up. Positions are not kept: what is longer than
 * three characters is found by the pieces that cover it and then looked at in the row itself.
 */
import type { FacilityKeys } from '#shared/domain/facility-keys.ts'
import type { FindTier, KeyCondition } from '#shared/domain/facility-query.ts'
import { covering, cut, piece, quoted, safe } from '../../database/search-pieces.ts'

/** Beginning of names and readings; then names, readings, addresses, telephones, codes; whole postal code, prefecture, kind. */
const marks = { nameStart: 's', readingStart: 'q', name: 'n', reading: 'r', address: 'a', telephone: 't', code: 'c', postalCode: 'z', prefecture: 'p', listKind: 'k' } as const

/** Takes the tokens of a facility, one after the other; the same one may come again. */
interface TokenTaker {
  /** The token of a mark and the piece of `length` characters that begins at `start`. */
  piece(mark: string, characters: string | readonly string[], start: number, length: number): void
  /** A token as a whole. */
  word(token: string): void
}

const numberPiece = 4

/** All tokens of a facility. The same keys always give the same tokens: that is how a row is taken out of the index. */
export const giveTokens = (keys: FacilityKeys, taker: TokenTaker): void => {
  const pieces = (mark: string, characters: string | readonly string[], length: number): void => {
    for (let start = 0; start + length <= characters.length; start += 1) taker.piece(mark, characters, start, length)
  }
  const starts = (mark: string, characters: string | readonly string[]): void => {
    for (let length = 1; length <= Math.min(3, characters.length); length += 1) taker.piece(mark, characters, 0, length)
  }
  const names = cut(keys.names)
  pieces(marks.name, names, 1)
  pieces(marks.name, names, 2)
  pieces(marks.name, names, 3)
  starts(marks.nameStart, names)
  if (keys.shortNameStart > 0) starts(marks.nameStart, cut(keys.names.slice(keys.shortNameStart)))
  const reading = cut(keys.reading)
  pieces(marks.reading, reading, 2)
  pieces(marks.reading, reading, 3)
  starts(marks.readingStart, reading)
  const address = cut(keys.address)
  pieces(marks.address, address, 2)
  pieces(marks.address, address, 3)
  pieces(marks.telephone, keys.telephone, numberPiece)
  pieces(marks.code, keys.facilityCode, numberPiece)
  if (keys.postalCode !== '') taker.word(marks.postalCode + keys.postalCode)
  taker.word(marks.prefecture + keys.prefectureNumber)
  taker.word(marks.listKind + keys.listKind.toLowerCase())
}

/** All tokens of a facility, each once, parted by spaces: as FTS5 takes them. */
export const searchTokens = (keys: FacilityKeys): string => {
  const tokens = new Set<string>()
  giveTokens(keys, { piece: (mark, characters, start, length) => void tokens.add(mark + piece(characters, start, length)), word: (token) => void tokens.add(token) })
  return [...tokens].join(' ')
}

/** FTS5 expression that holds for every row the condition holds for, and for few others; null = not asked of FTS5. */
const expressionOf = ({ field, how, key }: KeyCondition): string | null => {
  const characters = [...key]
  if (field === 'prefecture') return quoted(marks.prefecture + key)
  if (field === 'telephone' || field === 'code') {
    return characters.length < numberPiece ? null : covering(field === 'code' ? marks.code : marks.telephone, characters, numberPiece).map(quoted).join(' AND ')
  }
  if (field === 'postalCode') return how === 'is' ? quoted(marks.postalCode + key) : null
  if (characters.length === 0) return null
  if (how === 'starts' && field !== 'address') {
    const mark = field === 'name' ? marks.nameStart : marks.readingStart
    const first = mark + safe(characters.slice(0, 3).join(''))
    const rest = characters.length <= 3 ? [] : covering(marks[field], characters, 3).slice(1)
    return [first, ...rest].map(quoted).join(' AND ')
  }
  const length = Math.min(3, characters.length)
  if (length === 1 && field !== 'name') return null
  return covering(marks[field], characters, length).map(quoted).join(' AND ')
}

/**
 * The FTS5 query of a tier. `isExact`: rows it finds need no second look.
 * @returns null for a tier that is not answered by FTS5 (codes by range, postal codes)
 */
export const matchExpression = (tier: FindTier): { readonly query: string; readonly isExact: boolean } | null => {
  const parts: string[] = []
  let isExact = true
  for (const anyOf of tier.allOf) {
    const expressions = anyOf.map(expressionOf).filter((expression) => expression !== null)
    if (expressions.length < anyOf.length) return null
    parts.push(expressions.length === 1 ? `(${expressions[0] ?? ''})` : `(${expressions.map((one) => `(${one})`).join(' OR ')})`)
    if (anyOf.some((one) => [...one.key].length > 3 || one.how === 'ends')) isExact = false
  }
  return { query: parts.join(' AND '), isExact }
}

/** The filters, to be added to a query with AND. */
export const filterExpression = (filter: { readonly prefectureNumber: string | null; readonly listKind: string | null }): string =>
  [
    ...(filter.prefectureNumber === null ? [] : [quoted(marks.prefecture + filter.prefectureNumber)]),
    ...(filter.listKind === null ? [] : [quoted(marks.listKind + filter.listKind.toLowerCase())]),
  ].map((expression) => ` AND ${expression}`).join('')
