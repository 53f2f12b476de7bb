import { checkFacilityCode, composeFacilityCode, listKindsThatHold } from '#shared/domain/facility-code.ts'
import { facilityTypeByName, facilityTypesOfList, listKindByDigit } from '#shared/domain/facility-list-kind.ts'
import type { FacilityListKind, FacilityType, PublishedFacility } from '#shared/domain/facility.ts'
import { isUnprintable } from '#shared/domain/gaiji-correction.ts'
import { normalisePostalCode } from '#shared/domain/postal-code.ts'
import { isIsoDate, parseWareki } from '#shared/domain/wareki.ts'
import { areSwapped } from './column-contents.ts'
import type { RecordWarning, RefusalReason } from './list-files-types.ts'
import { codeDigits, type RawRecord } from './print-report.ts'
import { folded, looksLikeTelephone, splitPostalCode, textOrNull } from './published-text.ts'

/** Where a list that does not say so itself belongs. */
export interface RecordContext {
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
}

export type JudgedRecord =
  | { readonly ok: true; readonly facility: PublishedFacility; readonly listKind: FacilityListKind; readonly prefectureNumber: string; readonly warnings: RecordWarning[] }
  | { readonly ok: false; readonly reason: RefusalReason; readonly facilityCode: string | null }

interface ReadCode {
  readonly facilityCode: string
  readonly listKind: FacilityListKind
  readonly prefectureNumber: string
}

/**
 * Judges one raw record: the published facility with what is remarkable about it, or why it is refused.
 * The text stays as published; a failed check digit is only a warning (the list is right by definition).
 */
export function judgeRecord(raw: RawRecord, context: RecordContext, itemCharacters: number): JudgedRecord {
  const warnings: RecordWarning[] = []
  const code = readCode(raw.code, context, warnings)
  if (typeof code === 'string') return { ok: false, reason: code, facilityCode: null }
  const refuse = (reason: RefusalReason): JudgedRecord => ({ ok: false, reason, facilityCode: code.facilityCode })

  if (hasItemsInOtherColumns(raw)) return refuse('itemsInOtherColumns')
  if (raw.name === '') return refuse('nameMissing')
  const { postalCode, address } = readAddress(raw)
  if (address === '') return refuse('addressMissing')
  if ([raw.name, address, raw.founder, raw.manager, raw.telephone].some((item) => item.length > itemCharacters)) return refuse('itemTooLong')

  warnings.push(...checkDigitWarnings(code.facilityCode))
  if (postalCode === null) warnings.push('postalCodeMissing')
  const designatedOn = readDate(raw.designatedOn)
  if (designatedOn === null && raw.designatedOn !== '') warnings.push('designatedOnUnreadable')
  const type = readType(raw, code.listKind)
  if (type.isGuess) warnings.push('typeGuessed')
  if (raw.status === '') warnings.push('statusMissing')
  if ([raw.name, address, raw.founder, raw.manager].some(holdsUnprintable)) warnings.push('unprintableCharacter')
  const facility: PublishedFacility = {
    facilityCode: code.facilityCode,
    name: raw.name,
    postalCode,
    address,
    telephone: textOrNull(raw.telephone),
    founder: textOrNull(raw.founder),
    manager: textOrNull(raw.manager),
    designatedOn,
    type: type.type,
    status: /休/u.test(raw.status) ? 'suspended' : 'active',
  }
  return { ok: true, facility, listKind: code.listKind, prefectureNumber: code.prefectureNumber, warnings }
}

function holdsUnprintable(text: string): boolean {
  for (const character of text) if (isUnprintable(character)) return true
  return false
}

/** A 10-digit code says itself where it belongs; a 7-digit one belongs where the list does. */
function readCode(text: string, context: RecordContext, warnings: RecordWarning[]): ReadCode | RefusalReason {
  const digits = restoreLeadingZero(codeDigits(text), context, warnings)
  if (digits.length === 7) {
    if (context.prefectureNumber === null) return 'codePrefectureUnknown'
    if (context.listKind === null) return 'codeListKindUnknown'
    const facilityCode = composeFacilityCode({ prefectureNumber: context.prefectureNumber, listKind: context.listKind, number7: digits })
    return { facilityCode, listKind: context.listKind, prefectureNumber: context.prefectureNumber }
  }
  if (digits.length !== 10) return 'codeUnreadable'
  const { prefecture } = checkFacilityCode(digits)
  const listKind = listKindByDigit(digits.charAt(2))
  if (prefecture === null) return 'codePrefectureUnknown'
  if (listKind === null) return 'codeListKindUnknown'
  return { facilityCode: digits, listKind, prefectureNumber: prefecture.number }
}

/** A table program drops the zero before a number; it is put back only where the check digit then holds. */
function restoreLeadingZero(digits: string, context: RecordContext, warnings: RecordWarning[]): string {
  if (digits.length !== 9 && digits.length !== 6) return digits
  const restored = `0${digits}`
  let whole = restored
  if (digits.length === 6) {
    if (context.prefectureNumber === null || context.listKind === null) return digits
    whole = composeFacilityCode({ prefectureNumber: context.prefectureNumber, listKind: context.listKind, number7: restored })
  }
  if (!checkFacilityCode(whole).valid) return digits
  warnings.push('leadingZeroRestored')
  return restored
}

function checkDigitWarnings(facilityCode: string): RecordWarning[] {
  const { valid, kind } = checkFacilityCode(facilityCode)
  if (valid) return []
  // Seen on real data: dental numbers printed in the medical list.
  const isDentalInMedical = kind === 'medical' && listKindsThatHold(facilityCode).includes('dental')
  return [isDentalInMedical ? 'checkDigitOfOtherList' : 'checkDigitMismatch']
}

/** Catches columns that changed places: an item that is plainly another one. */
function hasItemsInOtherColumns(raw: RawRecord): boolean {
  if (raw.hasOddTelephone || looksLikeTelephone(raw.name) || raw.name.startsWith('〒')) return true
  if ([raw.founder, raw.manager].some((item) => looksLikeTelephone(item) || item.startsWith('〒') || looksLikeDate(item))) return true
  return looksLikeTelephone(raw.address) || looksLikeDate(raw.address) || /〒/u.test(raw.designatedOn) || areSwapped(raw.name, raw.address)
}

/** The first sign tells most texts apart from a day without looking any closer. */
function looksLikeDate(text: string): boolean {
  return /^[\s令平昭大明RHSTMＲＨＳＴＭrhstmｒｈｓｔｍ㋿㍻㍼㍽㍾]/u.test(text) && parseWareki(text) !== null
}

function readAddress(raw: RawRecord): { postalCode: string | null; address: string } {
  const split = splitPostalCode(raw.address)
  if (raw.postalCode === '') return split
  const digits = folded(raw.postalCode).replace(/[^0-9]/gu, '')
  return { postalCode: normalisePostalCode(digits.length === 6 ? `0${digits}` : digits), address: split.address }
}

/** 和暦 as published; tables also write 2024-04-01, 2024/4/1, 20240401, or a spreadsheet's day number. */
function readDate(text: string): string | null {
  const wareki = parseWareki(text)
  if (wareki !== null || text === '') return wareki
  const plain = text.normalize('NFKC').trim()
  const parts = /^([12][0-9]{3})[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})日?(?:[T ].*)?$/u.exec(plain) ?? /^([12][0-9]{3})([0-9]{2})([0-9]{2})$/u.exec(plain)
  if (parts !== null) {
    const [, year = '', month = '', day = ''] = parts
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return isIsoDate(iso) ? iso : null
  }
  const serial = /^([0-9]{4,5})(?:\.[0-9]+)?$/u.exec(plain)
  // Day 1 is 1900-01-01 and 1900 counts as a leap year, so that 25569 is 1970-01-01.
  return serial === null ? null : new Date((Number(serial[1]) - 25_569) * 86_400_000).toISOString().slice(0, 10)
}

function readType(raw: RawRecord, listKind: FacilityListKind): { type: FacilityType; isGuess: boolean } {
  const usual = facilityTypesOfList[listKind]
  const only = usual[0]
  if (only !== undefined && usual.length === 1) return { type: only, isGuess: false }
  const clinic: FacilityType = listKind === 'dental' ? 'dentalClinic' : 'clinic'
  const named = facilityTypeByName(raw.type, listKind)
  if (named !== null && usual.includes(named)) return { type: named, isGuess: false }
  // 総合病院, 特定機能病院, 地域医療支援病院 …
  if (/病院|^特定機能|^地域(医療)?支援/u.test(raw.type)) return { type: 'hospital', isGuess: false }
  if (raw.type.includes('診療所')) return { type: clinic, isGuess: false }
  const beds = /^[0-9]{1,4}$/u.exec(folded(raw.beds))
  // 医療法 第1条の5: 20 beds or more make a hospital.
  if (beds !== null && listKind === 'medical') return { type: Number(beds[0]) >= 20 ? 'hospital' : 'clinic', isGuess: false }
  return { type: listKind === 'medical' && raw.name.includes('病院') ? 'hospital' : clinic, isGuess: true }
}
