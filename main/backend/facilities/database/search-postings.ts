/**
 * Gathers which rows each token of a whole list stands in, and gives the tokens in the order of their bytes with their rows. Tokens are held as
 * numbers and not as texts: there are seventeen million of them in the country's list, six hundred thousand different ones.
 */
import type { FacilityKeys } from '#shared/domain/facility-keys.ts'
import { piece } from '../../database/search-pieces.ts'
import { giveTokens } from './search-tokens.ts'

export interface SearchPostings {
  /** Rows in the order of their rank. */
  add(rank: number, keys: FacilityKeys): void
  readonly rows: number
  /** Of all rows together. */
  readonly tokens: number
  /** Each token once, in the order of its bytes, with the ranks of its rows, lowest first. Both arrays are used again for the next. Once, at the end. */
  each(take: (token: Uint8Array, ranks: Float64Array) => void): void
}

/** Tokens of rows are kept in pieces of memory of this many. */
const chunkLength = 2 ** 20
/** Rows of tokens that are sorted out at a time: more would only need more memory. */
const sortedAtOnce = 2 ** 22
/** Characters that fit into the two numbers of a token. */
const mostCharacters = 4
/** Numbers a place of the table has: two with two characters each, mark and number of the token, the row that had it last. */
const stride = 4
/** Bytes of a token held as numbers, at most: its mark and four characters of three bytes. */
const longestToken = 13
const numberBits = 24
const numberMask = 2 ** numberBits - 1

/** A character as one number of 16 bits; -1 where it needs two. */
const unitAt = (characters: string | readonly string[], at: number): number => {
  const unit = typeof characters === 'string' ? characters.charCodeAt(at) : (characters[at] ?? '').charCodeAt(0)
  return (unit & 0xf800) === 0xd800 ? -1 : unit
}

class Growing<T extends Uint32Array | Float64Array | Int32Array> {
  content: T
  length = 0
  private readonly make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.make = make
    this.content = make(1024)
  }

  push(value: number): void {
    if (this.length === this.content.length) {
      const larger = this.make(2 * this.length)
      larger.set(this.content)
      this.content = larger
    }
    this.content[this.length++] = value
  }
}

export const gatherPostings = (): SearchPostings => {
  let table = new Int32Array(stride * 2 ** 16)
  let places = 2 ** 16
  let row = -1
  let total = 0
  /** Of each token, by its number: how many rows, the two numbers and the mark (0 = it stands in `words`). */
  const counts = new Growing((length) => new Uint32Array(length))
  const heads = new Growing((length) => new Uint32Array(length))
  const tails = new Growing((length) => new Uint32Array(length))
  const tokenMarks = new Growing((length) => new Uint32Array(length))
  /** Tokens that do not fit into numbers: few. */
  const words = new Map<string, number>()
  const wordRows = new Map<number, number>()
  const ranks = new Growing((length) => new Float64Array(length))
  /** Number of tokens up to and with each row; rows never part at the end of a chunk. */
  const ends = new Growing((length) => new Uint32Array(length))
  const chunks: Uint32Array[] = []

  const keep = (token: number): void => {
    const at = total % chunkLength
    if (at === 0) chunks.push(new Uint32Array(chunkLength))
    chunks.at(-1)![at] = token
    total += 1
    counts.content[token] = (counts.content[token] ?? 0) + 1
  }

  const newToken = (mark: number, head: number, tail: number): number => {
    counts.push(0)
    heads.push(head)
    tails.push(tail)
    tokenMarks.push(mark)
    return counts.length - 1
  }

  const placeOf = (head: number, tail: number, mark: number): number =>
    ((Math.imul(head ^ Math.imul(mark, 0x2c1b3c6d), 0x9e3779b1) ^ Math.imul(tail, 0x85ebca6b)) >>> 7) & (places - 1)

  const grow = (): void => {
    const former = table
    places *= 2
    table = new Int32Array(stride * places)
    for (let from = 0; from < former.length; from += stride) {
      if (former[from + 3] === 0) continue
      let at = placeOf(former[from]!, former[from + 1]!, former[from + 2]! >>> numberBits)
      while (table[at * stride + 3] !== 0) at = (at + 1) & (places - 1)
      for (let offset = 0; offset < stride; offset += 1) table[at * stride + offset] = former[from + offset]!
    }
  }

  const note = (mark: number, head: number, tail: number): void => {
    // A row is told from an empty place: counted from one.
    const current = row + 1
    for (let place = placeOf(head, tail, mark); ; place = (place + 1) & (places - 1)) {
      const at = place * stride
      const last = table[at + 3]!
      if (last === 0) {
        const token = newToken(mark, head, tail)
        if (token > numberMask) throw new RangeError('More different tokens than the index can count')
        table[at] = head
        table[at + 1] = tail
        table[at + 2] = (mark << numberBits) | token
        table[at + 3] = current
        keep(token)
        if (counts.length * 2 > places) grow()
        return
      }
      const kind = table[at + 2]!
      if (table[at] !== head || table[at + 1] !== tail || kind >>> numberBits !== mark) continue
      if (last === current) return
      table[at + 3] = current
      keep(kind & numberMask)
      return
    }
  }

  const noteWord = (text: string): void => {
    const known = words.get(text)
    const token = known ?? newToken(0, 0, 0)
    if (known === undefined) words.set(text, token)
    if (wordRows.get(token) === row) return
    wordRows.set(token, row)
    keep(token)
  }

  const taker = {
    word: noteWord,
    piece: (mark: string, characters: string | readonly string[], start: number, length: number) => {
      const first = unitAt(characters, start)
      const second = length > 1 ? unitAt(characters, start + 1) : 0
      const third = length > 2 ? unitAt(characters, start + 2) : 0
      const fourth = length > 3 ? unitAt(characters, start + 3) : 0
      // The same token is always held in the same way, whatever else stands in its row.
      if (length > mostCharacters || first < 0 || second < 0 || third < 0 || fourth < 0) noteWord(mark + piece(characters, start, length))
      else note(mark.charCodeAt(0), (first << 16) | second, (third << 16) | fourth)
    },
  }

  const textOfNumbers = (token: number): string => {
    const head = heads.content[token]!
    const tail = tails.content[token]!
    const mark = tokenMarks.content[token]!
    if (head << 16 === 0) return String.fromCharCode(mark, head >>> 16)
    if (tail === 0) return String.fromCharCode(mark, head >>> 16, head & 0xffff)
    return tail << 16 === 0 ? String.fromCharCode(mark, head >>> 16, head & 0xffff, tail >>> 16) : String.fromCharCode(mark, head >>> 16, head & 0xffff, tail >>> 16, tail & 0xffff)
  }

  const textsOfWords = () => new Map([...words].map(([text, token]) => [token, text]))

  /** The tokens in the order of their bytes: UTF-8 keeps the order of characters, and none of those held as numbers needs two units. */
  const sorted = (textOf: (token: number) => Uint8Array): Uint32Array => {
    const numbers = new Uint32Array(counts.length - words.size)
    for (let token = 0, at = 0; token < counts.length; token += 1) if (tokenMarks.content[token] !== 0) numbers[at++] = token
    numbers.sort((left, right) =>
      tokenMarks.content[left]! - tokenMarks.content[right]! || heads.content[left]! - heads.content[right]! || tails.content[left]! - tails.content[right]!)
    const others = [...words.values()].map((token) => ({ token, bytes: textOf(token) })).sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    const all = new Uint32Array(counts.length)
    let next = 0
    for (const [at, token] of numbers.entries()) {
      while (next < others.length && Buffer.compare(others[next]!.bytes, textOf(token)) < 0) all[at + next] = others[next++]!.token
      all[at + next] = token
    }
    for (; next < others.length; next += 1) all[numbers.length + next] = others[next]!.token
    return all
  }

  /** Sorts out the rows of the tokens `from` to `until` of the order. */
  const rowsOf = (order: Uint32Array, from: number, until: number, count: number): Uint32Array => {
    const next = new Int32Array(counts.length).fill(-1)
    let start = 0
    for (let at = from; at < until; at += 1) {
      const token = order[at]!
      next[token] = start
      start += counts.content[token]!
    }
    const rows = new Uint32Array(count)
    for (let at = 0, ofRow = 0, chunk = chunks[0]!; at < total; at += 1) {
      if (at % chunkLength === 0) chunk = chunks[at / chunkLength]!
      while (at >= ends.content[ofRow]!) ofRow += 1
      const token = chunk[at % chunkLength]!
      const place = next[token]!
      if (place < 0) continue
      rows[place] = ofRow
      next[token] = place + 1
    }
    return rows
  }

  return {
    add: (rank, keys) => {
      row += 1
      ranks.push(rank)
      giveTokens(keys, taker)
      ends.push(total)
    },
    get rows() { return row + 1 },
    get tokens() { return total },
    each: (take) => {
      // Nothing is added any more: the largest piece of memory but the rows themselves goes before more is asked for.
      table = new Int32Array(0)
      const ofWords = textsOfWords()
      const encoder = new TextEncoder()
      const bytes = new Uint8Array(longestToken)
      const bytesOf = (token: number): Uint8Array => {
        const text = ofWords.get(token)
        return text === undefined ? bytes.subarray(0, encoder.encodeInto(textOfNumbers(token), bytes).written) : encoder.encode(text)
      }
      const order = sorted(bytesOf)
      const found = new Float64Array(row + 1)
      const countAt = (at: number): number => counts.content[order[at]!]!
      for (let from = 0; from < order.length;) {
        let until = from + 1
        let count = countAt(from)
        for (; until < order.length && count + countAt(until) <= sortedAtOnce; until += 1) count += countAt(until)
        const rows = rowsOf(order, from, until, count)
        for (let at = 0; from < until; from += 1) {
          const length = countAt(from)
          for (let place = 0; place < length; place += 1) found[place] = ranks.content[rows[at + place]!]!
          at += length
          take(bytesOf(order[from]!), found.subarray(0, length))
        }
      }
    },
  }
}
