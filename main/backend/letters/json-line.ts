/** Where a text stops being JSON: the engine's own message names no place for many mistakes, and a clerk needs the line. */

const space = /[ \t\r\n]*/y
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const plain = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y
const deepest = 200

/** @returns the line (from 1) of the first mistake, or null where the text is JSON */
export function lineOfJsonMistake(text: string): number | null {
  let position = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = position
    const found = pattern.exec(text)
    if (found !== null) position += found[0].length
    return found !== null
  }
  const take = (character: string): boolean => {
    skip(space)
    const isThere = text[position] === character
    if (isThere) position += 1
    return isThere
  }
  const members = (closing: string, member: () => boolean): boolean => {
    if (take(closing)) return true
    for (;;) {
      if (!member()) return false
      if (take(closing)) return true
      if (!take(',')) return false
    }
  }
  const value = (depth: number): boolean => {
    skip(space)
    if (depth > deepest) return false
    if (take('{')) {
      return members('}', () => {
        skip(space)
        return skip(string) && take(':') && value(depth + 1)
      })
    }
    return take('[') ? members(']', () => value(depth + 1)) : skip(string) || skip(plain)
  }
  const isGood = value(0)
  skip(space)
  return isGood && position === text.length ? null : text.slice(0, position).split('\n').length
}
