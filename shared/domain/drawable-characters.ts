/**
 * Which characters the fonts of our letters draw (BIZ UD with Noto Sans JP behind it): about 17,000. What is not among
 * them would print as a box and has to be corrected first.
 */
import { drawableRuns } from './drawable-runs.ts'

const bitsOf = (text: string): Uint32Array => {
  const bits = new Uint32Array(0x40000 / 32)
  let codePoint = 0
  for (const run of text.trim().split(/,\s*/u)) {
    const [gap = '0', length = '1'] = run.split('.')
    codePoint += Number.parseInt(gap, 36)
    for (let left = Number.parseInt(length, 36); left > 0; left -= 1) {
      bits[codePoint >>> 5] = (bits[codePoint >>> 5] ?? 0) | (1 << (codePoint & 31))
      codePoint += 1
    }
  }
  return bits
}

let bits: Uint32Array | null = null

/** Marks that choose the form of the character before them (U+FE00–FE0F, U+E0100–E01EF): part of it, not a character. */
const isVariationSelector = (codePoint: number): boolean => (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef)

/** True when every typeface of the letters has a glyph for this one character. */
export const isDrawable = (character: string): boolean => {
  const codePoint = character.codePointAt(0) ?? 0
  if (isVariationSelector(codePoint)) return true
  bits ??= bitsOf(drawableRuns)
  return codePoint < 0x40000 && ((bits[codePoint >>> 5] ?? 0) & (1 << (codePoint & 31))) !== 0
}
