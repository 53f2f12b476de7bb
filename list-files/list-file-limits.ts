/**
 * Bounds of what is accepted, far above anything the bureaus publish (the whole country in one
 * workbook is about 250,000 facilities, 600 MB of XML), so that a hostile file ends early.
 */
export interface ListFileLimits {
  /** Bytes one zip entry may inflate to. */
  readonly entryBytes: number
  /** Bytes all entries of one source may inflate to together. */
  readonly sourceBytes: number
  /** An entry that has inflated to more than `ratioFromBytes` may not be more than this many times its packed size. */
  readonly ratio: number
  readonly ratioFromBytes: number
  /** Bytes of a workbook or CSV inside a zip, which is held in memory. */
  readonly innerFileBytes: number
  /** Entries of one zip. */
  readonly entries: number
  /** Characters of one cell; Excel itself stores at most 32,767. */
  readonly cellCharacters: number
  /** Characters of one published item; the longest real name has 55, the longest address 54. */
  readonly itemCharacters: number
}

export const listFileLimits: ListFileLimits = {
  entryBytes: 2 * 1024 ** 3,
  sourceBytes: 4 * 1024 ** 3,
  ratio: 200,
  ratioFromBytes: 32 * 1024 ** 2,
  innerFileBytes: 256 * 1024 ** 2,
  entries: 5_000,
  cellCharacters: 32_767,
  itemCharacters: 300,
}
