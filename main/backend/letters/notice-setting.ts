import { envelopesSchema } from '#templates/letters/envelope.ts'
import type { EnvelopeProduct } from '#templates/letters/envelope.ts'
import { noticeTemplateSchema } from '#templates/letters/password-notice/schema.ts'
import type { NoticeTemplate } from '#templates/letters/password-notice/schema.ts'
import { readTemplate, sourceTemplates, TemplateError } from './template-files.ts'

export { sourceTemplates, TemplateError } from './template-files.ts'

/** With what a notice is drawn: its template, the envelope it goes into, and the envelopes that could be chosen instead. */
export interface NoticeSetting {
  readonly template: NoticeTemplate
  /** SHA-256 of the template file, hexadecimal: stored with each letter beside its template version. */
  readonly templateHash: string
  readonly envelope: EnvelopeProduct
  readonly otherEnvelopes: readonly EnvelopeProduct[]
}

/**
 * Reads and checks the notice's template and the envelopes.
 * @param envelopeId the envelope to use; the default product when absent
 * @throws TemplateError naming the file and what is wrong, in words for a clerk
 */
export function readNoticeSetting(templatesDirectory: string = sourceTemplates, envelopeId?: string): NoticeSetting {
  const template = readTemplate(templatesDirectory, 'letters/password-notice/template.json', noticeTemplateSchema)
  const envelopes = readTemplate(templatesDirectory, 'letters/envelope.json', envelopesSchema).value
  const wanted = envelopeId ?? envelopes.defaultProduct
  const envelope = envelopes.products.find((product) => product.id === wanted)
  if (envelope === undefined) throw new TemplateError('letters/envelope.json', [`封筒「${wanted}」が一覧にありません`])
  return {
    template: template.value,
    templateHash: template.hash,
    envelope,
    otherEnvelopes: envelopes.products.filter((product) => product !== envelope),
  }
}
