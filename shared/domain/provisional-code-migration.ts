/** Which facility of the list a facility that asked for a 仮コード may have become. Offered to a person, never linked by itself. */
import type { FacilityListKind } from './facility.ts'
import { decidedValue, type ProvisionalCodeForm, type ProvisionalFacilityType } from './provisional-code-request.ts'
import { addressKey, nameKey, spokenNameKey } from './search-key.ts'

/** The list a facility of this type is published in. */
const listKindOfType: Readonly<Record<ProvisionalFacilityType, FacilityListKind>> = {
  hospital: 'medical',
  clinic: 'medical',
  dentalClinic: 'dental',
  pharmacy: 'pharmacy',
}

/** What must be known of a request to look for its facility; null while name or address are 未定. */
export interface WantedFacility {
  readonly name: string
  readonly address: string
  readonly founder: string
  /** Null = the type is 未定: any list. */
  readonly listKind: FacilityListKind | null
}

export function wantedFacility(form: ProvisionalCodeForm): WantedFacility | null {
  const name = decidedValue(form.facilityName)
  const address = decidedValue(form.facilityAddress)
  const type = decidedValue(form.facilityType)
  if (name === null || address === null || form.founder === null) return null
  const wanted = { name: nameKey(name), address: addressKey(address), founder: spokenNameKey(form.founder.name), listKind: type === null ? null : listKindOfType[type] }
  return wanted.name === '' || wanted.address === '' || wanted.founder === '' ? null : wanted
}

/** One text is the other, or the other with more behind it that begins something new. */
const goesOnWith = (one: string, other: string, isNew: RegExp): boolean => {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  return longer.startsWith(shorter) && (longer.length === shorter.length || isNew.test(longer.slice(shorter.length)))
}

/** Same place: equal keys, or one of them names a building too. 一丁目9 is not 一丁目90. */
export function isSamePlace(one: string, other: string): boolean {
  return one === other || (/\d$/u.test(one.length <= other.length ? one : other) && goesOnWith(one, other, /^[^\d-]/u))
}

/** Same founder: equal keys, or one of them names the representative too (医療法人見本会 理事長 見本 太郎). */
export function isSameFounder(one: string, other: string): boolean {
  return one === other || goesOnWith(one, other, /^(?:理事長|代表|会長|社長|院長|取締役|知事|市長|町長|村長|学長|総長)/u)
}

/** Same name, same founder and same address, in the list its type belongs to. */
export function mayHaveBecome(wanted: WantedFacility, facility: { readonly name: string; readonly address: string; readonly founder: string | null; readonly listKind: FacilityListKind }): boolean {
  return (
    facility.founder !== null &&
    (wanted.listKind === null || wanted.listKind === facility.listKind) &&
    nameKey(facility.name) === wanted.name &&
    isSamePlace(addressKey(facility.address), wanted.address) &&
    isSameFounder(spokenNameKey(facility.founder), wanted.founder)
  )
}
