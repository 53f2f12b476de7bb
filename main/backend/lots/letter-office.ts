/** Letters of this desktop: what can be drawn, previews, and the documents of a lot. Knows no passwords beyond one call. */
import type { FacilitySnapshot, NoticeRecord, ProvisionalCodeRequestRecord, TemplateReference } from '#shared/contract/records.ts'
import { addDays, dateInJapan } from '#shared/domain/japan-days.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { passwordAlphabet } from '#shared/domain/notice-password.ts'
import type { ProvisionalCodeRequestTemplate } from '#templates/forms/provisional-code-request/schema.ts'
import type { PostageClass } from '#templates/letters/password-notice/schema.ts'
import { useFontDirectory } from '../letters/fonts.ts'
import { drawChallengeSheet } from '../letters/challenge-sheet.ts'
import { drawDocumentSample, noticeDocumentProblems } from '../letters/notice-documents.ts'
import { noticeSettingOf, readNoticeTexts, type NoticeSetting, type NoticeTexts } from '../letters/notice-setting.ts'
import { drawNotices, preflightNotice, type NoticeContent, type NoticeLetter } from '../letters/password-notice.ts'
import type { CoverSheet } from '../letters/provisional-code-cover.ts'
import { drawProvisionalCodeRequest, readProvisionalCodeRequestTemplate } from '../letters/provisional-code-request.ts'
import type { BackendDependencies } from '../ports.ts'

const pieceIdLength = 12

/** The documents an office has published; null = what is built in. */
export interface PublishedDocuments {
  readonly passwordNotice: string | null
  readonly envelopes: string | null
}

export type LetterOffice = ReturnType<typeof createLetterOffice>

/** @param core of which it needs no more than these */
export const createLetterOffice = (core: { readonly deps: Pick<BackendDependencies, 'clock' | 'random' | 'log' | 'resources'> }) => {
  const templates = core.deps.resources?.templates
  useFontDirectory(core.deps.resources?.fonts ?? null)
  let builtIn: NoticeTexts | null = null
  /** Read once a start. */
  const builtInTexts = (): NoticeTexts => (builtIn ??= templates === undefined ? readNoticeTexts() : readNoticeTexts(templates))
  let inUse: { readonly texts: NoticeTexts; readonly setting: NoticeSetting } | null = null
  const used = () => (inUse ??= { texts: builtInTexts(), setting: noticeSettingOf(builtInTexts()) })
  let requestTemplate: ProvisionalCodeRequestTemplate | null = null
  const requestFormTemplate = () => (requestTemplate ??= readProvisionalCodeRequestTemplate(templates))
  const current = (): NoticeSetting => used().setting
  const createdAt = () => new Date(core.deps.clock.now())

  /** @param facility as it is now: with the 外字 corrected since the request */
  const contentOf = (notice: NoticeRecord, facility: FacilitySnapshot, pieceMark: string, template = current().template): NoticeContent => {
    const issuedOn = dateInJapan(core.deps.clock.now())
    return {
      facilityName: facility.name, listKind: facility.listKind, prefectureName: prefectureByNumber(facility.prefectureNumber)?.name ?? '',
      postalCode: facility.postalCode, address: facility.address, founder: facility.founder, facilityCode: facility.facilityCode,
      noticeNumber: notice.noticeNumber, pieceMark, issuedOn, validUntil: addDays(issuedOn, template.validityDays),
      postageClass: notice.postageClass, hasSecondNumber: notice.needsSecondNumber,
    }
  }
  const options = (mode: 'live' | 'sample', { template, envelope } = current()) => ({ mode, template, envelope, createdAt: createdAt() })
  const samplePiece = 'A'.repeat(pieceIdLength)

  return {
    /**
     * Takes in what the office has published, at the start and whenever it changes. A text that does not pass its schema
     * is never used: what was in use stays.
     */
    use: (documents: PublishedDocuments): void => {
      // Nothing published, nothing drawn yet: what is built in is read when a letter asks for it.
      if (inUse === null && documents.passwordNotice === null && documents.envelopes === null) return
      for (const kind of ['passwordNotice', 'envelopes'] as const) {
        const texts = { ...used().texts, [kind]: documents[kind] ?? builtInTexts()[kind] }
        if (texts[kind] === used().texts[kind]) continue
        try {
          inUse = { texts, setting: noticeSettingOf(texts) }
        } catch {
          core.deps.log.info('officeDocument.ignored', { kind })
        }
      }
    },
    /** What is used where nothing is published. */
    builtInText: (kind: keyof NoticeTexts): string => builtInTexts()[kind],
    templateVersion: (): string => current().template.templateVersion,
    /** Version as staff named it, and SHA-256 of the text, hexadecimal. */
    templateReference: (): TemplateReference => ({ version: current().template.templateVersion, hash: current().templateHash }),
    /** The first is the default. */
    postageClasses: (): readonly PostageClass[] => current().template.postageClasses,
    validityDays: (): number => current().template.validityDays,
    /** Sentences for the clerk who edits it, each with its place; empty = it can be published. */
    checkDocument: (kind: keyof NoticeTexts, text: string): string[] => noticeDocumentProblems(kind, { ...used().texts, [kind]: text }),
    /** 見本 of a letter to a made-up facility, or the challenge sheets of the envelopes. @throws TemplateError for a text that does not pass its schema */
    drawDocumentPreview: async (kind: keyof NoticeTexts, text: string): Promise<Uint8Array> =>
      await drawDocumentSample(kind, { ...used().texts, [kind]: text }, { createdAt: createdAt(), issuedOn: dateInJapan(core.deps.clock.now()) }),
    /** A random piece id: no code, no name, nothing to guess from. */
    newPieceId: (): string => Array.from({ length: pieceIdLength }, () => passwordAlphabet[core.deps.random.below(passwordAlphabet.length)]).join(''),
    contentOf,
    /** Sentences with the remedy; empty = the letter can be made. */
    problemsOf: (notice: NoticeRecord, facility: FacilitySnapshot = notice.facility): string[] =>
      preflightNotice(contentOf(notice, facility, samplePiece), current()).map((problem) => `${problem.message}${problem.remedy}`),
    /**
     * The letter as 見本.
     * @param text the template it was printed with, where that is not the one in use
     * @throws TemplateError for a text that does not pass its schema, NoticeNotDrawableError for a letter that cannot be drawn
     */
    drawPreview: async (notice: NoticeRecord, text?: string, facility: FacilitySnapshot = notice.facility): Promise<Uint8Array> => {
      const setting = text === undefined ? current() : noticeSettingOf({ ...used().texts, passwordNotice: text })
      const content = contentOf(notice, facility, samplePiece, setting.template)
      return await drawNotices([{ ...content, password: { groups: ['XXXX', 'XXXX', 'XXXX', 'XXXX'] }, isSample: true }], options('sample', setting))
    },
    drawLetters: async (letters: readonly NoticeLetter[]): Promise<Uint8Array> => await drawNotices(letters, options('live')),
    drawChallenge: async (code: string, lotNumber: string): Promise<Uint8Array> => await drawChallengeSheet({ code, lotNumber, createdAt: createdAt(), envelope: current().envelope }),
    /** The request form of a 仮コード, its cover sheet first. @throws RequestFormNotDrawableError */
    drawRequestForm: async (request: ProvisionalCodeRequestRecord, { isSample, cover }: { isSample: boolean; cover: CoverSheet }): Promise<Uint8Array> =>
      await drawProvisionalCodeRequest(request.form, { requestNumber: request.requestNumber, requestedOn: dateInJapan(Date.parse(request.requestedAt)), createdAt: createdAt(), isSample, cover, template: requestFormTemplate() }),
  }
}
