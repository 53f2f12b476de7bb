import type { OpeningStep } from '#shared/domain/opening-timeline.ts'
import type { ProvisionalCodeField, ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'
import { undecidedProvisionalCodeFields } from '#shared/domain/provisional-code-request.ts'
import { isIsoDate } from '#shared/domain/wareki.ts'
import type { ProvisionalCodeRequestTemplate } from '#templates/forms/provisional-code-request/schema.ts'
import { undrawableCharacters } from './fonts.ts'
import type { Typeface } from './fonts.ts'
import { breakWording } from './line-breaking.ts'
import { fittingLines, sheet } from './notice-page.ts'
import type { Painter } from './painter.ts'
import { drawPageHead, formatMonthOrDay, formFrame } from './provisional-code-page.ts'
import { drawCell, drawHeadings, innerRule, placeColumns, type Column } from './ruled-table.ts'

/**
 * 送付状 of a 仮コード request: what is still 未定, where the form goes, the three numbers and what each is good for (Q17), and
 * what is to be done by when until the opening (Q14, Q16). One page, before the form. Millimetres.
 */

export interface CoverSheet {
  /** Who sends the form and takes it back: the office's own words. */
  readonly sender: { readonly name: string; readonly address: string; readonly telephone: string }
  /** Null while the opening is 未定. */
  readonly timeline: readonly OpeningStep[] | null
}

const { left, right } = formFrame
const width = right - left

const undecidedNames: Partial<Record<ProvisionalCodeField, string>> = {
  facilityType: '施設種別', facilityName: '施設名称', facilityAddress: '施設所在地', opening: '開設時期', facilityTelephone: '施設の電話番号',
}

/** Texts of the office may hold what no font draws: 〓 stands for it, as printers have always done. */
const drawable = (text: string): string => undrawableCharacters(text).reduce((rest, { character }) => rest.replaceAll(character, '〓'), text)

function drawLines(painter: Painter, text: string, place: { left: number; baseline: number; width: number; leading: number }, style: { typeface: Typeface; size: number }): number {
  const lines = breakWording(text, style, place.width) ?? text.split('\n')
  for (const [index, line] of lines.entries()) painter.text(line, place.left, place.baseline + index * place.leading, style)
  return place.baseline + lines.length * place.leading
}

/** One text as large as it fits. */
function drawFitted(painter: Painter, text: string, place: { left: number; baseline: number; width: number; lines: number }, style: { typeface: Typeface; largest: number; smallest: number; leading: number }): void {
  const fit = fittingLines(text, style.typeface, place, style.largest, style.smallest)
  if (fit === null) throw new RangeError('A text of the cover sheet does not fit its place')
  for (const [index, line] of fit.lines.entries()) painter.text(line, place.left, place.baseline + index * style.leading, { typeface: style.typeface, size: fit.size })
}

function drawSection(painter: Painter, heading: string, note: string, baseline: number): void {
  painter.rectangle({ left, right: left + 1.6, top: baseline - 3.9, bottom: baseline + 0.9 }, { fill: 0 })
  const headingWidth = painter.text(heading, left + 4, baseline, { typeface: 'gothicBold', size: 11.5 })
  drawFitted(painter, note, { left: left + 8 + headingWidth, baseline, width: width - 8 - headingWidth, lines: 1 }, { typeface: 'gothic', largest: 8.5, smallest: 5, leading: 4 })
}

function drawAddressee(painter: Painter, { founder }: ProvisionalCodeForm): void {
  const style = { typeface: 'mincho', largest: 12, smallest: 7, leading: 5.5 } as const
  const place = { left, width: 110, lines: 1 }
  if (founder === null) return
  if (founder.kind === 'individual') return drawFitted(painter, `${founder.name.trim()}　様`, { ...place, baseline: 44 }, style)
  drawFitted(painter, founder.name.trim(), { ...place, baseline: 41 }, style)
  drawFitted(painter, `${founder.representative.trim()}　様`, { ...place, baseline: 47 }, style)
}

function drawUndecided(painter: Painter, template: ProvisionalCodeRequestTemplate, form: ProvisionalCodeForm): void {
  const fields = undecidedProvisionalCodeFields(form).map((field) => undecidedNames[field] ?? '')
  const box = { left, right, top: 86, bottom: 107.5 }
  painter.rectangle(box, fields.length === 0 ? { stroke: 0, lineWidth: 0.3 } : { stroke: 0, lineWidth: 0.9 })
  if (fields.length === 0) {
    painter.text('未定の項目はありません', sheet.width / 2, 98.6, { typeface: 'gothicBold', size: 14, align: 'centre' })
    return
  }
  painter.text('まだ決まっていない項目', left + 4, box.top + 5.2, { typeface: 'gothicBold', size: 9 })
  drawFitted(painter, fields.join('・'), { left: left + 4, baseline: box.top + 14, width: width - 8, lines: 1 }, { typeface: 'gothicBold', largest: 19, smallest: 12, leading: 7 })
  painter.text(template.cover.undecidedNote, left + 4, box.bottom - 2.3, { typeface: 'gothic', size: 8 })
}

function drawReturnAddress(painter: Painter, template: ProvisionalCodeRequestTemplate, { sender }: CoverSheet): void {
  drawSection(painter, '依頼書の送り先', template.cover.sendNote, 117)
  const style = { typeface: 'gothic', largest: 10.5, smallest: 5, leading: 4.6 } as const
  const name = drawable(sender.name)
  const address = sender.address === '' ? '住所：お電話でご案内します' : drawable(sender.address)
  drawFitted(painter, name, { left: left + 4, baseline: 124.5, width: width - 60, lines: 1 }, { ...style, typeface: 'gothicBold' })
  drawFitted(painter, address, { left: left + 4, baseline: 130.3, width: width - 8, lines: 2 }, style)
  if (sender.telephone !== '') painter.text(`電話 ${drawable(sender.telephone)}`, right, 124.5, { typeface: 'gothicBold', size: 10.5, align: 'right' })
}

/** Only a text longer than this is set smaller than what is easily read; others take another line. */
const longText = 90
const easilyRead = 7
const cell = { align: 'left', typeface: 'gothic', smallest: 4.5 } as const
const numberColumns: readonly Column[] = [
  { ...cell, label: '番号', width: 32, typeface: 'gothicBold', largest: 9.5 },
  { ...cell, label: '発行元', width: 52, largest: 8.5 },
  { ...cell, label: '使えること', width: width - 84, largest: 8.5 },
]
/** Domain §3. */
const numbers: readonly (readonly [string, string, string])[] = [
  ['仮コード', '支払基金（この依頼書による）', 'ポータルサイトのアカウント登録と、\n顔認証付きカードリーダーの申込みだけ'],
  ['受付番号', '地方厚生（支）局\n（指定申請の締切までの申請による）', 'カードリーダーの発送手続き、\nオンライン資格確認の利用申請、電子証明書の申請'],
  ['医療機関等コード', '地方厚生（支）局（指定のとき）', 'すべての手続き'],
]

function drawNumbers(painter: Painter, template: ProvisionalCodeRequestTemplate): void {
  drawSection(painter, '3つの番号', template.cover.numbersNote, 141)
  drawTable(painter, placeColumns(numberColumns, left), 144.5, numbers.map((cells) => ({ cells, height: 9.2 })))
}

/** Rows of their own heights below their headings. @returns the lower edge */
function drawTable(painter: Painter, columns: ReturnType<typeof placeColumns>, top: number, rows: readonly { cells: readonly string[]; height: number }[]): number {
  const heading = { top, height: 5.6 }
  drawHeadings(painter, columns, heading, 8)
  let edge = heading.top + heading.height
  for (const { cells, height } of rows) {
    painter.line(left, edge, right, edge, innerRule)
    for (const [index, column] of columns.entries()) {
      const text = cells[index] ?? ''
      drawCell(painter, { ...column, smallest: text.length > longText ? column.smallest : easilyRead }, { top: edge, height }, text)
    }
    edge += height
  }
  for (const column of columns.slice(0, -1)) painter.line(column.right, top, column.right, edge, innerRule)
  painter.rectangle({ left, right, top, bottom: edge }, { stroke: 0, lineWidth: 0.4 })
  return edge
}

const timelineColumns: readonly Column[] = [
  { ...cell, label: 'いつまでに', width: 39, typeface: 'gothicBold', largest: 9 },
  { ...cell, label: 'すること', width: 66, largest: 8.5, mostLines: 3 },
  { ...cell, label: '説明', width: width - 105, largest: 8, mostLines: 8 },
]

const untilOf = ({ id, until, isPast }: OpeningStep): string => {
  if (until === null) return '締切日：未登録'
  const date = id === 'opening' ? formatMonthOrDay(until) : `${formatMonthOrDay(until)}${isIsoDate(until) ? '' : '中'}まで`
  return isPast ? `${date}\n（過ぎています）` : date
}

function drawTimeline(painter: Painter, template: ProvisionalCodeRequestTemplate, { timeline }: CoverSheet): void {
  drawSection(painter, '開設までの予定', template.cover.timelineNote, 187)
  if (timeline === null) {
    painter.rectangle({ left, right, top: 190.5, bottom: 206 }, { stroke: 0, lineWidth: 0.3 })
    painter.text('開設時期が未定のため、予定をお示しできません。決まりましたら、お電話でお知らせください。', left + 4, 199.5, { typeface: 'gothic', size: 9.5 })
    return
  }
  drawTable(painter, placeColumns(timelineColumns, left), 190.5, timeline.map((step) => ({
    cells: [untilOf(step), step.title, drawable(step.note)], height: step.id === 'designation' ? 23 : step.id === 'opening' ? 10 : 15,
  })))
}

/** The form was checked before (preflightProvisionalCodeRequest): what stands on it stands here too. */
export function drawCoverSheet(
  painter: Painter, template: ProvisionalCodeRequestTemplate, form: ProvisionalCodeForm, facts: CoverSheet & { readonly requestNumber: string; readonly requestedOn: string },
): void {
  drawPageHead(painter, template, facts)
  drawAddressee(painter, form)
  painter.text(template.cover.title, sheet.width / 2, 62, { typeface: 'minchoBold', size: 19, align: 'centre', tracking: 0.5 })
  drawLines(painter, template.cover.lead, { left, baseline: 72, width, leading: 5.2 }, { typeface: 'gothic', size: 9.5 })
  drawUndecided(painter, template, form)
  drawReturnAddress(painter, template, facts)
  drawNumbers(painter, template)
  drawTimeline(painter, template, facts)
  painter.text(`様式 ${template.templateVersion}`, left, 286, { typeface: 'gothic', size: 6.5 })
}
