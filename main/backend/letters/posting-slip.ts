import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import { undrawableCharacters, warmFonts } from './fonts.ts'
import { breathe, createLetterDocument } from './letter-document.ts'
import { sheet } from './notice-page.ts'
import type { Painter } from './painter.ts'
import { baselines, drawCell, drawFacts, drawHeadings, drawRules, innerRule, placeColumns, requireDrawable } from './ruled-table.ts'
import type { Fact } from './ruled-table.ts'
import { drawSampleMark } from './sample-mark.ts'

/** 書留・特定記録郵便物等差出票 (domain: post): what is handed over at the counter together, 30 pieces a page, and its 控え. */

export interface PostingSlipRow {
  /** お届け先のお名前, with 御中 or 様. */
  readonly recipient: string
  /** 11 digits. */
  readonly trackingNumber: string
  /** 申出損害要償額 in yen; null = not declared (簡易書留 has a fixed one). */
  readonly declaredValueYen: number | null
  readonly feeYen: number
  /** 摘要. */
  readonly remark: string
}

export interface PostingSlipContent {
  readonly slipNumber: string
  /** 差出年月日, ISO date. */
  readonly postedOn: string
  /** 差出人. */
  readonly sender: { readonly name: string; readonly address: string; readonly telephone: string }
  /** 料金後納 承認番号; empty = paid at the counter. */
  readonly postpaidApproval: string
  /** 郵便物の種類: 簡易書留. */
  readonly postageName: string
  readonly rows: readonly PostingSlipRow[]
  /** Trial data: 見本 across every page. */
  readonly isSample: boolean
}

export const postingSlipRowsPerPage = 30

const title = '書留・特定記録郵便物等差出票'
const left = 15
const right = sheet.width - 15
const columns = placeColumns(
  [
    { label: '', width: 9, align: 'centre', typeface: 'gothic', largest: 7.5, smallest: 6 },
    { label: 'お届け先のお名前', width: 71, align: 'left', typeface: 'gothic', largest: 9, smallest: 4 },
    { label: 'お問い合わせ番号', width: 37, align: 'centre', typeface: 'fixed', largest: 10.5, smallest: 8 },
    { label: '申出損害\n要償額（円）', width: 20, align: 'right', typeface: 'fixed', largest: 10, smallest: 7 },
    { label: '料金等\n（円）', width: 18, align: 'right', typeface: 'fixed', largest: 10, smallest: 7 },
    { label: '摘要', width: right - left - 155, align: 'left', typeface: 'gothic', largest: 8, smallest: 4 },
  ],
  left,
)
const heading = { top: 70, height: 9 }
const rowHeight = 6.3
const tableBottom = heading.top + heading.height + rowHeight * postingSlipRowsPerPage
const stampRadius = 12.5

const yen = (amount: number): string => amount.toLocaleString('ja-JP')

const cellsOf = (row: PostingSlipRow, number: number): string[] => [
  String(number), row.recipient, formatTrackingNumber(row.trackingNumber), row.declaredValueYen === null ? '' : yen(row.declaredValueYen), yen(row.feeYen), row.remark,
]

function check(content: PostingSlipContent): void {
  if (content.rows.length === 0) throw new RangeError('A posting slip lists one piece at least')
  for (const text of [content.slipNumber, content.sender.name, content.sender.address, content.sender.telephone, content.postpaidApproval, content.postageName]) {
    if (undrawableCharacters(text).length > 0) throw new RangeError('The head of the posting slip holds a character that cannot be printed')
  }
  for (const [index, row] of content.rows.entries()) {
    if (!/^[0-9]{11}$/u.test(row.trackingNumber)) throw new RangeError(`Row ${index + 1}: the tracking number has 11 digits`)
    requireDrawable(cellsOf(row, index + 1), columns, index + 1, rowHeight)
  }
}

interface SlipPage {
  readonly number: number
  readonly of: number
  readonly isCopy: boolean
}

function drawTitle(painter: Painter, content: PostingSlipContent, page: SlipPage): void {
  painter.text(title, sheet.width / 2, 22, { typeface: 'gothicBold', size: 17, align: 'centre', tracking: 0.6 })
  if (page.isCopy) {
    painter.rectangle({ left, right: left + 17, top: 14.6, bottom: 23.4 }, { stroke: 0, lineWidth: 0.5, radius: 1 })
    painter.text('控え', left + 8.5, 20.8, { typeface: 'gothicBold', size: 13, align: 'centre' })
  }
  painter.text(`票番号 ${content.slipNumber}`, right, 13.5, { typeface: 'gothic', size: 8, align: 'right' })
  painter.text(`${page.number} / ${page.of} 枚`, right, 21.5, { typeface: 'gothicBold', size: 10, align: 'right' })
}

function drawStampPlace(painter: Painter): void {
  const centre = right - stampRadius - 1
  const middle = 49
  painter.circle(centre, middle, stampRadius, { stroke: 0.55, lineWidth: 0.2 })
  painter.text('引受日付印', centre, middle + 1, { typeface: 'gothic', size: 7, align: 'centre', grey: 0.45 })
}

function drawHead(painter: Painter, content: PostingSlipContent): void {
  const { sender, postpaidApproval, rows, postageName, postedOn } = content
  painter.text('次のとおり差し出します。', left, 31.5, { typeface: 'gothic', size: 8.5 })
  const senderFacts: Fact[] = [
    { label: '差出人', text: sender.name },
    { label: '住所', text: sender.address },
    { label: '電話番号', text: sender.telephone },
  ]
  const total = rows.reduce((sum, row) => sum + row.feeYen, 0)
  const facts: Fact[] = [
    { label: '差出年月日', text: formatWareki(postedOn) },
    { label: '種類', text: postageName },
    { label: '料金の支払', text: postpaidApproval === '' ? '窓口払い' : `料金後納 承認番号 ${postpaidApproval}` },
    { label: '総通数・総額', text: `${yen(rows.length)}通　${yen(total)}円` },
  ]
  const top = 34.5
  const height = 30
  drawFacts(painter, senderFacts, { left, right: left + 78, top, labelWidth: 17, rowHeight: height / senderFacts.length, size: 9 })
  drawFacts(painter, facts, { left: left + 81, right: right - 2 * stampRadius - 4, top, labelWidth: 20, rowHeight: height / facts.length, size: 9 })
  drawStampPlace(painter)
}

function drawSums(painter: Painter, content: PostingSlipContent, rows: readonly PostingSlipRow[]): void {
  const [, name, number, declared, fee] = columns
  if (name === undefined || number === undefined || declared === undefined || fee === undefined) return
  const sums: [string, readonly PostingSlipRow[]][] = [['このページの計', rows], ['全体の計', content.rows]]
  const height = 7.5
  for (const [index, [label, summed]] of sums.entries()) {
    const band = { top: tableBottom + index * height, height }
    const [baseline = 0] = baselines(band, 9.5, 1)
    painter.text(label, name.right - 2, baseline, { typeface: 'gothicBold', size: 9, align: 'right' })
    painter.text(`${yen(summed.length)} 通`, (number.left + number.right) / 2, baseline, { typeface: 'gothicBold', size: 10.5, align: 'centre' })
    drawCell(painter, { ...declared, typeface: 'gothic', align: 'right', largest: 8 }, band, '料金')
    drawCell(painter, { ...fee, typeface: 'gothicBold' }, band, yen(summed.reduce((sum, row) => sum + row.feeYen, 0)))
    painter.line(left, band.top + height, right, band.top + height, index === 0 ? innerRule : { width: 0.45 })
  }
  const bottom = tableBottom + sums.length * height
  for (const edge of [left, right]) painter.line(edge, tableBottom, edge, bottom, { width: 0.45 })
  for (const edge of [name.right, number.right, declared.right, fee.right]) painter.line(edge, tableBottom, edge, bottom, innerRule)
}

function drawPage(painter: Painter, content: PostingSlipContent, page: SlipPage): void {
  const first = (page.number - 1) * postingSlipRowsPerPage
  const rows = content.rows.slice(first, first + postingSlipRowsPerPage)
  drawTitle(painter, content, page)
  drawHead(painter, content)
  drawHeadings(painter, columns, heading, 8)
  for (let line = 0; line < postingSlipRowsPerPage; line += 1) {
    const row = rows[line]
    // Nothing may be written in below the last piece.
    const cells = row !== undefined ? cellsOf(row, first + line + 1) : line === rows.length ? ['', '（以下余白）'] : []
    const band = { top: heading.top + heading.height + line * rowHeight, height: rowHeight }
    for (const [index, column] of columns.entries()) drawCell(painter, column, band, cells[index] ?? '')
  }
  drawRules(painter, columns, heading, { height: rowHeight, count: postingSlipRowsPerPage })
  drawSums(painter, content, rows)
  painter.text(page.isCopy ? '差出人が保管します。' : '郵便局に差し出します。', left, 289, { typeface: 'gothic', size: 7 })
}

/**
 * Draws the slip: its pages, then the same pages marked 控え.
 * @throws RangeError before anything is drawn, naming the row whose name cannot be printed or does not fit, or whose number is none
 */
export async function drawPostingSlip(content: PostingSlipContent, options: { readonly createdAt: Date }): Promise<Uint8Array> {
  await warmFonts()
  check(content)
  const document = createLetterDocument({ title: `${title} ${content.slipNumber}`, createdAt: options.createdAt })
  const of = Math.ceil(content.rows.length / postingSlipRowsPerPage)
  for (const isCopy of [false, true]) {
    for (let number = 1; number <= of; number += 1) {
      const painter = document.newPainter()
      if (content.isSample) drawSampleMark(painter)
      drawPage(painter, content, { number, of, isCopy })
      document.addPage(painter, [])
      await breathe()
    }
  }
  return await document.finish()
}
