import { envelopesSchema } from '#templates/letters/envelope.ts'
import type { EnvelopeProduct } from '#templates/letters/envelope.ts'
import { noticeTemplateSchema } from '#templates/letters/password-notice/schema.ts'
import type { NoticeTemplate } from '#templates/letters/password-notice/schema.ts'
import { parseTemplate, readTemplateText, sourceTemplates, TemplateError } from './template-files.ts'

/** With what a notice is drawn: its template, the envelope it goes into, and the envelopes that could be chosen instead. */
export interface NoticeSetting {
  readonly template: NoticeTemplate
  /** SHA-256 of the template's text, hexadecimal: stored with each letter beside its template version. */
  readonly templateHash: string
  readonly envelope: EnvelopeProduct
  readonly otherEnvelopes: readonly EnvelopeProduct[]
}

/** The two documents a notice is made with, as text (JSON). */
export interface NoticeTexts {
  readonly passwordNotice: string
  readonly envelopes: string
}

const files: Readonly<Record<keyof NoticeTexts, string>> = {
  passwordNotice: 'letters/password-notice/template.json',
  envelopes: 'letters/envelope.json',
}

/** The documents that are built in. @throws TemplateError when a file cannot be read */
export function readNoticeTexts(templatesDirectory: string = sourceTemplates): NoticeTexts {
  return { passwordNotice: readTemplateText(templatesDirectory, files.passwordNotice), envelopes: readTemplateText(templatesDirectory, files.envelopes) }
}

/**
 * Checks the notice's template and the envelopes.
 * @param envelopeId the envelope to use; the default product when absent
 * @throws TemplateError naming the document and what is wrong, in words for a clerk
 */
export function noticeSettingOf(texts: NoticeTexts, envelopeId?: string): NoticeSetting {
  const template = parseTemplate(files.passwordNotice, texts.passwordNotice, noticeTemplateSchema)
  const envelopes = parseTemplate(files.envelopes, texts.envelopes, envelopesSchema).value
  const wanted = envelopeId ?? envelopes.defaultProduct
  const envelope = envelopes.products.find((product) => product.id === wanted)
  if (envelope === undefined) throw new TemplateError(files.envelopes, [`封筒「${wanted}」が一覧にありません`])
  return {
    template: template.value,
    templateHash: template.hash,
    envelope,
    otherEnvelopes: envelopes.products.filter((product) => product !== envelope),
  }
}

/** The setting of the files of a folder, as `noticeSettingOf`. @throws TemplateError */
export function readNoticeSetting(templatesDirectory: string = sourceTemplates, envelopeId?: string): NoticeSetting {
  return noticeSettingOf(readNoticeTexts(templatesDirectory), envelopeId)
}
