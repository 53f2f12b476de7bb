import type { NoticeState } from '#shared/domain/notice.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import { undrawableCharacters, warmFonts } from './fonts.ts'
import { breathe, createLetterDocument } from './letter-document.ts'
import { sheet } from './notice-page.ts'
import type { Painter } from './painter.ts'
import { baselines, drawCell, drawFacts, drawHeadings, drawRules, innerRule, placeColumns, requireDrawable } from './ruled-table.ts'
import type { Column, Fact } from './ruled-table.ts'

/**
 * The run report of a lot: what was printed and what became of each sheet, for the file of the mailroom. Holds neither passwords
 * nor piece ids. Times are UTC ISO, printed in Japan's; people by their names.
 */

export interface ReportStep {
  readonly at: string
  readonly by: string
}

export interface LotReportSheet {
  /** Place in the stack from 1; 0 = left out, nothing was printed. */
  readonly sheetNumber: number
  readonly noticeNumber: string
  readonly facilityName: string
  readonly prefectureName: string
  readonly state: NoticeState
  readonly trackingNumber: string | null
  readonly sealed: ReportStep | null
  readonly posted: ReportStep | null
  readonly destroyed: (ReportStep & { readonly witness: string }) | null
}

export interface LotReportContent {
  readonly lotNumber: string
  /** As the office sees it: 完了, 封入中 … */
  readonly stateName: string
  /** Number of the desk that works on it, and of the one it was taken over from; null = not known here, or not taken over. */
  readonly deskNumber: number | null
  readonly adoptedFromDeskNumber: number | null
  readonly started: ReportStep
  /** Printer of the challenge sheet and of the letters, and when the typed code and measured ruler were right; null = not known here. */
  readonly printerName: string | null
  readonly challengeConfirmed: ReportStep | null
  readonly templateVersion: string | null
  /** SHA-256, hex: the first 12 characters are printed. */
  readonly templateHash: string | null
  readonly documentHash: string | null
  readonly sheets: readonly LotReportSheet[]
  readonly counts: { readonly printed: number; readonly posted: number; readonly destroyed: number; readonly inHand: number }
  /** Scans that a skipped sheet stopped; `finding`: what the person found, null = still open. */
  readonly stops: readonly { readonly at: string | null; readonly precedingNoticeNumber: string | null; readonly skippedNoticeNumbers: readonly string[]; readonly finding: string | null }[]
  /** Marks read a second time: each stands for one sheet too many. */
  readonly duplicates: readonly { readonly at: string; readonly noticeNumber: string }[]
  readonly destruction: (ReportStep & { readonly sheets: number; readonly witness: string }) | null
}

const left = 12
const right = sheet.width - 12
const bottomEdge = 283

const noticeStateNames: Readonly<Record<NoticeState, string>> = {
  requested: '受付', awaitingApproval: '承認待ち', queued: '印刷待ち', issuing: '作成中', printed: '印刷済み', sealed: '封入済み', posted: '発送済み',
  redeemed: '使用済み', returned: '返戻', expired: '期限切れ', voided: '無効', cancelled: '取消', joined: '合流',
}

const small: Pick<Column, 'typeface' | 'largest' | 'smallest'> = { typeface: 'gothic', largest: 7, smallest: 4 }
/** Time and person. A name of any length is printed whole. */
const step: Pick<Column, 'typeface' | 'align' | 'largest' | 'smallest' | 'mostLines'> = { typeface: 'gothic', align: 'left', largest: 7, smallest: 2.5, mostLines: 4 }
const columns = placeColumns(
  [
    { ...small, label: '枚', width: 8, align: 'centre', largest: 8 },
    { ...small, label: '通知書番号', width: 26, align: 'left', smallest: 6 },
    { ...small, label: '施設', width: 52, align: 'left', largest: 7.5, mostLines: 3 },
    { ...small, label: '状態', width: 14, align: 'centre' },
    { ...small, label: '引受番号', width: 24, align: 'centre', typeface: 'fixed' },
    { ...step, label: '封入', width: 18.5 },
    { ...step, label: '発送', width: 18.5 },
    { ...step, label: '廃棄・立会い', width: right - left - 161 },
  ],
  left,
)
const noteColumn = placeColumns([{ label: '記録', width: right - left, align: 'left', typeface: 'gothic', largest: 8, smallest: 4 }], left)
const rowHeight = 6.7
const headingHeight = 6.5

const inJapan = (instant: string): string => new Date(Date.parse(instant) + 9 * 3_600_000).toISOString()
const dateAndTime = (instant: string): string => `${formatWareki(inJapan(instant).slice(0, 10))} ${inJapan(instant).slice(11, 16)}`
const shortTime = (instant: string): string => {
  const text = inJapan(instant)
  return `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))} ${text.slice(11, 16)}`
}
const stepText = (step: ReportStep | null): string => (step === null ? '' : `${shortTime(step.at)}\n${step.by}`)
const hashText = (hash: string | null): string => hash?.slice(0, 12) ?? '－'

const cellsOf = (piece: LotReportSheet): string[] => [
  piece.sheetNumber === 0 ? '－' : String(piece.sheetNumber),
  piece.noticeNumber,
  `${piece.facilityName}（${piece.prefectureName}）`,
  piece.sheetNumber === 0 ? '印刷せず' : noticeStateNames[piece.state],
  piece.trackingNumber === null ? '' : formatTrackingNumber(piece.trackingNumber),
  stepText(piece.sealed),
  stepText(piece.posted),
  piece.destroyed === null ? '' : `${stepText(piece.destroyed)}\n立会い ${piece.destroyed.witness}`,
]

function notesOf(content: LotReportContent): string[] {
  const { stops, duplicates, destruction } = content
  return [
    ...stops.map(({ at, precedingNoticeNumber, skippedNoticeNumbers, finding }) =>
      `停止　${at === null ? '' : `${shortTime(at)}　`}飛ばされた通知書 ${skippedNoticeNumbers.join('、')}${precedingNoticeNumber === null ? '' : `　直前の封筒 ${precedingNoticeNumber}`}　${finding ?? '確認中'}`),
    ...duplicates.map(({ at, noticeNumber }) => `重複　${shortTime(at)}　同じ印が2枚から読み取られた通知書 ${noticeNumber}`),
    ...(destruction === null ? [] : [`廃棄　${shortTime(destruction.at)}　${destruction.sheets}枚　廃棄した人 ${destruction.by}　立会人 ${destruction.witness}`]),
  ]
}

function drawTitle(painter: Painter, content: LotReportContent, page: number, of: number): void {
  painter.text('発行記録', left, 19, { typeface: 'gothicBold', size: 17, tracking: 0.6 })
  painter.text('パスワード等通知書', left + 30, 19, { typeface: 'gothic', size: 9.5 })
  painter.text(`ロット ${content.lotNumber}`, right, 14, { typeface: 'gothicBold', size: 10, align: 'right' })
  painter.text(`${page} / ${of} 枚`, right, 19, { typeface: 'gothic', size: 8, align: 'right' })
  painter.line(left, 22.5, right, 22.5, { width: 0.45 })
}

/** @returns where the table may begin */
function drawHead(painter: Painter, content: LotReportContent): number {
  const { started, challengeConfirmed, deskNumber, adoptedFromDeskNumber } = content
  const desk = deskNumber === null ? '－' : `${deskNumber}番`
  const facts: Fact[] = [
    { label: '状態', text: content.stateName },
    { label: '端末', text: adoptedFromDeskNumber === null ? desk : `${desk}（${adoptedFromDeskNumber}番から引き継ぎ）` },
    { label: '開始', text: `${dateAndTime(started.at)}　${started.by}` },
    { label: '試し刷り', text: challengeConfirmed === null ? '確認の記録なし' : `${dateAndTime(challengeConfirmed.at)} 確認　${challengeConfirmed.by}` },
  ]
  const more: Fact[] = [
    { label: 'プリンター', text: content.printerName ?? '－' },
    { label: '様式の版', text: content.templateVersion ?? '－' },
    { label: '様式の照合値', text: hashText(content.templateHash) },
    { label: '文書の照合値', text: hashText(content.documentHash) },
  ]
  const middle = (left + right) / 2
  drawFacts(painter, facts, { left, right: middle - 1.5, top: 26, labelWidth: 18, rowHeight: 6.5, size: 8.5 })
  drawFacts(painter, more, { left: middle + 1.5, right, top: 26, labelWidth: 24, rowHeight: 6.5, size: 8.5 })
  return drawCounts(painter, content, 55.5) + 4
}

function drawCounts(painter: Painter, { counts }: LotReportContent, top: number): number {
  const height = 11
  const parts: [string, number][] = [['印刷', counts.printed], ['発送', counts.posted], ['廃棄', counts.destroyed], ['手元', counts.inHand]]
  const signs = ['＝', '＋', '＋']
  const width = (right - left) / parts.length
  for (const [index, [label, count]] of parts.entries()) {
    const from = left + index * width
    const [baseline = 0] = baselines({ top, height }, 13, 1)
    painter.text(label, from + width / 2 - 4, baseline, { typeface: 'gothicBold', size: 9, align: 'right' })
    painter.text(`${count} 通`, from + width / 2 - 1, baseline, { typeface: 'gothicBold', size: 13 })
    const sign = signs[index]
    if (sign !== undefined) painter.text(sign, from + width, baseline, { typeface: 'gothic', size: 11, align: 'centre' })
  }
  painter.rectangle({ left, right, top, bottom: top + height }, { stroke: 0, lineWidth: 0.45 })
  return top + height
}

function drawNotes(painter: Painter, notes: readonly string[], top: number): void {
  const [column] = noteColumn
  if (column === undefined || notes.length === 0) return
  const height = noteHeight(notes.length) - headingHeight
  drawHeadings(painter, noteColumn, { top, height: headingHeight }, 7.5)
  for (const [index, note] of notes.entries()) {
    const band = { top: top + headingHeight + index * rowHeight, height: rowHeight }
    drawCell(painter, column, band, note)
    if (index > 0) painter.line(left, band.top, right, band.top, innerRule)
  }
  painter.rectangle({ left, right, top, bottom: top + headingHeight + height }, { stroke: 0, lineWidth: 0.3 })
}

const noteHeight = (notes: number): number => (notes === 0 ? 0 : headingHeight + notes * rowHeight)

function check(content: LotReportContent): void {
  const { lotNumber, stateName, started, challengeConfirmed, printerName, templateVersion } = content
  for (const text of [lotNumber, stateName, started.by, challengeConfirmed?.by ?? '', printerName ?? '', templateVersion ?? '']) {
    if (undrawableCharacters(text).length > 0) throw new RangeError('The head of the run report holds a character that cannot be printed')
  }
  for (const [index, piece] of content.sheets.entries()) requireDrawable(cellsOf(piece), columns, index + 1, rowHeight)
  for (const [index, note] of notesOf(content).entries()) requireDrawable([note], noteColumn, index + 1, rowHeight)
}

/**
 * Draws the report; what does not fit below the table goes on further pages.
 * @throws RangeError before anything is drawn, naming the row that cannot be printed
 */
export async function drawLotReport(content: LotReportContent, options: { readonly createdAt: Date }): Promise<Uint8Array> {
  await warmFonts()
  check(content)
  const notes = notesOf(content)
  const tableTop = 70.5
  const tableBottom = tableTop + headingHeight + rowHeight * content.sheets.length
  const notesTop = tableBottom + 5
  const onFirst = Math.min(notes.length, Math.max(0, Math.floor((bottomEdge - notesTop - headingHeight) / rowHeight)))
  const perPage = Math.floor((bottomEdge - 28 - headingHeight) / rowHeight)
  const of = 1 + Math.ceil((notes.length - onFirst) / perPage)

  const document = createLetterDocument({ title: `発行記録 ${content.lotNumber}`, createdAt: options.createdAt })
  for (let page = 1; page <= of; page += 1) {
    const painter = document.newPainter()
    drawTitle(painter, content, page, of)
    if (page === 1) {
      const heading = { top: drawHead(painter, content), height: headingHeight }
      drawHeadings(painter, columns, heading, 7.5)
      for (const [line, piece] of content.sheets.entries()) {
        const band = { top: heading.top + headingHeight + line * rowHeight, height: rowHeight }
        const cells = cellsOf(piece)
        for (const [index, column] of columns.entries()) drawCell(painter, column, band, cells[index] ?? '')
      }
      drawRules(painter, columns, heading, { height: rowHeight, count: content.sheets.length })
      drawNotes(painter, notes.slice(0, onFirst), notesTop)
    } else {
      const from = onFirst + (page - 2) * perPage
      drawNotes(painter, notes.slice(from, from + perPage), 28)
    }
    painter.text(`${dateAndTime(options.createdAt.toISOString())} 作成`, right, 288, { typeface: 'gothic', size: 7, align: 'right' })
    document.addPage(painter, [])
    await breathe()
  }
  return await document.finish()
}
