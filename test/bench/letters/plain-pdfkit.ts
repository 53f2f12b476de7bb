/** The same letter in pdfkit's own calls: fonts registered once a document, every text with `text`, nothing shared between pages. */
import PDFDocument from 'pdfkit'
import { benchDate, benchLetters } from './bench-letters.ts'
import { benchFonts, drawingList, hexGrey, points } from './drawing-list.ts'
import type { Drawn } from './drawing-list.ts'
import type { Engine } from './engine.ts'

const drawOne = (document: PDFKit.PDFDocument, drawn: Drawn): void => {
  if (drawn.kind === 'text') {
    document.font(drawn.typeface).fontSize(drawn.size).fillColor(hexGrey(drawn.grey))
      .text(drawn.text, points(drawn.left), points(drawn.baseline), { lineBreak: false, baseline: 'alphabetic', characterSpacing: points(drawn.tracking) })
  } else if (drawn.kind === 'line') {
    document.lineWidth(points(drawn.width)).moveTo(points(drawn.x1), points(drawn.y1)).lineTo(points(drawn.x2), points(drawn.y2)).stroke(hexGrey(drawn.grey))
  } else if (drawn.kind === 'circle') {
    document.circle(points(drawn.x), points(drawn.y), points(drawn.radius)).fill(hexGrey(drawn.grey))
  } else {
    const { left, top, right, bottom } = drawn.box
    const width = points(right - left)
    const height = points(bottom - top)
    if (drawn.radius > 0) document.roundedRect(points(left), points(top), width, height, points(drawn.radius))
    else document.rect(points(left), points(top), width, height)
    if (drawn.stroke !== null) document.lineWidth(points(drawn.lineWidth)).stroke(hexGrey(drawn.stroke))
    else document.fill(hexGrey(drawn.fill ?? 0))
  }
}

export const createPlainPdfkit = (count: number): Engine => {
  const lists = benchLetters(count).map(drawingList)
  return {
    draw: async (wanted) => {
      const document = new PDFDocument({ autoFirstPage: false, font: '', lang: 'ja', pdfVersion: '1.7', info: { Title: 'パスワード等通知書', CreationDate: benchDate } })
      for (const [typeface, file] of Object.entries(benchFonts)) document.registerFont(typeface, file)
      const chunks: Uint8Array[] = []
      const ended = new Promise<void>((resolve, reject) => {
        document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        document.on('end', () => resolve())
        document.on('error', reject)
      })
      for (const list of lists.slice(0, wanted)) {
        document.addPage({ size: 'A4', margin: 0 })
        for (const drawn of list) drawOne(document, drawn)
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
      document.end()
      await ended
      return Buffer.concat(chunks)
    },
    close: async () => undefined,
    peakOfOthers: () => null,
  }
}
