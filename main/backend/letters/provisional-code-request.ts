import { facilityTypeNames } from '#shared/domain/facility-list-kind.ts'
import type { ApplicantQualification, ProvisionalCodeField, ProvisionalCodeForm, ProvisionalFacilityType, Undecidable } from '#shared/domain/provisional-code-request.ts'
import { applicantQualifications, decidedValue } from '#shared/domain/provisional-code-request.ts'
import { provisionalCodeRequestTemplateSchema } from '#templates/forms/provisional-code-request/schema.ts'
import type { ProvisionalCodeRequestTemplate } from '#templates/forms/provisional-code-request/schema.ts'
import { undrawableCharacters, warmFonts } from './fonts.ts'
import { createLetterDocument } from './letter-document.ts'
import { fittingLines } from './notice-page.ts'
import { drawCoverSheet, type CoverSheet } from './provisional-code-cover.ts'
import { drawCheckBox, drawFormFrame, drawNotes, drawRowFrame, formatMonthOrDay, formFrame, rowBaseline } from './provisional-code-page.ts'
import type { FormRow } from './provisional-code-page.ts'
import type { Painter } from './painter.ts'
import { drawSampleMark } from './sample-mark.ts'
import { readTemplate, sourceTemplates } from './template-files.ts'

/** アカウント登録用仮コード付番依頼書 (domain: 仮コード): all fields, 未定 marked, room to sign. One page, after its cover sheet. */

export interface ProvisionalCodeRequestOptions {
  readonly requestNumber: string
  /** ISO date printed as 依頼日. */
  readonly requestedOn: string
  /** The only time in the document: equal input gives equal bytes. */
  readonly createdAt: Date
  /** Trial data: 見本 across the page. */
  readonly isSample: boolean
  readonly template: ProvisionalCodeRequestTemplate
  /** A cover sheet before the form; none when absent. */
  readonly cover?: CoverSheet
}

export interface RequestFormProblem {
  readonly field: ProvisionalCodeField
  /** As the form names it. */
  readonly fieldName: string
  readonly message: string
  readonly remedy: string
  readonly character?: string
  readonly codePoint?: string
}

/** A form that cannot be drawn; the message holds field names only, no answers. */
export class RequestFormNotDrawableError extends Error {
  readonly problems: readonly RequestFormProblem[]
  constructor(problems: readonly RequestFormProblem[]) {
    super(`The request form cannot be drawn: ${problems.map((problem) => problem.field).join(', ')}`)
    this.name = 'RequestFormNotDrawableError'
    this.problems = problems
  }
}

export const qualificationNames: Readonly<Record<ApplicantQualification, string>> = {
  physician: '医師',
  dentist: '歯科医師',
  insuranceDoctor: '保険医',
  pharmacist: '薬剤師',
  insurancePharmacist: '保険薬剤師',
  other: 'その他',
}

const formFacilityTypes = ['hospital', 'clinic', 'dentalClinic', 'pharmacy'] as const satisfies readonly ProvisionalFacilityType[]

const fieldNames: Readonly<Record<ProvisionalCodeField, string>> = {
  facilityType: '施設種別',
  facilityName: '施設名称',
  facilityAddress: '施設所在地',
  opening: '開設時期',
  founderName: '開設者氏名',
  founderRepresentative: '代表者氏名',
  qualifications: '保有資格',
  otherQualification: '保有資格（その他）',
  facilityTelephone: '施設の電話番号',
  contactTelephone: '連絡先',
  secondContactTelephone: '連絡先2',
}

const rows = {
  facilityType: { top: 86, height: 11, label: '施設種別', canBeUndecided: true },
  facilityName: { top: 97, height: 14, label: '施設名称', canBeUndecided: true },
  facilityAddress: { top: 111, height: 14, label: '施設所在地', canBeUndecided: true },
  opening: { top: 125, height: 11, label: '開設時期', canBeUndecided: true },
  founder: { top: 136, height: 20, label: '開設者氏名', note: '法人は名称と代表者', canBeUndecided: false },
  qualifications: { top: 156, height: 17, label: '保有資格', note: '当てはまるものすべて', canBeUndecided: false },
  facilityTelephone: { top: 173, height: 11, label: '施設の電話番号', canBeUndecided: true },
  contact: { top: 184, height: 11, label: '連絡先', note: '必ず記入', canBeUndecided: false },
  secondContact: { top: 195, height: 11, label: '連絡先2', note: '任意', canBeUndecided: false },
} as const satisfies Record<string, FormRow>

function answers(form: ProvisionalCodeForm): [ProvisionalCodeField, string][] {
  const founder = form.founder
  const given: [ProvisionalCodeField, string | null][] = [
    ['facilityName', decidedValue(form.facilityName)],
    ['facilityAddress', decidedValue(form.facilityAddress)],
    ['founderName', founder?.name ?? null],
    ['founderRepresentative', founder?.kind === 'legalPerson' ? founder.representative : null],
    ['otherQualification', form.otherQualification],
    ['facilityTelephone', decidedValue(form.facilityTelephone)],
    ['contactTelephone', form.contactTelephone],
    ['secondContactTelephone', form.secondContactTelephone],
  ]
  return given.flatMap(([field, text]): [ProvisionalCodeField, string][] => (text === null || text.trim() === '' ? [] : [[field, text.trim()]]))
}

/** Width in mm and lines that each answer may take. */
function placeOf(field: ProvisionalCodeField): { width: number; lines: number } {
  const width = formFrame.right - formFrame.value - 4
  if (field === 'facilityName' || field === 'facilityAddress') return { width: width - 22, lines: 2 }
  if (field === 'facilityTelephone') return { width: width - 22, lines: 1 }
  if (field === 'founderName' || field === 'founderRepresentative') return { width: width - 16, lines: 1 }
  return field === 'otherQualification' ? { width: 78, lines: 1 } : { width, lines: 1 }
}

const typeSizes = { largest: 11, smallest: 7 }

/** @returns empty when the form can be drawn, else what cannot, each with its remedy */
export function preflightProvisionalCodeRequest(form: ProvisionalCodeForm): RequestFormProblem[] {
  return answers(form).flatMap(([field, text]): RequestFormProblem[] => {
    const undrawable = undrawableCharacters(text)
    if (undrawable.length > 0) {
      return undrawable.map(({ character, codePoint }) => ({
        field,
        fieldName: fieldNames[field],
        character,
        codePoint,
        message: `${fieldNames[field]}に、印刷できない文字（${codePoint}）があります。`,
        remedy: '別の字体で入力し直してください。',
      }))
    }
    if (fittingLines(text, 'mincho', placeOf(field), typeSizes.largest, typeSizes.smallest) !== null) return []
    return [{ field, fieldName: fieldNames[field], message: `${fieldNames[field]}が長く、依頼書の欄に収まりません。`, remedy: '欄に収まる長さで入力し、残りは備考として支払基金に伝えてください。' }]
  })
}

function drawAnswer(painter: Painter, field: ProvisionalCodeField, text: string | null, left: number, baseline: number): void {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return
  const fit = fittingLines(trimmed, 'mincho', placeOf(field), typeSizes.largest, typeSizes.smallest)
  if (fit === null) throw new RangeError('The form was not checked before drawing')
  const leading = 5
  const first = baseline - ((fit.lines.length - 1) * leading) / 2
  for (const [index, line] of fit.lines.entries()) painter.text(line, left, first + index * leading, { typeface: 'mincho', size: fit.size })
}

function drawUndecided(painter: Painter, row: FormRow, field: Undecidable<unknown> | null): void {
  drawCheckBox(painter, formFrame.right - 19, rowBaseline(row), '未定', field?.undecided === true)
}

function drawRows(painter: Painter, form: ProvisionalCodeForm): void {
  for (const row of Object.values(rows)) drawRowFrame(painter, row)
  const type = decidedValue(form.facilityType)
  let left = formFrame.value
  for (const choice of formFacilityTypes) left += drawCheckBox(painter, left, rowBaseline(rows.facilityType), facilityTypeNames[choice], choice === type) + 5
  drawUndecided(painter, rows.facilityType, form.facilityType)

  const text = (field: ProvisionalCodeField, row: FormRow, answer: Undecidable<string> | null): void => {
    drawAnswer(painter, field, decidedValue(answer), formFrame.value, rowBaseline(row))
    drawUndecided(painter, row, answer)
  }
  text('facilityName', rows.facilityName, form.facilityName)
  text('facilityAddress', rows.facilityAddress, form.facilityAddress)
  text('facilityTelephone', rows.facilityTelephone, form.facilityTelephone)
  const opening = decidedValue(form.opening)
  if (opening !== null) painter.text(formatMonthOrDay(opening), formFrame.value, rowBaseline(rows.opening), { typeface: 'mincho', size: typeSizes.largest })
  drawUndecided(painter, rows.opening, form.opening)
  drawFounder(painter, form)
  drawQualifications(painter, form)
  drawAnswer(painter, 'contactTelephone', form.contactTelephone, formFrame.value, rowBaseline(rows.contact))
  drawAnswer(painter, 'secondContactTelephone', form.secondContactTelephone, formFrame.value, rowBaseline(rows.secondContact))
}

function drawFounder(painter: Painter, { founder }: ProvisionalCodeForm): void {
  const { top, height } = rows.founder
  const middle = top + height / 2
  painter.line(formFrame.value - 3, middle, formFrame.right, middle, { width: 0.12, grey: 0.55 })
  for (const [index, label] of ['氏名・名称', '代表者'].entries()) {
    const baseline = top + (height / 2) * (index + 0.5) + 1.3
    painter.text(label, formFrame.value, baseline, { typeface: 'gothic', size: 7.5 })
  }
  const left = formFrame.value + 16
  drawAnswer(painter, 'founderName', founder?.name ?? null, left, top + height * 0.25 + 1.4)
  drawAnswer(painter, 'founderRepresentative', founder?.kind === 'legalPerson' ? founder.representative : null, left, top + height * 0.75 + 1.4)
}

function drawQualifications(painter: Painter, form: ProvisionalCodeForm): void {
  const { top, height } = rows.qualifications
  const baselines = [top + height * 0.25 + 1.8, top + height * 0.75 + 0.8] as const
  let left = formFrame.value
  for (const qualification of applicantQualifications) {
    if (qualification === 'other') continue
    left += drawCheckBox(painter, left, baselines[0], qualificationNames[qualification], form.qualifications.includes(qualification)) + 5
  }
  const width = drawCheckBox(painter, formFrame.value, baselines[1], `${qualificationNames.other}（`, form.qualifications.includes('other'))
  drawAnswer(painter, 'otherQualification', form.otherQualification, formFrame.value + width + 1, baselines[1])
  painter.text('）', formFrame.value + width + 82, baselines[1], { typeface: 'gothic', size: 9.5 })
}

/** @param templates folder of the templates; without it that of the source tree. @throws TemplateError */
export const readProvisionalCodeRequestTemplate = (templates = sourceTemplates): ProvisionalCodeRequestTemplate =>
  readTemplate(templates, 'forms/provisional-code-request/template.json', provisionalCodeRequestTemplateSchema).value

/**
 * Draws the request form. What has not been asked stays empty, to be filled in by hand.
 * @throws RequestFormNotDrawableError when an answer holds a character that cannot be printed, or is too long
 * @throws RangeError for a request number or date that is none
 */
export async function drawProvisionalCodeRequest(form: ProvisionalCodeForm, options: ProvisionalCodeRequestOptions): Promise<Uint8Array> {
  if (!/^[0-9A-Za-z-]{1,24}$/u.test(options.requestNumber)) throw new RangeError('A request number is up to 24 letters, digits and dashes')
  await warmFonts()
  const problems = preflightProvisionalCodeRequest(form)
  if (problems.length > 0) throw new RequestFormNotDrawableError(problems)
  const { template } = options
  const document = createLetterDocument({ title: template.title, createdAt: options.createdAt })
  if (options.cover !== undefined) {
    const cover = document.newPainter()
    if (options.isSample) drawSampleMark(cover)
    drawCoverSheet(cover, template, form, { ...options, ...options.cover })
    document.addPage(cover, [])
  }
  const painter = document.newPainter()
  if (options.isSample) drawSampleMark(painter)
  drawFormFrame(painter, template, options)
  drawRows(painter, form)
  drawNotes(painter, template)
  document.addPage(painter, [])
  return document.finish()
}
