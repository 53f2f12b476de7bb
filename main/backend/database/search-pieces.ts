/**
 * Pieces of keys as tokens for FTS5: a key is cut into every piece of a length, so that a piece anywhere inside it is one look-up. Positions
 * are not kept: what is longer is found by the pieces that cover it and then looked at in the row itself.
 */

/** The ascii tokenizer parts at ASCII signs and keeps everything else: signs are moved out of its way, one for one. */
export const safe = (key: string): string => key.replace(/[\u0000-\u002f\u003a-\u0060\u007b-\u007f]/gu, (sign) => String.fromCodePoint(0xe000 + (sign.codePointAt(0) ?? 0)))

/** Characters of a key, ready to be cut: by code point only where a character needs two units. */
export const cut = (key: string): string | readonly string[] => {
  const text = safe(key)
  return /[\u{10000}-\u{10FFFF}]/u.test(text) ? [...text] : text
}
export const piece = (characters: string | readonly string[], start: number, length: number): string =>
  typeof characters === 'string' ? characters.slice(start, start + length) : characters.slice(start, start + length).join('')

/** Every piece of `length`, each with the mark of what it is a piece of. */
export const pieces = (mark: string, characters: string | readonly string[], length: number, into: Set<string>): void => {
  for (let start = 0; start + length <= characters.length; start += 1) into.add(mark + piece(characters, start, length))
}

/** Pieces of `length` that cover a key, few but all of it: 0, 3, 6 … and the last. */
export const covering = (mark: string, characters: readonly string[], length: number): string[] => {
  const at: number[] = []
  for (let start = 0; start + length < characters.length; start += length) at.push(start)
  at.push(characters.length - length)
  return at.map((start) => mark + safe(characters.slice(start, start + length).join('')))
}

export const quoted = (token: string): string => `"${token}"`
