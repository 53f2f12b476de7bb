/**
 * 医療機関等コード, 10 digits kept as text: 都道府県番号 2 + 点数表番号 1 + 郡市区番号 2 +
 * 医療機関番号 4 + 検証番号 1 (MHLW notification of 2024-07-12, 別添2 第4).
 *
 * A failed check is a warning with "did you mean", never a wall: a code that stands in the
 * facility list is right by definition.
 */
import type { FacilityListKind } from './facility.ts'
import { listKindByDigit, listKindDigits } from './facility-list-kind.ts'
import { prefectureByNumber } from './prefectures.ts'

/** Which rule made a code valid; `either` = both hold and neither is known to be the one in force. */
export type FacilityCodeRule = 'official' | 'metropolitan' | 'either'

/** What is wrong first, from the left. */
export type FacilityCodeProblem = 'length' | 'prefecture' | 'listKind' | 'checkDigit'

export interface FacilityCodeCheck {
  /** The code as checked: digits only. */
  readonly code: string
  readonly valid: boolean
  readonly rule: FacilityCodeRule | null
  readonly reason?: FacilityCodeProblem
  /** Number 01–47 (a code of the second range 51–97 shows the prefecture it stands for). */
  readonly prefecture: { readonly number: string; readonly name: string } | null
  readonly kind: FacilityListKind | null
}

/** Full-width digits folded, every separator, space and other character dropped. */
export function normaliseFacilityCode(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/gu, '')
}

/** Weights 2,1,2,1… from the right; the digits of a two-digit product are added; 10 − sum mod 10. */
function weightedCheckDigit(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const weight = (digits.length - index) % 2 === 1 ? 2 : 1
    const product = Number(digits[index]) * weight
    sum += product > 9 ? product - 9 : product
  }
  return String((10 - (sum % 10)) % 10)
}

function requireBody(body9: string): void {
  if (!/^[0-9]{9}$/u.test(body9)) throw new RangeError('The body of a facility code is exactly 9 digits')
}

/**
 * Check digit over all nine leading digits, as notified. Example: 341071236 → 2.
 * @throws RangeError unless given exactly 9 digits
 */
export function officialCheckDigit(body9: string): string {
  requireBody(body9)
  return weightedCheckDigit(body9)
}

/**
 * Check digit as really used in 埼玉 11, 千葉 12, 東京 13, 神奈川 14: over the last six of the nine
 * digits (郡市区 + 機関番号) only. Found on 96,488 published codes. Example: 131881479 → 0.
 * @throws RangeError unless given exactly 9 digits
 */
export function metropolitanCheckDigit(body9: string): string {
  requireBody(body9)
  return weightedCheckDigit(body9.slice(3))
}

const metropolitanNumbers: ReadonlySet<string> = new Set(['11', '12', '13', '14'])

/** '51'–'97' stand for the prefecture with the number − 50. */
function prefectureOfCodeNumber(number: string): { readonly number: string; readonly name: string } | null {
  const value = Number(number)
  const prefecture = prefectureByNumber(value > 50 ? String(value - 50).padStart(2, '0') : number)
  return prefecture === null ? null : { number: prefecture.number, name: prefecture.name }
}

function ruleThatHolds(code: string, prefectureNumber: string, kind: FacilityListKind): FacilityCodeRule | null {
  const body = code.slice(0, 9)
  const official = weightedCheckDigit(body) === code[9]
  if (!metropolitanNumbers.has(prefectureNumber)) return official ? 'official' : null
  const metropolitan = weightedCheckDigit(body.slice(3)) === code[9]
  // Seen on real data for 医科 with the number itself; for other lists and for the second range
  // (61–64) there was no data: either rule will do.
  if (kind === 'medical' && code.startsWith(prefectureNumber)) return metropolitan ? 'metropolitan' : null
  if (official && metropolitan) return 'either'
  if (official) return 'official'
  return metropolitan ? 'metropolitan' : null
}

/** Checks a code, given in any writing, against every rule that is known to hold. Never throws. */
export function checkFacilityCode(text: string): FacilityCodeCheck {
  const code = normaliseFacilityCode(text)
  const wellFormed = code.length === 10
  const prefecture = wellFormed ? prefectureOfCodeNumber(code.slice(0, 2)) : null
  const kind = wellFormed ? listKindByDigit(code.charAt(2)) : null
  const refuse = (reason: FacilityCodeProblem): FacilityCodeCheck => ({ code, valid: false, rule: null, reason, prefecture, kind })
  if (!wellFormed) return refuse('length')
  if (prefecture === null) return refuse('prefecture')
  if (kind === null) return refuse('listKind')
  const rule = ruleThatHolds(code, prefecture.number, kind)
  return rule === null ? refuse('checkDigit') : { code, valid: true, rule, prefecture, kind }
}

/**
 * The 10-digit code of a printed one. The bureau prints 郡市区 2 + 番号 4 + 検証 1; the prefecture
 * comes from the heading and the 点数表番号 from the list's kind. The check digit is taken as printed.
 * @throws RangeError when the number is not 7 digits (any separators) or the prefecture not 01–47
 */
export function composeFacilityCode(parts: {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly number7: string
}): string {
  const number7 = normaliseFacilityCode(parts.number7)
  if (number7.length !== 7) throw new RangeError('A printed facility number is exactly 7 digits')
  if (prefectureByNumber(parts.prefectureNumber) === null) throw new RangeError('A prefecture number is 01 to 47')
  return `${parts.prefectureNumber}${listKindDigits[parts.listKind]}${number7}`
}

/** Completes nine digits with the check digit of the rule in force for their prefecture and list. */
export function withCheckDigit(body9: string): string {
  requireBody(body9)
  const metropolitan = metropolitanNumbers.has(body9.slice(0, 2)) && body9[2] === listKindDigits.medical
  return `${body9}${metropolitan ? metropolitanCheckDigit(body9) : officialCheckDigit(body9)}`
}

/** Every other ten-digit text that is one wrong digit or one swap of two neighbours away. */
function neighbours(code: string): Set<string> {
  const found = new Set<string>()
  for (let index = 0; index < code.length; index++) {
    const before = code.slice(0, index)
    const after = code.slice(index + 1)
    for (const digit of '0123456789') found.add(before + digit + after)
    if (after !== '') found.add(before + after.charAt(0) + code.charAt(index) + after.slice(1))
  }
  found.delete(code)
  return found
}

/**
 * "Did you mean": every valid code one digit or one adjacent swap away from the given one, in
 * ascending order, the code itself left out. Empty unless the text has ten digits. Which of them
 * exist is for the facility list to say.
 */
export function nearbyFacilityCodes(text: string): string[] {
  const code = normaliseFacilityCode(text)
  if (code.length !== 10) return []
  return [...neighbours(code)].filter((candidate) => checkFacilityCode(candidate).valid).sort()
}

/**
 * The lists under whose 点数表番号 the code would hold. Of 96,488 published codes 27 hold only as
 * dental although the medical list prints them: imported with a warning.
 */
export function listKindsThatHold(text: string): FacilityListKind[] {
  const code = normaliseFacilityCode(text)
  if (code.length !== 10) return []
  const kinds: FacilityListKind[] = ['medical', 'dental', 'pharmacy', 'visitingNurse']
  return kinds.filter((kind) => checkFacilityCode(code.slice(0, 2) + listKindDigits[kind] + code.slice(3)).valid)
}

/** The code in its five parts, for reading aloud and printing ("0110112489" → 01 1 01 1248 9); another length in one part. */
export function facilityCodeGroups(code: string): string[] {
  return code.length === 10 ? [code.slice(0, 2), code.slice(2, 3), code.slice(3, 5), code.slice(5, 9), code.slice(9)] : [code]
}
