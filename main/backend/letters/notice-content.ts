import type { FacilityListKind } from '#shared/domain/facility.ts'

/** What a password notice says of its facility: all of it known before a password exists. */
export interface NoticeContent {
  readonly facilityName: string
  readonly listKind: FacilityListKind
  /** "東京都": printed before the address unless the address begins with it. */
  readonly prefectureName: string
  /** 7 digits, or null where the list holds none: then the letter cannot be posted and is refused. */
  readonly postalCode: string | null
  readonly address: string
  /** 開設者, printed with 様 where the list holds one. */
  readonly founder: string | null
  /** 10 digits. */
  readonly facilityCode: string
  readonly noticeNumber: string
  /** Random piece id, drawn as a Data Matrix in the window. Holds no code and no name. */
  readonly pieceMark: string
  /** ISO dates. */
  readonly issuedOn: string
  readonly validUntil: string
  /** Id of the class of postage in the template: its marks stand on the letter. */
  readonly postageClass: string
  /** Six digits were told on the telephone, and redeeming asks for them; without them the letter does not speak of them. */
  readonly hasSecondNumber: boolean
}

export interface NoticeLetter extends NoticeContent {
  readonly password: { readonly groups: readonly string[] }
  /** A facility of the trial list: the letter carries 見本. */
  readonly isSample: boolean
}

export type NoticeField = keyof NoticeContent | 'template'

/** Why a letter cannot be drawn as it stands, in words for the person who can change that. */
export interface PreflightProblem {
  readonly kind: 'undrawableCharacter' | 'doesNotFit' | 'missing' | 'invalid' | 'template'
  readonly field: NoticeField
  /** One Japanese sentence. */
  readonly message: string
  /** What to do about it, one Japanese sentence. */
  readonly remedy: string
  /** For an undrawable character: the character, and its code point ("U+E38B"). */
  readonly character?: string
  readonly codePoint?: string
}

export const noticeFieldNames: Readonly<Record<NoticeField, string>> = {
  facilityName: '医療機関等の名称',
  listKind: '医科・歯科の別',
  prefectureName: '都道府県',
  postalCode: '郵便番号',
  address: '所在地',
  founder: '開設者',
  facilityCode: '医療機関等コード',
  noticeNumber: '通知書番号',
  pieceMark: 'ピースマーク',
  issuedOn: '発行日',
  validUntil: '有効期限',
  postageClass: '郵便種別',
  hasSecondNumber: '6桁の番号の有無',
  template: '通知書のひな形',
}

/** "北海道" + "札幌市…", or the address alone where it begins with its prefecture. */
export function fullAddress({ prefectureName, address }: Pick<NoticeContent, 'prefectureName' | 'address'>): string {
  const trimmed = address.trim()
  return trimmed.startsWith(prefectureName) ? trimmed : prefectureName + trimmed
}
