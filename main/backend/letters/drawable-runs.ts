/** Which characters every typeface of the letters draws, as text for shared/domain/drawable-runs.ts. */
import { undrawableCharacters } from './fonts.ts'

const lastCodePoint = 0x3ffff

/** Runs of drawable characters: "gap.length", both in base 36, joined by commas; a length of 1 is left out. */
export const drawableRuns = (): string => {
  const runs: string[] = []
  let end = 0
  let start = -1
  for (let codePoint = 0; codePoint <= lastCodePoint + 1; codePoint += 1) {
    const isDrawable = codePoint <= lastCodePoint && isDrawableEverywhere(codePoint)
    if (isDrawable && start < 0) start = codePoint
    if (isDrawable || start < 0) continue
    const length = codePoint - start
    runs.push((start - end).toString(36) + (length === 1 ? '' : `.${length.toString(36)}`))
    end = codePoint
    start = -1
  }
  return runs.join(',')
}

const isDrawableEverywhere = (codePoint: number): boolean => {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false
  return undrawableCharacters(String.fromCodePoint(codePoint)).length === 0
}
