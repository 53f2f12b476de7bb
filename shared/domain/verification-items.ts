/** How one item is compared: what a caller says against what the list holds. Pure; nothing is stored. */
import { addressNumberVariants, spokenAddressNumbers } from './address-numbers.ts'
import { editDistance } from './edit-distance.ts'
import type { Facility } from './facility.ts'
import { normaliseFacilityCode } from './facility-code.ts'
import { isKanaOnly, toKatakana } from './japanese-text.ts'
import { addressKey, nameKey, searchKey, telephoneKey } from './search-key.ts'
import type { ComparisonReason, ComparisonResult, VerificationItem, VerificationResult } from './verification-result.ts'

/** What is compared against. */
export type HeldFacility = Pick<Facility, 'facilityCode' | 'name' | 'address' | 'telephone' | 'founder' | 'manager'>

/** What was true of the facility before, and how its names sound. All optional; empty = nothing known. */
export interface FacilityHistory {
  /** Codes of predecessors (承継). */
  readonly formerCodes?: readonly string[]
  readonly formerNames?: readonly string[]
  readonly formerTelephones?: readonly string[]
  readonly formerFounders?: readonly string[]
  readonly formerManagers?: readonly string[]
  /** Published readings of the name, in kana. */
  readonly nameReadings?: readonly string[]
}

/** What a caller says, item by item. */
export interface SpokenAnswers {
  readonly facilityCode: string
  readonly nameAndTown: { readonly name: string; readonly town: string }
  /** "2-1-38", "2 1 38" or in words; a whole address will do. */
  readonly addressNumbers: string
  readonly movedRecently: 'yes' | 'no'
  readonly telephone: string
  readonly founder: string
  readonly manager: string
  /** Compared by central alone: whatever is said here says nothing. */
  readonly registeredMail: string
}

interface Comparison {
  readonly result: ComparisonResult
  readonly reason?: ComparisonReason
}
const match: Comparison = { result: 'match' }
const notAsked: Comparison = { result: 'notAsked' }
const close = (reason: ComparisonReason): Comparison => ({ result: 'close', reason })
const mismatch = (reason: ComparisonReason): Comparison => ({ result: 'mismatch', reason })

/**
 * Compares one item. `spoken` null or blank = not asked, unless the list does not hold the item,
 * which is then said whether it was asked or not.
 */
export function compareItem<Item extends VerificationItem>(
  item: Item,
  spoken: SpokenAnswers[Item] | null,
  held: HeldFacility,
  history: FacilityHistory = {},
): VerificationResult {
  const answers: Partial<SpokenAnswers> = spoken === null ? {} : { [item]: spoken }
  return { item, ...compare(item, answers, held, history) }
}

function compare(item: VerificationItem, spoken: Partial<SpokenAnswers>, held: HeldFacility, history: FacilityHistory): Comparison {
  switch (item) {
    case 'facilityCode':
      return compareCode(spoken.facilityCode ?? '', held, history)
    case 'nameAndTown':
      return spoken.nameAndTown === undefined ? notAsked : compareNameAndTown(spoken.nameAndTown, held, history)
    case 'addressNumbers':
      return compareAddressNumbers(spoken.addressNumbers ?? '', held.address)
    case 'movedRecently':
      if (spoken.movedRecently === undefined) return notAsked
      return spoken.movedRecently === 'no' ? match : mismatch('moved')
    case 'telephone':
      return compareTelephone(spoken.telephone ?? '', held.telephone, history)
    case 'founder':
      return comparePerson(spoken.founder ?? '', held.founder, history.formerFounders ?? [], 'formerFounder')
    case 'manager':
      return comparePerson(spoken.manager ?? '', held.manager, history.formerManagers ?? [], 'formerManager')
    case 'registeredMail':
      return (spoken.registeredMail ?? '').trim() === '' ? notAsked : { result: 'unconfirmed' }
  }
}

/** How two digit texts differ, where they nearly agree. Close never passes for numbers: it only says where to listen again. */
function nearDigits(spoken: string, held: string): Comparison {
  if (spoken.length === held.length) {
    const wrong = [...held].flatMap((digit, index) => (digit === spoken[index] ? [] : [index]))
    const [first = 0, second = 0] = wrong
    if (wrong.length === 1) return close(first >= held.length - 2 ? 'lastDigitsDiffer' : 'oneDigitDiffers')
    const isSwap = wrong.length === 2 && second === first + 1 && spoken[first] === held[second] && spoken[second] === held[first]
    if (isSwap) return close('digitsSwapped')
    return mismatch(wrong.every((index) => index >= held.length - 4) ? 'lastDigitsDiffer' : 'differs')
  }
  return mismatch('lengthDiffers')
}

function compareCode(spoken: string, held: HeldFacility, history: FacilityHistory): Comparison {
  if (spoken.trim() === '') return notAsked
  const code = normaliseFacilityCode(spoken)
  if (code === held.facilityCode) return match
  if (code.length === 10 && (history.formerCodes ?? []).includes(code)) return close('formerCode')
  // The last seven repeat across prefectures and kinds: prefecture and kind are still to be asked.
  if (code.length === 7 && held.facilityCode.endsWith(code)) return close('sevenDigitsOnly')
  return code === '' ? mismatch('notANumber') : nearDigits(code, held.facilityCode)
}

function compareTelephone(spoken: string, held: string | null, history: FacilityHistory): Comparison {
  const heldDigits = telephoneKey(held ?? '')
  if (heldDigits === '') return { result: 'notHeld' }
  if (spoken.trim() === '') return notAsked
  const digits = telephoneKey(spoken)
  if (digits === '') return mismatch('notANumber')
  if (digits === heldDigits) return match
  if ((history.formerTelephones ?? []).some((former) => telephoneKey(former) === digits)) return close('formerTelephone')
  if (digits.length >= 5 && digits.length <= 8 && heldDigits.endsWith(digits)) return close('areaCodeMissing')
  return nearDigits(digits, heldDigits)
}

function compareAddressNumbers(spoken: string, address: string): Comparison {
  const variants = addressNumberVariants(address)
  const [whole] = variants
  if (whole === undefined) return { result: 'notHeld', reason: 'noNumbersInAddress' }
  if (spoken.trim() === '') return notAsked
  const numbers = spokenAddressNumbers(spoken)
  if (numbers === null) return mismatch('notANumber')
  if (variants.includes(numbers)) return match
  const saidParts = numbers.split('-')
  const heldParts = whole.split('-')
  // One of several numbers alone would let anyone pass who knows the town: said to be incomplete instead.
  if (isPartOf(saidParts, heldParts)) return close('partMissing')
  if (isPartOf(heldParts, saidParts)) return close('partTooMany')
  if ([...saidParts].sort().join('-') === [...heldParts].sort().join('-')) return close('orderDiffers')
  if (saidParts.length !== heldParts.length) return mismatch('lengthDiffers')
  const wrong = heldParts.flatMap((part, index) => (part === saidParts[index] ? [] : [index]))
  const [only = 0] = wrong
  const isOneDigit = wrong.length === 1 && editDistance(saidParts[only] ?? '', heldParts[only] ?? '') === 1
  return isOneDigit ? close('oneDigitDiffers') : mismatch('differs')
}

/** True when `part` stands in `whole` as an unbroken run and is shorter. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  return part.length < whole.length && `-${whole.join('-')}-`.includes(`-${part.join('-')}-`)
}

function compareNameAndTown(
  spoken: SpokenAnswers['nameAndTown'],
  held: HeldFacility,
  history: FacilityHistory,
): Comparison {
  if (spoken.name.trim() === '') return notAsked
  const town = addressKey(spoken.town)
  if (town === '') return { result: 'notAsked', reason: 'townMissing' }
  if (!addressKey(held.address).includes(town)) return mismatch('townDiffers')
  const whole = compareName(spoken.name, held.name, history)
  const bare = withoutTown(spoken)
  return whole.result === 'match' || bare === null ? whole : betterOf(whole, compareName(bare, held.name, history))
}

/** 「見本市中央の林医院」: the name as it was said after its town; null where the town does not stand before it. */
function withoutTown(spoken: SpokenAnswers['nameAndTown']): string | null {
  const name = searchKey(spoken.name)
  const town = searchKey(spoken.town)
  const rest = name.startsWith(town) ? name.slice(town.length).replace(/^ノ/u, '') : ''
  return rest === '' ? null : rest
}

const rank: Readonly<Record<ComparisonResult, number>> = { match: 3, close: 2, mismatch: 1, notAsked: 0, notHeld: 0, unconfirmed: 0 }
const betterOf = (left: Comparison, right: Comparison): Comparison => (rank[right.result] > rank[left.result] ? right : left)

function compareName(spoken: string, held: string, history: FacilityHistory): Comparison {
  const key = nameKey(spoken)
  if (key === '') return notAsked
  const heldKey = nameKey(held)
  if (key === heldKey || searchKey(spoken) === searchKey(held)) return match
  if ((history.formerNames ?? []).some((former) => nameKey(former) === key)) return close('formerName')
  if ((history.nameReadings ?? []).some((reading) => nameKey(reading) === key || searchKey(reading) === searchKey(spoken))) {
    return close('readingOnly')
  }
  return nearName(key, heldKey) ?? mismatch('nameDiffers')
}

/** Close for names: one a sizeable part of the other, or at most one change in every five characters. */
function nearName(spoken: string, held: string): Comparison | null {
  const [shorter, longer] = spoken.length <= held.length ? [spoken, held] : [held, spoken]
  if (shorter.length >= 4 && longer.includes(shorter)) return close('partOfName')
  const allowed = Math.floor(longer.length / 5)
  return allowed > 0 && editDistance(spoken, held) <= allowed ? close('spellingDiffers') : null
}

const titlesAnywhere = /(?:理事長|代表取締役(?:社長)?|代表社員|代表理事)の?/gu
const titlesAtEdge =
  /^(?:会長|代表者?|取締役|院長|所長|管理者|開設者|理事|学長|総長|機構長|病院長|知事|市長|町長|村長|区長|組合長)ノ?(?=.)|(?:先生|様|サン|氏|院長)$/gu
/** A word that is a title or a legal form alone says nobody's name. */
const namesNobody =
  /^(?:会長|代表者?|取締役|院長|所長|管理者|開設者|理事|学長|総長|知事|市長|町長|村長|区長|.{0,8}法人(?:社団|財団)?|株式会社|有限会社)$/u

function personWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(titlesAnywhere, ' ')
    .split(/\s+/u)
    .map((word) => searchKey(word).replace(titlesAtEdge, ''))
    .filter((word) => word !== '')
}

/**
 * What names a listed founder or manager: 「医療法人社団慶香会　理事長　坂野　太郎」 by the legal person,
 * by the person, or by both; a surname alone is told apart.
 */
function personForms(held: string): { readonly whole: ReadonlySet<string>; readonly surnames: ReadonlySet<string> } {
  const words = personWords(held)
  const whole = new Set([words.join(''), nameKey(words.join(''))])
  for (const [from, word] of words.entries()) {
    // A single short word is a surname or a given name, no whole answer; a legal person's (…会) is.
    if (!namesNobody.test(word) && (words.length === 1 || [...word].length >= 4 || word.endsWith('会'))) {
      whole.add(word)
      whole.add(nameKey(word))
    }
    for (let to = from + 2; to <= words.length; to++) whole.add(words.slice(from, to).join(''))
  }
  const names = words.filter((word) => !namesNobody.test(word))
  return { whole, surnames: new Set(names.length > 1 ? names.slice(-2, -1) : []) }
}

function comparePerson(
  spoken: string,
  held: string | null,
  former: readonly string[],
  formerReason: 'formerFounder' | 'formerManager',
): Comparison {
  if (held === null || personWords(held).length === 0) return { result: 'notHeld' }
  const key = personWords(spoken).join('')
  if (key === '') return notAsked
  if (namesNobody.test(key) && !personWords(held).every((word) => namesNobody.test(word))) return mismatch('nameDiffers')
  const forms = personForms(held)
  if (forms.whole.has(key) || forms.whole.has(nameKey(spoken))) return match
  if (former.some((name) => personForms(name).whole.has(key))) return close(formerReason)
  if (forms.surnames.has(key)) return close('surnameOnly')
  // The list has no readings of persons: kana against kanji tells nothing, and counts neither way.
  if (isKanaOnly(spoken) && !isKanaOnly(held)) return { result: 'notAsked', reason: 'kanaNotComparable' }
  for (const form of forms.whole) {
    const near = nearPerson(key, form)
    if (near !== null) return near
  }
  return mismatch('nameDiffers')
}

/** A person's name is short: one wrong character in three or four is a variant spelling (太朗/太郎), two are another person. */
function nearPerson(spoken: string, held: string): Comparison | null {
  if ([...held].length < 5) {
    return [...held].length >= 3 && [...spoken].length === [...held].length && editDistance(toKatakana(spoken), held) === 1
      ? close('spellingDiffers')
      : null
  }
  return nearName(spoken, held)
}
