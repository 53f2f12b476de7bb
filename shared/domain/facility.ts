/**
 * A facility of the published list (地方厚生局「コード内容別医療機関一覧表」) and the words the
 * product uses for it everywhere.
 */

/** 点数表 lists: 医科, 歯科, 薬局 (調剤), 訪問看護. One list of the bureau covers one prefecture and one of these. */
export const facilityListKinds = ['medical', 'dental', 'pharmacy', 'visitingNurse'] as const
export type FacilityListKind = (typeof facilityListKinds)[number]

/** 種別 as a caller would say it: a hospital and a clinic stand in the same (medical) list. */
export const facilityTypes = ['hospital', 'clinic', 'dentalClinic', 'pharmacy', 'visitingNurse'] as const
export type FacilityType = (typeof facilityTypes)[number]

/** 現存 / 休止 as published. */
export const publishedStatuses = ['active', 'suspended'] as const
export type PublishedStatus = (typeof publishedStatuses)[number]

/** What the list of a desktop says of a facility: `closed` = once published, no longer in the list that covers it. */
export const facilityStatuses = ['active', 'suspended', 'closed'] as const
export type FacilityStatus = (typeof facilityStatuses)[number]

/** Where a reading (フリガナ) is from: 医療情報ネット's open data, a guess of the dictionary, a person. */
export const readingSources = ['official', 'dictionary', 'hand'] as const
export type ReadingSource = (typeof readingSources)[number]

/** 承継 between an old code and a new one: set, or offered and found to be none. */
export const successionStates = ['linked', 'dismissed'] as const
export type SuccessionState = (typeof successionStates)[number]

/** What a list is: the bureau's own print report, or a table with headings of unknown origin. */
export const listForms = ['bureauReport', 'table'] as const
export type ListForm = (typeof listForms)[number]

/**
 * One record as published, text unchanged (外字, full-width digits and dashes included).
 * Absent = null. This is what a parsed list holds, before it is compared with the list in use.
 */
export interface PublishedFacility {
  /** 医療機関等コード, 10 digits. */
  readonly facilityCode: string
  readonly name: string
  /** 7 digits without separator, or null. */
  readonly postalCode: string | null
  /** Address as published; begins with the prefecture only in a few rows (domain: 378 of 15,099). */
  readonly address: string
  /** As published ("0776-23-2640", "0126(22)1234"), or null. */
  readonly telephone: string | null
  /** 開設者 */
  readonly founder: string | null
  /** 管理者 */
  readonly manager: string | null
  /** 指定年月日 as ISO date (YYYY-MM-DD), or null. */
  readonly designatedOn: string | null
  readonly type: FacilityType
  readonly status: PublishedStatus
}

/** A facility as the product holds it. */
export interface Facility extends Omit<PublishedFacility, 'status'> {
  readonly status: FacilityStatus
  readonly listKind: FacilityListKind
  /** 都道府県番号 01–47 (never the second range 51–97). */
  readonly prefectureNumber: string
  /** True for rows of the generated trial list: letters carry 見本. */
  readonly isSample: boolean
  /** Version of the list that last touched this row. */
  readonly listVersion: number
}

/** Items of a list a column of a table can hold. */
export const listColumns = [
  'facilityCode', 'name', 'postalCode', 'address', 'telephone', 'founder', 'manager', 'designatedOn', 'type', 'status', 'beds', 'prefecture',
] as const
export type ListColumn = (typeof listColumns)[number]
