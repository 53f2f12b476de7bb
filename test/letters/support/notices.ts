import { readNoticeSetting } from '#backend/letters/notice-setting.ts'
import type { NoticeLetter } from '#backend/letters/password-notice.ts'

export const setting = readNoticeSetting()
export const createdAt = new Date('2026-11-04T00:00:00Z')
export const live = { mode: 'live', template: setting.template, envelope: setting.envelope, createdAt } as const

export function noticeLetter(change: Partial<NoticeLetter> = {}): NoticeLetter {
  return {
    facilityName: '医療法人社団桜会 さくら内科クリニック',
    listKind: 'medical',
    prefectureName: '東京都',
    postalCode: '1130033',
    address: '文京区本郷七丁目３番１号 第二さくらビル４階',
    founder: '桜 花子',
    facilityCode: '1318814790',
    noticeNumber: 'N2026-004217',
    pieceMark: 'K7Q2M9XA3C',
    issuedOn: '2026-11-04',
    validUntil: '2026-12-04',
    postageClass: 'simplifiedRegistered',
    hasSecondNumber: true,
    password: { groups: ['AKW7', 'RQ4N', 'W8XE', 'M3TH'] },
    isSample: false,
    ...change,
  }
}
