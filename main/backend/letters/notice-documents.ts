import { drawChallengeSheets } from './challenge-sheet.ts'
import type { NoticeContent } from './notice-content.ts'
import { preflight, preflightTemplate } from './notice-preflight.ts'
import { noticeSettingOf } from './notice-setting.ts'
import type { NoticeTexts } from './notice-setting.ts'
import { drawNotices } from './password-notice.ts'
import { TemplateError } from './template-files.ts'

/** The letter's template and the envelopes as documents that staff edit: their problems in words, and how they would look. */

/** A letter to a facility that does not exist. */
function sampleContent(postageClass: string, dates: Pick<NoticeContent, 'issuedOn' | 'validUntil'>): NoticeContent {
  return {
    facilityName: '医療法人社団見本会　見本内科クリニック',
    listKind: 'medical',
    prefectureName: '東京都',
    postalCode: '1000013',
    address: '千代田区霞が関一丁目２番２号　見本ビル３階',
    founder: '医療法人社団見本会',
    facilityCode: '1310000000',
    noticeNumber: 'N000-000000-000',
    pieceMark: 'SAMPLE',
    postageClass,
    hasSecondNumber: true,
    ...dates,
  }
}

/**
 * What is wrong with the two documents together: JSON, schema, and a letter drawn on trial with each envelope.
 * @param kind the document that is being edited: places in it are named without its file
 * @returns sentences for a clerk; empty = usable
 */
export function noticeDocumentProblems(kind: keyof NoticeTexts, texts: NoticeTexts): string[] {
  let setting
  try {
    setting = noticeSettingOf(texts)
  } catch (error) {
    if (error instanceof TemplateError) return [...error.problems]
    throw error
  }
  const { template, envelope, otherEnvelopes } = setting
  const products = [envelope, ...otherEnvelopes]
  const content = sampleContent(template.postageClasses[0]?.id ?? '', { issuedOn: '2026-12-30', validUntil: '2026-12-31' })
  const sentences = products.flatMap((product) => {
    const place = kind === 'envelopes' || product !== envelope ? `封筒「${product.name}」: ` : ''
    const found = preflightTemplate(template, product)
    const problems = found.length > 0 ? found : preflight(content, { template, envelope: product, otherEnvelopes: [] })
    return problems.map(({ message, remedy }) => `${place}${message}${remedy}`)
  })
  return [...new Set(sentences)]
}

/**
 * How a document would look, always as 見本: the letter to a made-up facility, or the challenge sheet of each envelope.
 * @param options.issuedOn ISO date
 * @throws TemplateError for a text that does not pass its schema, NoticeNotDrawableError where the letter cannot be drawn
 */
export async function drawDocumentSample(kind: keyof NoticeTexts, texts: NoticeTexts, options: { readonly createdAt: Date; readonly issuedOn: string }): Promise<Uint8Array> {
  const { template, envelope, otherEnvelopes } = noticeSettingOf(texts)
  const { createdAt, issuedOn } = options
  if (kind === 'envelopes') {
    return await drawChallengeSheets([envelope, ...otherEnvelopes].map((product) => ({ code: '0000', lotNumber: 'L000-000000-000', createdAt, envelope: product })))
  }
  const validUntil = new Date(Date.parse(`${issuedOn}T00:00:00Z`) + template.validityDays * 86_400_000).toISOString().slice(0, 10)
  const content = sampleContent(template.postageClasses[0]?.id ?? '', { issuedOn, validUntil })
  return await drawNotices([{ ...content, password: { groups: [] }, isSample: true }], { mode: 'sample', template, envelope, createdAt })
}
