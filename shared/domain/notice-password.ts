/**
 * The password of a notice: made so that typing it from paper does not fail.
 *
 * Four groups of four characters out of an alphabet without look-alikes. In each group the fourth
 * character checks the other three, so a typing error is found, and its group named, before an
 * attempt is spent. 12 free characters of 27 = 57 bits.
 */

/** 27 characters, one case, without look-alikes (no I L O S Z, no 0 1 2 5). */
export const passwordAlphabet = 'ABCDEFGHJKMNPQRTUVWXY346789'

export interface NoticePassword {
  readonly groups: readonly [string, string, string, string]
  /** The 16 characters without separators: what is hashed. */
  readonly plain: string
}

export type PasswordCheck =
  | { readonly ok: true }
  /** Groups by their number on the letter, 1–4, ascending. */
  | { readonly ok: false; readonly wrongGroups: readonly number[] }

const groupCount = 4
const groupLength = 4

// A group is right when Σ weight × value ≡ 0 (mod 27). One wrong character is found because every
// weight is a unit mod 27 (not divisible by 3); a swap of neighbours (of the check character too)
// because the difference of neighbouring weights is one: 1−2, 2−4, 4−26 = −1, −2, −22.
// The last weight is −1, so the check character is simply the weighted sum of the other three.
const groupWeights = [1, 2, 4, 26] as const

/** True when a group of four (normalised) agrees with its own check character. */
export function isPasswordGroup(group: string): boolean {
  if (group.length !== groupLength) return false
  let sum = 0
  for (const [index, weight] of groupWeights.entries()) {
    const value = passwordAlphabet.indexOf(group.charAt(index))
    if (value < 0) return false
    sum += weight * value
  }
  return sum % passwordAlphabet.length === 0
}

/** The character that completes three. @throws RangeError unless given three characters of the alphabet */
export function passwordCheckCharacter(three: string): string {
  const values = [...three].map((character) => passwordAlphabet.indexOf(character))
  if (values.length !== groupLength - 1 || values.includes(-1)) throw new RangeError('Three characters of the alphabet are needed')
  const sum = values.reduce((total, value, index) => total + value * (groupWeights[index] ?? 0), 0)
  return passwordAlphabet.charAt(sum % passwordAlphabet.length)
}

/**
 * Makes a password. Nothing of it may be kept: it exists between the drawing of its letter and the printer.
 * @param random whole number from 0 up to, not including, its argument; from a cryptographic source, without bias
 */
export function composePassword(random: (boundExclusive: number) => number): NoticePassword {
  const group = (): string => {
    const three = Array.from({ length: groupLength - 1 }, () => passwordAlphabet.charAt(random(passwordAlphabet.length))).join('')
    return three + passwordCheckCharacter(three)
  }
  const groups: NoticePassword['groups'] = [group(), group(), group(), group()]
  return { groups, plain: groups.join('') }
}

/** One form for comparing: width and case folded, spaces, dashes and other separators dropped. Wrong letters stay. */
export function normalisePassword(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** The groups as typed: by separators where they make four, else four by four. */
function typedGroups(text: string): string[] {
  const separated = text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .map(normalisePassword)
    .filter((group) => group !== '')
  if (separated.length === groupCount) return separated
  const plain = normalisePassword(text)
  return Array.from({ length: groupCount }, (_, index) =>
    // What is too much belongs to the last group.
    plain.slice(index * groupLength, index === groupCount - 1 ? undefined : (index + 1) * groupLength),
  )
}

/**
 * Finds typing errors without knowing the password. `ok` says only that it is well typed, not that it is the right one.
 * With a character missing or too many and no separators, the groups from that place on are named.
 */
export function checkPassword(text: string): PasswordCheck {
  const wrongGroups = typedGroups(text).flatMap((group, index) => (isPasswordGroup(group) ? [] : [index + 1]))
  return wrongGroups.length === 0 ? { ok: true } : { ok: false, wrongGroups }
}

const readings: Readonly<Record<string, string>> = {
  A: 'エー',
  B: 'ビー',
  C: 'シー',
  D: 'ディー',
  E: 'イー',
  F: 'エフ',
  G: 'ジー',
  H: 'エイチ',
  J: 'ジェー',
  K: 'ケー',
  M: 'エム',
  N: 'エヌ',
  P: 'ピー',
  Q: 'キュー',
  R: 'アール',
  T: 'ティー',
  U: 'ユー',
  V: 'ブイ',
  W: 'ダブリュー',
  X: 'エックス',
  Y: 'ワイ',
  '3': 'さん',
  '4': 'よん',
  '6': 'ろく',
  '7': 'なな',
  '8': 'はち',
  '9': 'きゅう',
}

/** How a character of the alphabet is read aloud; letters in katakana, digits in hiragana. @throws RangeError for another one */
export function characterReading(character: string): string {
  const reading = Object.hasOwn(readings, character) ? readings[character] : undefined
  if (reading === undefined) throw new RangeError('Not a character of the password alphabet')
  return reading
}
