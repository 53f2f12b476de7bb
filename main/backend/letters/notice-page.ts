import { characterReading } from '#shared/domain/notice-password.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import type { EnvelopeProduct } from '#templates/letters/envelope.ts'
import { secondNumberStep } from '#templates/letters/password-notice/schema.ts'
import type { NoticeTemplate, PostageClass } from '#templates/letters/password-notice/schema.ts'
import { textWidth } from './fonts.ts'
import type { Typeface } from './fonts.ts'
import { breakWording, lineSetter } from './line-breaking.ts'
import type { NoticeContent } from './notice-content.ts'
import { numberedWithout, stepsOf } from './notice-steps.ts'
import type { NoticeStep, StepSubject } from './notice-steps.ts'
import type { Painter } from './painter.ts'
import { qrMatrix } from './symbols.ts'

/**
 * The page of a password notice: what every letter has (drawn once a document) and what is its own.
 * Three panels between the folds: address and title, ①–③, ④–⑥ with whom to ask.
 */

export const sheet = { width: 210, height: 297 }

const sizes = { body: 9, heading: 11.5, title: 21, small: 7.5, label: 8 }
const bodyLeading = 4.7
/** Numbered circles stand in a rail of their own, what they speak of right of it. */
const rail = { centre: 4, radius: 3.2, content: 11.5 }
const hairline = { width: 0.15, grey: 0.45 }
const tint = 0.92
const passwordGap = 2.4
const receiptBox = { width: 8, height: 11, gap: 1.3 }

interface Frame {
  readonly left: number
  readonly right: number
  readonly content: number
}

function frameOf({ layout }: NoticeTemplate): Frame {
  return {
    left: layout.margins.left,
    right: sheet.width - layout.margins.right,
    content: layout.margins.left + rail.content,
  }
}

function drawLines(painter: Painter, text: string, place: { left: number; baseline: number; width: number }, style: { typeface: Typeface; size: number }, leading = bodyLeading): number {
  const lines = breakWording(text, style, place.width) ?? text.split('\n')
  for (const [index, line] of lines.entries()) painter.text(line, place.left, place.baseline + index * leading, style)
  return place.baseline + lines.length * leading
}

function stepTop(template: NoticeTemplate, subject: StepSubject): number {
  // Steps up to the password stand in the same place on every letter.
  return stepsOf(template, true).find((step) => step.subject === subject)?.top ?? 0
}

/** Letters of one kind share everything but their own facility, dates and password. */
export interface NoticeFormKind {
  readonly postageClass: PostageClass
  readonly hasSecondNumber: boolean
}

/** Everything that is the same on each letter of a kind. */
export function drawNoticeForm(painter: Painter, template: NoticeTemplate, envelope: EnvelopeProduct, { postageClass, hasSecondNumber }: NoticeFormKind): void {
  const frame = frameOf(template)
  drawFoldMarks(painter, envelope)
  drawPostageMarks(painter, template, frame, postageClass.marks)
  drawSender(painter, template, frame)
  drawTitle(painter, template, frame, hasSecondNumber)
  for (const step of stepsOf(template, hasSecondNumber)) drawStep(painter, template, frame, step)
  drawPortalCode(painter, template, frame)
  if (hasSecondNumber) drawReceiptBoxes(painter, template, frame)
  drawClosing(painter, template, frame, hasSecondNumber)
  painter.text(`様式 ${template.templateVersion}`, frame.left, template.layout.footerBaseline, { typeface: 'gothic', size: 6.5 })
}

function drawFoldMarks(painter: Painter, envelope: EnvelopeProduct): void {
  for (const fold of envelope.folds) {
    painter.line(5, fold, 9, fold, hairline)
    painter.line(sheet.width - 9, fold, sheet.width - 5, fold, hairline)
  }
}

/** Of a mark with its frame. */
export function postageMarkWidth(mark: string): number {
  return textWidth(mark, 'gothicBold', 9.5, 0.6) + 7
}

function drawPostageMarks(painter: Painter, { layout }: NoticeTemplate, frame: Frame, marks: readonly string[]): void {
  const height = 6.6
  let right = frame.right
  for (const mark of [...marks].reverse()) {
    const width = postageMarkWidth(mark)
    painter.rectangle({ left: right - width, top: layout.senderColumn.top, right, bottom: layout.senderColumn.top + height }, { stroke: 0, lineWidth: 0.3 })
    painter.text(mark, right - width / 2, layout.senderColumn.top + 4.55, { typeface: 'gothicBold', size: 9.5, tracking: 0.6, align: 'centre' })
    right -= width + 2
  }
}

function drawSender(painter: Painter, { layout, sender, helpline }: NoticeTemplate, frame: Frame): void {
  const { left, top } = layout.senderColumn
  painter.text('発行日', left, top + 16, { typeface: 'gothic', size: sizes.label })
  painter.text('通知書番号', left, top + 21.5, { typeface: 'gothic', size: sizes.label })
  painter.line(left, top + 25.5, frame.right, top + 25.5, hairline)
  painter.text('差出人', left, top + 30.5, { typeface: 'gothic', size: sizes.label })
  painter.text(sender.organisation, left, top + 36, { typeface: 'gothicBold', size: 10 })
  painter.text(sender.office, left, top + 41.2, { typeface: 'gothic', size: 9 })
  painter.text(`電話 ${helpline.number}（${helpline.note}）`, left, top + 46.2, { typeface: 'gothic', size: 9 })
}

function drawTitle(painter: Painter, { wording, layout }: NoticeTemplate, frame: Frame, hasSecondNumber: boolean): void {
  const { titleTop } = layout
  painter.text(wording.titleSmall, frame.left, titleTop + 3, { typeface: 'gothic', size: sizes.body })
  painter.text(wording.title, frame.left - 0.5, titleTop + 11.8, { typeface: 'gothicBold', size: sizes.title, tracking: 0.4 })
  drawLines(painter, hasSecondNumber ? wording.lead : numberedWithout(wording.lead), { left: frame.left, baseline: titleTop + 18.8, width: frame.right - frame.left }, { typeface: 'gothic', size: sizes.body })
}

/** Where the box of the expiry date stands, beside the title. */
function validUntilBox({ layout }: NoticeTemplate, frame: Frame) {
  return { left: layout.senderColumn.left, right: frame.right, top: layout.titleTop + 0.4, bottom: layout.titleTop + 13 }
}

function drawStep(painter: Painter, template: NoticeTemplate, frame: Frame, { subject, number, top, heading, text }: NoticeStep): void {
  const baseline = top + 4.4
  // The first step after the title and the first below the fold need no line above them.
  if (number !== 1 && number !== secondNumberStep) painter.line(frame.left, top - 2.6, frame.right, top - 2.6, hairline)
  painter.circle(frame.left + rail.centre, baseline - 1.45, rail.radius, { fill: 0 })
  painter.text(String(number), frame.left + rail.centre, baseline, { typeface: 'gothicBold', size: 11.5, align: 'centre', grey: 1 })
  painter.text(heading, frame.content, baseline, { typeface: 'gothicBold', size: sizes.heading })
  if (subject === 'facilityCode') {
    painter.text(text, codePlate(template, frame).right + 5, baseline, { typeface: 'gothic', size: sizes.body })
    return
  }
  const beside = subject === 'portal' ? template.layout.qrSize + 6 : subject === 'secondNumber' ? receiptRowWidth + 6 : 0
  drawLines(painter, text, { left: frame.content, baseline: baseline + 5.4, width: frame.right - frame.content - beside }, { typeface: 'gothic', size: sizes.body })
}

function drawPortalCode(painter: Painter, template: NoticeTemplate, frame: Frame): void {
  const { portal, layout } = template
  const matrix = qrMatrix(portal.url)
  const module = layout.qrSize / matrix.length
  const top = stepTop(template, 'portal')
  painter.modules(matrix, frame.right - layout.qrSize, top, module)
  painter.text(portal.url, frame.content, top + 20.2, { typeface: 'gothic', size: 11 })
}

const receiptRowWidth = 6 * receiptBox.width + 5 * receiptBox.gap + 2

function drawReceiptBoxes(painter: Painter, template: NoticeTemplate, frame: Frame): void {
  const top = stepTop(template, 'secondNumber') + 1
  for (let index = 0; index < 6; index++) {
    // A wider gap in the middle: six digits are read and written three by three.
    const left = frame.right - receiptRowWidth + index * (receiptBox.width + receiptBox.gap) + (index < 3 ? 0 : 2)
    painter.rectangle({ left, right: left + receiptBox.width, top, bottom: top + receiptBox.height }, { stroke: 0, lineWidth: 0.3, radius: 0.8 })
  }
}

function drawClosing(painter: Painter, { wording, helpline, sender, layout }: NoticeTemplate, frame: Frame, hasSecondNumber: boolean): void {
  const top = layout.closingTop
  const height = 24
  const middle = frame.left + (frame.right - frame.left) * 0.55
  painter.rectangle({ left: frame.left, right: frame.right, top, bottom: top + height }, { fill: tint, radius: 1.2 })
  painter.line(middle, top + 4, middle, top + height - 4, hairline)
  painter.text(wording.notRequestedHeading, frame.left + 5, top + 6.6, { typeface: 'gothicBold', size: 10 })
  drawLines(painter, hasSecondNumber ? wording.notRequested : numberedWithout(wording.notRequested), { left: frame.left + 5, baseline: top + 12, width: middle - frame.left - 10 }, { typeface: 'gothic', size: 8.5 }, 4.4)
  const left = middle + 6
  painter.text(wording.helplineHeading, left, top + 6.6, { typeface: 'gothicBold', size: 10 })
  painter.text(sender.office, left, top + 12, { typeface: 'gothic', size: 8.5 })
  const width = painter.text(helpline.number, left, top + 19.8, { typeface: 'gothicBold', size: 15.5 })
  painter.text(helpline.note, left + width + 2, top + 19.8, { typeface: 'gothic', size: 8.5 })
}

function codePlate(template: NoticeTemplate, frame: Frame) {
  const top = stepTop(template, 'facilityCode') + 7
  return { left: frame.content, right: frame.content + 60, top, bottom: top + 10 }
}

const weekdays = ['日', '月', '火', '水', '木', '金', '土'] as const

/** "令和8年12月4日（金）" */
function dateWithWeekday(iso: string): string {
  return `${formatWareki(iso)}（${weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? ''}）`
}

/** The largest size, from the given one down in quarter points, at which a text takes no more than these lines. */
export function fittingLines(text: string, typeface: Typeface, place: { width: number; lines: number }, largest: number, smallest: number): { size: number; lines: string[] } | null {
  const setLines = lineSetter(text, typeface)
  for (const mayBreakWords of [false, true]) {
    for (let size = largest; size >= smallest; size -= 0.25) {
      const lines = setLines({ size, widthOfLine: () => place.width, mostLines: place.lines, mayBreakWords })
      if (lines !== null) return { size, lines }
    }
  }
  return null
}

/** What is the letter's own, apart from the address: dates, numbers, facility, password. */
export function drawNoticeContent(painter: Painter, template: NoticeTemplate, content: NoticeContent, groups: readonly string[]): void {
  const frame = frameOf(template)
  const { senderColumn } = template.layout
  const values = senderColumn.left + 19
  painter.text(formatWareki(content.issuedOn), values, senderColumn.top + 16, { typeface: 'gothic', size: 9.5 })
  painter.text(content.noticeNumber, values, senderColumn.top + 21.5, { typeface: 'gothic', size: 9.5 })
  drawValidUntil(painter, template, frame, content.validUntil)
  drawFacility(painter, template, frame, content)
  drawPassword(painter, template, frame, groups)
  painter.text(`通知書番号 ${content.noticeNumber}`, frame.right, template.layout.footerBaseline, { typeface: 'gothic', size: 6.5, align: 'right' })
}

function drawValidUntil(painter: Painter, template: NoticeTemplate, frame: Frame, validUntil: string): void {
  const box = validUntilBox(template, frame)
  painter.rectangle(box, { stroke: 0, lineWidth: 0.4, radius: 1.2 })
  painter.text(template.wording.validUntilLabel, box.left + 4, box.top + 4.8, { typeface: 'gothic', size: sizes.label })
  const date = `${dateWithWeekday(validUntil)}まで`
  const fit = fittingLines(date, 'gothicBold', { width: box.right - box.left - 8, lines: 1 }, 12.5, 9)
  painter.text(date, box.left + 4, box.top + 10.3, { typeface: 'gothicBold', size: fit?.size ?? 9 })
}

interface FacilityNameFit { readonly size: number; readonly lines: readonly string[] }

const nameFits = new WeakMap<NoticeContent, { readonly template: NoticeTemplate; readonly fit: FacilityNameFit | null }>()

/** The facility's name as it stands beside its code; null = it does not fit there. */
export function fitFacilityName(template: NoticeTemplate, content: NoticeContent): FacilityNameFit | null {
  // Asked before a password exists and again when the letter is drawn.
  const known = nameFits.get(content)
  if (known?.template === template) return known.fit
  const frame = frameOf(template)
  const width = frame.right - codePlate(template, frame).right - 5 - kindTagWidth(content.listKind) - 2.5
  const fit = fittingLines(content.facilityName, 'gothic', { width, lines: 2 }, 10, 6.5)
  nameFits.set(content, { template, fit })
  return fit
}

function kindTagWidth(listKind: NoticeContent['listKind']): number {
  return textWidth(listKindNames[listKind], 'gothicBold', 9.5) + 5
}

function drawFacility(painter: Painter, template: NoticeTemplate, frame: Frame, content: NoticeContent): void {
  const plate = codePlate(template, frame)
  painter.rectangle(plate, { fill: tint, radius: 1.2 })
  painter.text(content.facilityCode, (plate.left + plate.right) / 2, plate.top + 7.3, { typeface: 'gothicBold', size: 18.5, tracking: 0.9, align: 'centre' })
  const middle = (plate.top + plate.bottom) / 2
  const tagLeft = plate.right + 5
  const tagWidth = kindTagWidth(content.listKind)
  painter.rectangle({ left: tagLeft, right: tagLeft + tagWidth, top: middle - 3, bottom: middle + 3 }, { stroke: 0, lineWidth: 0.3, radius: 0.8 })
  painter.text(listKindNames[content.listKind], tagLeft + tagWidth / 2, middle + 1.25, { typeface: 'gothicBold', size: 9.5, align: 'centre' })
  const fit = fitFacilityName(template, content)
  if (fit === null) return
  const first = middle + 1.25 - ((fit.lines.length - 1) * bodyLeading) / 2
  for (const [index, line] of fit.lines.entries()) {
    painter.text(line, tagLeft + tagWidth + 2.5, first + index * bodyLeading, { typeface: 'gothic', size: fit.size })
  }
}

function drawPassword(painter: Painter, template: NoticeTemplate, frame: Frame, groups: readonly string[]): void {
  const top = stepTop(template, 'password')
  const groupWidth = (frame.right - frame.content - passwordGap * (groups.length - 1)) / groups.length
  const plate = { top: top + 17.4, bottom: top + 38 }
  for (const [groupIndex, group] of groups.entries()) {
    const left = frame.content + groupIndex * (groupWidth + passwordGap)
    painter.text(`${groupIndex + 1}つ目`, left + groupWidth / 2, plate.top - 1.5, { typeface: 'gothic', size: sizes.small, align: 'centre' })
    painter.rectangle({ left, right: left + groupWidth, ...plate }, { fill: tint, radius: 1.2 })
    const characters = [...group]
    const cell = (groupWidth - 0.8) / characters.length
    for (const [index, character] of characters.entries()) {
      const centre = left + 0.4 + cell * (index + 0.5)
      painter.text(character, centre, plate.top + 11.2, { typeface: 'gothicBold', size: 22, align: 'centre' })
      const reading = characterReading(character)
      const size = fittingLines(reading, 'gothic', { width: cell - 0.3, lines: 1 }, 7.25, 5)?.size ?? 5
      painter.text(reading, centre, plate.top + 17.4, { typeface: 'gothic', size, align: 'centre' })
    }
  }
}
