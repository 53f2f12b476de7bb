import { encodeDataMatrix } from 'etiket/datamatrix'
import { formatWareki } from '#shared/domain/wareki.ts'
import { alwaysVisibleBox, everVisibleBox } from '#templates/letters/envelope.ts'
import type { Box, EnvelopeProduct } from '#templates/letters/envelope.ts'
import { noticeTypefaces, warmFonts } from './fonts.ts'
import { createLetterDocument } from './letter-document.ts'
import { fittingLines, sheet } from './notice-page.ts'
import { readNoticeSetting } from './notice-setting.ts'
import type { Painter } from './painter.ts'
import { drawSampleMark } from './sample-mark.ts'

/**
 * The sheet with which every lot begins: printed on the same printer from the same tray, it proves tray, printer
 * and scale before a password is made. Its code is typed, its ruler measured, its outline held to the envelope.
 */
export interface ChallengeSheet {
  /** 4 digits, random. */
  readonly code: string
  readonly lotNumber: string
  readonly createdAt: Date
  /** The envelope of the lot; the default product when absent. */
  readonly envelope?: EnvelopeProduct
}

export const challengeRulerLength = 100

const left = 20
const right = sheet.width - 20
const dashed = { width: 0.2, grey: 0.35, dash: [1.2, 0.9] } as const

function dashedBox(painter: Painter, box: Box): void {
  painter.line(box.left, box.top, box.right, box.top, dashed)
  painter.line(box.right, box.top, box.right, box.bottom, dashed)
  painter.line(box.right, box.bottom, box.left, box.bottom, dashed)
  painter.line(box.left, box.bottom, box.left, box.top, dashed)
}

function drawEnvelopeOutline(painter: Painter, envelope: EnvelopeProduct): void {
  const always = alwaysVisibleBox(envelope)
  painter.rectangle(always, { stroke: 0, lineWidth: 0.3 })
  painter.text('宛名はこの枠の中に印刷されます', (always.left + always.right) / 2, (always.top + always.bottom) / 2 + 1.2, {
    typeface: 'gothic',
    size: 9,
    align: 'centre',
  })
  // Printers leave the sheet's edge white.
  const visible = everVisibleBox(envelope)
  const ever = { ...visible, left: Math.max(visible.left, 6), top: Math.max(visible.top, 6) }
  dashedBox(painter, ever)
  painter.text('点線の中は、紙が動くと窓から見えることがあります', ever.left + 2, ever.bottom - 2, { typeface: 'gothic', size: 7.5 })
  for (const fold of envelope.folds) {
    painter.line(9, fold, sheet.width - 9, fold, dashed)
    painter.text(`折り位置 ${fold} mm`, right, fold - 1.5, { typeface: 'gothic', size: 7.5, align: 'right' })
  }
}

function drawHeading(painter: Painter, { lotNumber, createdAt }: ChallengeSheet, envelope: EnvelopeProduct): void {
  const column = 128
  painter.text('試し刷り', column, 24, { typeface: 'gothicBold', size: 21 })
  painter.text('郵送しないでください', column, 31, { typeface: 'gothicBold', size: 10.5 })
  painter.line(column, 35, right, 35, { width: 0.15, grey: 0.45 })
  painter.text('ロット', column, 41, { typeface: 'gothic', size: 8 })
  painter.text(lotNumber, column + 16, 41, { typeface: 'gothic', size: 9.5 })
  painter.text('作成日', column, 46.5, { typeface: 'gothic', size: 8 })
  painter.text(formatWareki(dateInTokyo(createdAt)), column + 16, 46.5, { typeface: 'gothic', size: 9.5 })
  painter.text('封筒', column, 52, { typeface: 'gothic', size: 8 })
  const name = fittingLines(envelope.name, 'gothic', { width: right - column - 16, lines: 3 }, 8, 5.5)
  for (const [index, line] of (name?.lines ?? []).entries()) painter.text(line, column + 16, 52 + index * 3.8, { typeface: 'gothic', size: name?.size ?? 8 })
}

/** Paper carries the day in Japan, whatever the machine's time zone. */
function dateInTokyo(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
}

function drawCode(painter: Painter, code: string): void {
  const plate = { left, right, top: 108, bottom: 146 }
  painter.rectangle(plate, { stroke: 0, lineWidth: 0.4, radius: 1.5 })
  painter.text('確認番号', left + 7, 117, { typeface: 'gothicBold', size: 11 })
  painter.text(code, left + 7, 138, { typeface: 'gothicBold', size: 54, tracking: 5 })
  const matrix = encodeDataMatrix(code)
  const module = 0.42
  const size = matrix.length * module
  const box = { left: right - 25, right: right - 13, top: 118, bottom: 130 }
  painter.rectangle(box, { fill: 1 })
  painter.modules(matrix, (box.left + box.right - size) / 2, (box.top + box.bottom - size) / 2, module)
  painter.text('スキャナーの確認', (box.left + box.right) / 2, 137, { typeface: 'gothic', size: 8, align: 'centre' })
}

function drawRuler(painter: Painter): void {
  const start = (sheet.width - challengeRulerLength) / 2
  const top = 160
  painter.line(start, top, start + challengeRulerLength, top, { width: 0.25 })
  for (let millimetre = 0; millimetre <= challengeRulerLength; millimetre++) {
    const length = millimetre % 10 === 0 ? 7 : millimetre % 5 === 0 ? 5 : 3
    painter.line(start + millimetre, top, start + millimetre, top + length, { width: millimetre % 10 === 0 ? 0.25 : 0.12 })
    if (millimetre % 10 === 0) painter.text(String(millimetre), start + millimetre, top + 11, { typeface: 'gothic', size: 9, align: 'centre' })
  }
  painter.text('mm', start + challengeRulerLength + 7, top + 11, { typeface: 'gothic', size: 9 })
  painter.text('ものさしを当てて、0から100までの長さを測ります。', sheet.width / 2, top + 20, { typeface: 'gothic', size: 9, align: 'centre' })
}

const instructions = [
  ['この用紙を出したプリンターを確かめる', '通知書を印刷するプリンターの、A4の用紙の段から出ていることを確かめます。'],
  ['確認番号を画面に入力する', '上の4桁の番号を入力します。前のロットの用紙の番号は使えません。'],
  ['目盛りの長さを画面に入力する', '測った長さをmmで入力します。拡大・縮小されているときは、印刷の設定を直します。'],
  ['封筒に入れて窓を確かめる', '折り位置で折って封筒に入れ、どちらに寄せても枠の中がすべて見えることを確かめます。'],
  ['この用紙を廃棄する', 'ロットが終わったら、ほかの廃棄する用紙と一緒に裁断します。'],
] as const

function drawInstructions(painter: Painter): void {
  painter.text('手順', left, 208, { typeface: 'gothicBold', size: 12 })
  for (const [index, [heading, text]] of instructions.entries()) {
    const baseline = 219 + index * 14.2
    painter.circle(left + 4, baseline - 1.4, 3.2, { fill: 0 })
    painter.text(String(index + 1), left + 4, baseline, { typeface: 'gothicBold', size: 11.5, align: 'centre', grey: 1 })
    painter.text(heading, left + 11.5, baseline, { typeface: 'gothicBold', size: 11 })
    painter.text(text, left + 11.5, baseline + 5.3, { typeface: 'gothic', size: 9 })
  }
}

/**
 * Draws the challenge sheet of a lot, one page.
 * @throws RangeError unless the code is 4 digits and the lot number short and printable
 */
export async function drawChallengeSheet(challenge: ChallengeSheet): Promise<Uint8Array> {
  return await drawChallengeSheets([challenge])
}

/** Draws challenge sheets, one page each, as `drawChallengeSheet`. @throws RangeError for no sheets too */
export async function drawChallengeSheets(challenges: readonly ChallengeSheet[]): Promise<Uint8Array> {
  const [first] = challenges
  if (first === undefined) throw new RangeError('A document of no sheets')
  for (const { code, lotNumber } of challenges) {
    if (!/^[0-9]{4}$/u.test(code)) throw new RangeError('A challenge code is 4 digits')
    if (!/^[0-9A-Za-z-]{1,24}$/u.test(lotNumber)) throw new RangeError('A lot number is up to 24 letters, digits and dashes')
  }
  await warmFonts(noticeTypefaces)
  const document = createLetterDocument({ title: '試し刷り（見本）', createdAt: first.createdAt })
  for (const challenge of challenges) {
    const envelope = challenge.envelope ?? readNoticeSetting().envelope
    const painter = document.newPainter()
    drawSampleMark(painter)
    drawEnvelopeOutline(painter, envelope)
    drawHeading(painter, challenge, envelope)
    drawCode(painter, challenge.code)
    drawRuler(painter)
    drawInstructions(painter)
    document.addPage(painter, [])
  }
  return await document.finish()
}
