import type { FacilityListKind, FacilityType } from './facility.ts'
import { facilityListKinds } from './facility.ts'

/** The digit of the 10-digit code that tells the list: 1 医科, 3 歯科, 4 調剤 (薬局), 6 訪問看護. */
export type ListKindDigit = '1' | '3' | '4' | '6'

/** 点数表番号 of each list (MHLW notification of 2024-07-12, 別添2). */
export const listKindDigits: Readonly<Record<FacilityListKind, ListKindDigit>> = {
  medical: '1',
  dental: '3',
  pharmacy: '4',
  visitingNurse: '6',
}

/** Name of each list as its heading prints it ("医科　現存/休止"). */
export const listKindNames: Readonly<Record<FacilityListKind, string>> = {
  medical: '医科',
  dental: '歯科',
  pharmacy: '薬局',
  visitingNurse: '訪問看護',
}

/** 種別 as it is said and printed. */
export const facilityTypeNames: Readonly<Record<FacilityType, string>> = {
  hospital: '病院',
  clinic: '診療所',
  dentalClinic: '歯科診療所',
  pharmacy: '薬局',
  visitingNurse: '訪問看護ステーション',
}

/** The types that stand in each list, the usual one first. A 病院 with dental beds stands in the dental list too. */
export const facilityTypesOfList: Readonly<Record<FacilityListKind, readonly FacilityType[]>> = {
  medical: ['clinic', 'hospital'],
  dental: ['dentalClinic', 'hospital'],
  pharmacy: ['pharmacy'],
  visitingNurse: ['visitingNurse'],
}

/** The list of a 点数表番号; null for digits that are none (2 is DPC only, 5 does not exist, …). */
export function listKindByDigit(digit: string): FacilityListKind | null {
  return facilityListKinds.find((kind) => listKindDigits[kind] === digit) ?? null
}

const spokenListKinds: Readonly<Record<string, FacilityListKind>> = {
  医科: 'medical',
  歯科: 'dental',
  薬局: 'pharmacy',
  調剤: 'pharmacy',
  訪問看護: 'visitingNurse',
}

/** The list of a Japanese name (医科, 歯科, 薬局 or 調剤, 訪問看護); null if it is none. */
export function listKindByName(name: string): FacilityListKind | null {
  const key = name.normalize('NFKC').replace(/\s/gu, '')
  return Object.hasOwn(spokenListKinds, key) ? (spokenListKinds[key] ?? null) : null
}

/**
 * The type of a printed 種別 (病院, 診療所, 薬局, …). In the dental list 診療所 means a dental clinic.
 * @returns null when the word names no type
 */
export function facilityTypeByName(name: string, listKind: FacilityListKind): FacilityType | null {
  const key = name.normalize('NFKC').replace(/\s/gu, '')
  if (key === '病院') return 'hospital'
  if (key === '診療所') return listKind === 'dental' ? 'dentalClinic' : 'clinic'
  if (key === '歯科診療所') return 'dentalClinic'
  if (key === '薬局' || key === '保険薬局') return 'pharmacy'
  if (key.startsWith('訪問看護')) return 'visitingNurse'
  return null
}
