/** Letters of this desktop: what can be drawn, previews, and the documents of a lot. Knows no passwords beyond one call. */
import type { FacilitySnapshot, NoticeRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { passwordAlphabet } from '#shared/domain/notice-password.ts'
import { todayInJapan, type Core } from '../core.ts'
import { useFontDirectory } from '../letters/fonts.ts'
import { drawChallengeSheet } from '../letters/challenge-sheet.ts'
import { readNoticeSetting } from '../letters/notice-setting.ts'
import { drawNotices, preflightNotice, type NoticeContent, type NoticeLetter } from '../letters/password-notice.ts'
import { drawProvisionalCodeRequest } from '../letters/provisional-code-request.ts'

const pieceIdLength = 12

const addDays = (isoDate: string, days: number): string => new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export type LetterOffice = ReturnType<typeof createLetterOffice>

export const createLetterOffice = (core: Core) => {
  const templates = core.deps.resources?.templates
  useFontDirectory(core.deps.resources?.fonts ?? null)
  const readSetting = () => (templates === undefined ? readNoticeSetting() : readNoticeSetting(templates))
  let setting: ReturnType<typeof readNoticeSetting> | null = null
  /** Read once a start: a template changed meanwhile is used from the next start on. */
  const current = () => (setting ??= readSetting())
  const createdAt = () => new Date(core.deps.clock.now())

  const contentOf = (notice: NoticeRecord, facility: FacilitySnapshot, pieceMark: string): NoticeContent => {
    const issuedOn = todayInJapan(core)
    return {
      facilityName: facility.name, listKind: facility.listKind, prefectureName: prefectureByNumber(facility.prefectureNumber)?.name ?? '',
      postalCode: facility.postalCode, address: facility.address, founder: facility.founder, facilityCode: facility.facilityCode,
      noticeNumber: notice.noticeNumber, pieceMark, issuedOn, validUntil: addDays(issuedOn, current().template.validityDays),
    }
  }
  const options = (mode: 'live' | 'sample') => ({ mode, template: current().template, envelope: current().envelope, createdAt: createdAt() })
  const samplePiece = 'A'.repeat(pieceIdLength)

  return {
    templateVersion: () => current().template.templateVersion,
    /** A random piece id: no code, no name, nothing to guess from. */
    newPieceId: (): string => Array.from({ length: pieceIdLength }, () => passwordAlphabet[core.deps.random.below(passwordAlphabet.length)]).join(''),
    contentOf,
    /** Sentences with the remedy; empty = the letter can be made. */
    problemsOf: (notice: NoticeRecord): string[] =>
      preflightNotice(contentOf(notice, notice.facility, samplePiece), current()).map((problem) => `${problem.message}${problem.remedy}`),
    drawPreview: async (notice: NoticeRecord): Promise<Uint8Array> =>
      await drawNotices([{ ...contentOf(notice, notice.facility, samplePiece), password: { groups: ['XXXX', 'XXXX', 'XXXX', 'XXXX'] }, isSample: true }], options('sample')),
    drawLetters: async (letters: readonly NoticeLetter[]): Promise<Uint8Array> => await drawNotices(letters, options('live')),
    drawChallenge: async (code: string, lotNumber: string): Promise<Uint8Array> => await drawChallengeSheet({ code, lotNumber, createdAt: createdAt() }),
    drawRequestForm: async (request: ProvisionalCodeRequestRecord, isSample: boolean): Promise<Uint8Array> =>
      await drawProvisionalCodeRequest(request.form, { requestNumber: request.requestNumber, requestedOn: todayInJapan(core), createdAt: createdAt(), isSample }),
  }
}
