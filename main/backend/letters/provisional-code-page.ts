import { formatWareki, isIsoDate } from '#shared/domain/wareki.ts'
import type { ProvisionalCodeRequestTemplate } from '#templates/forms/provisional-code-request/schema.ts'
import { breakWording } from './line-breaking.ts'
import { sheet } from './notice-page.ts'
import type { Painter } from './painter.ts'

/** The frame of the 仮コード request form: heading, table, signature, notes. Millimetres. */

export const formFrame = { left: 20, right: sheet.width - 20, value: 66 }
const label = formFrame.left + 4
const ruled = { width: 0.15, grey: 0.3 }

export interface FormRow {
  readonly top: number
  readonly height: number
  readonly label: string
  readonly note?: string
  readonly canBeUndecided: boolean
}

/** Baseline of one line of 11 points in the middle of a row. */
export function rowBaseline({ top, height }: Pick<FormRow, 'top' | 'height'>): number {
  return top + height / 2 + 1.4
}

/** A box, ticked or not, and its label. @returns the width of both */
export function drawCheckBox(painter: Painter, left: number, baseline: number, text: string, isTicked: boolean): number {
  const size = 3.4
  const top = baseline - size + 0.35
  painter.rectangle({ left, right: left + size, top, bottom: top + size }, { stroke: 0, lineWidth: 0.25 })
  if (isTicked) {
    painter.line(left + 0.6, top + 1.7, left + 1.45, top + 2.7, { width: 0.6 })
    painter.line(left + 1.35, top + 2.7, left + 3.2, top + 0.4, { width: 0.6 })
  }
  return size + 1.4 + painter.text(text, left + size + 1.4, baseline, { typeface: 'gothic', size: 9.5 })
}

export function drawRowFrame(painter: Painter, row: FormRow): void {
  const { left, right, value } = formFrame
  painter.rectangle({ left, right: value - 3, top: row.top, bottom: row.top + row.height }, { fill: 0.94 })
  painter.line(left, row.top, right, row.top, ruled)
  painter.line(left, row.top + row.height, right, row.top + row.height, ruled)
  painter.line(value - 3, row.top, value - 3, row.top + row.height, ruled)
  const baseline = rowBaseline(row)
  if (row.note === undefined) {
    painter.text(row.label, label, baseline, { typeface: 'gothicBold', size: 10 })
    return
  }
  painter.text(row.label, label, baseline - 1.7, { typeface: 'gothicBold', size: 10 })
  painter.text(row.note, label, baseline + 2.3, { typeface: 'gothic', size: 7 })
}

/** YYYY-MM or an ISO date. */
export function formatMonthOrDay(text: string): string {
  // A month without its day: the day that formatWareki asks for is taken off again.
  return isIsoDate(text) ? formatWareki(text) : formatWareki(`${text}-01`).replace(/1日$/u, '')
}

/** Number, date and the note that sends the reader to the newest form: at the top of every page. */
export function drawPageHead(painter: Painter, template: ProvisionalCodeRequestTemplate, request: { requestNumber: string; requestedOn: string }): void {
  const { right } = formFrame
  const column = 140
  painter.text('依頼番号', column, 20, { typeface: 'gothic', size: 8 })
  painter.text(request.requestNumber, right, 20, { typeface: 'gothic', size: 9.5, align: 'right' })
  painter.text('依頼日', column, 25.5, { typeface: 'gothic', size: 8 })
  painter.text(formatWareki(request.requestedOn), right, 25.5, { typeface: 'gothic', size: 9.5, align: 'right' })
  painter.line(column, 28.5, right, 28.5, { width: 0.15, grey: 0.45 })
  painter.text(template.formNote, right, 32.5, { typeface: 'gothic', size: 7.5, align: 'right' })
}

export function drawFormFrame(painter: Painter, template: ProvisionalCodeRequestTemplate, request: { requestNumber: string; requestedOn: string }): void {
  const { left, right } = formFrame
  drawPageHead(painter, template, request)
  painter.text(template.title, sheet.width / 2, 50, { typeface: 'minchoBold', size: 20, align: 'centre', tracking: 0.5 })
  painter.text(`${template.addressee}　御中`, left, 66, { typeface: 'mincho', size: 12 })
  for (const [index, line] of (breakWording(template.lead, { typeface: 'gothic', size: 9.5 }, right - left) ?? [template.lead]).entries()) {
    painter.text(line, left, 76 + index * 5, { typeface: 'gothic', size: 9.5 })
  }
}

/** Room to sign, and the notes below it. */
export function drawNotes(painter: Painter, template: ProvisionalCodeRequestTemplate): void {
  const { left, right, value } = formFrame
  const top = 212
  painter.rectangle({ left, right, top, bottom: top + 26 }, { stroke: 0, lineWidth: 0.35 })
  painter.text('開設者の署名', label, top + 7, { typeface: 'gothicBold', size: 10 })
  painter.text('法人は代表者の署名', label, top + 11.5, { typeface: 'gothic', size: 7 })
  painter.line(value, top + 19, right - 40, top + 19, { width: 0.2 })
  painter.text('令和　　　年　　　月　　　日', value, top + 7, { typeface: 'gothic', size: 9.5 })
  painter.text('（署名または記名押印）', right - 4, top + 19, { typeface: 'gothic', size: 7.5, align: 'right' })
  for (const [index, note] of template.notes.entries()) {
    const baseline = top + 34 + index * 5.2
    painter.circle(left + 1.2, baseline - 1.1, 0.5, { fill: 0 })
    painter.text(note, left + 4, baseline, { typeface: 'gothic', size: 8.5 })
  }
  painter.text(`様式 ${template.templateVersion}`, left, 286, { typeface: 'gothic', size: 6.5 })
}
