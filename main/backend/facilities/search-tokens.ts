/**
 * Our own tokens for FTS5: every pair of neighbouring characters, and the last character alone, each written as hex so
 * that the tokenizer takes any script for a plain word. A text is found by the phrase of its pairs; one character is
 * found as the beginning of a pair.
 */
const token = (characters: string): string => `t${[...characters].map((character) => character.codePointAt(0)!.toString(16).padStart(6, '0')).join('')}`

/** Tokens of a key, in order: 田中医院 → 田中 中医 医院 院. */
export const searchTokens = (key: string): string => {
  const characters = [...key]
  return characters.map((character, index) => token(character + (characters[index + 1] ?? ''))).join(' ')
}

/** FTS5 query that finds a key anywhere inside a column. Empty key = null. */
export const searchPhrase = (key: string): string | null => {
  const characters = [...key]
  if (characters.length === 0) return null
  if (characters.length === 1) return `${token(key)}*`
  return `"${characters.slice(0, -1).map((character, index) => token(character + characters[index + 1]!)).join(' ')}"`
}
