/**
 * The shared strings of a workbook, packed into one block: the strings of a workbook of the whole
 * country are more than a million, and as separate strings they would take several times the room.
 */
export class PackedStrings {
  #block: Buffer = Buffer.alloc(64 * 1024)
  #used = 0
  #ends: Uint32Array = new Uint32Array(4 * 1024)
  #count = 0
  readonly #tooLong = new Set<number>()
  /** Characters of one string; a longer one is not kept. */
  readonly maximumLength: number

  constructor(maximumLength: number) {
    this.maximumLength = maximumLength
  }

  get count(): number {
    return this.#count
  }

  add(text: string): void {
    const isTooLong = text.length > this.maximumLength
    if (isTooLong) this.#tooLong.add(this.#count)
    const kept = isTooLong ? '' : text
    const needed = this.#used + kept.length * 2
    if (needed > this.#block.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, Math.ceil(this.#block.length * 1.5)))
      this.#block.copy(grown, 0, 0, this.#used)
      this.#block = grown
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(Math.ceil(this.#ends.length * 1.5))
      grown.set(this.#ends)
      this.#ends = grown
    }
    this.#used += this.#block.write(kept, this.#used, 'utf16le')
    this.#ends[this.#count++] = this.#used
  }

  /** True for a string that was longer than allowed and has not been kept. */
  isTooLong(index: number): boolean {
    return this.#tooLong.has(index)
  }

  /** Undefined for an index that is not there. */
  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    return this.#block.toString('utf16le', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }
}
