/** The same letter as a document definition of pdfmake: every text at its absolute position. */
import { benchLetters } from './bench-letters.ts'
import { benchFonts, drawingList, hexGrey, points } from './drawing-list.ts'
import type { Drawn } from './drawing-list.ts'
import type { Engine } from './engine.ts'

interface PdfMake {
  setFonts(fonts: Record<string, { normal: string }>): void
  /** Which addresses and which files it may read. */
  setUrlAccessPolicy(policy: (url: string) => boolean): void
  setLocalAccessPolicy(policy: (path: string) => boolean): void
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> }
}

const isPdfMake = (value: unknown): value is PdfMake =>
  typeof value === 'object' && value !== null && 'setFonts' in value && typeof value.setFonts === 'function' && 'createPdf' in value && typeof value.createPdf === 'function'

// By a name that is not known before: the bench runs without it too.
const packageName: string = 'pdfmake'

const loadPdfMake = async (): Promise<PdfMake> => {
  const loaded: { default?: unknown } = await import(packageName)
  if (!isPdfMake(loaded.default)) throw new TypeError('This pdfmake is not used as the bench expects')
  return loaded.default
}

/** BIZ UDPGothic: how far its line's top lies above the baseline, in parts of the type size. */
const ascent = 0.88

/** Shapes are one drawing a page, first: texts lie on them. */
const shapeOf = (drawn: Exclude<Drawn, { kind: 'text' }>): object => {
  if (drawn.kind === 'line') return { type: 'line', x1: points(drawn.x1), y1: points(drawn.y1), x2: points(drawn.x2), y2: points(drawn.y2), lineWidth: points(drawn.width), lineColor: hexGrey(drawn.grey) }
  if (drawn.kind === 'circle') return { type: 'ellipse', x: points(drawn.x), y: points(drawn.y), r1: points(drawn.radius), r2: points(drawn.radius), color: hexGrey(drawn.grey) }
  const { left, top, right, bottom } = drawn.box
  return {
    type: 'rect', x: points(left), y: points(top), w: points(right - left), h: points(bottom - top), r: points(drawn.radius),
    ...(drawn.fill === null ? {} : { color: hexGrey(drawn.fill) }), ...(drawn.stroke === null ? {} : { lineColor: hexGrey(drawn.stroke), lineWidth: points(drawn.lineWidth) }),
  }
}

const contentOf = (list: readonly Drawn[], isFirst: boolean): object[] => [
  { text: '', ...(isFirst ? {} : { pageBreak: 'before' }) },
  { canvas: list.flatMap((drawn) => (drawn.kind === 'text' ? [] : [shapeOf(drawn)])), absolutePosition: { x: 0, y: 0 } },
  ...list.flatMap((drawn) => (drawn.kind !== 'text' ? [] : [{
    text: drawn.text, absolutePosition: { x: points(drawn.left), y: points(drawn.baseline) - drawn.size * ascent }, font: drawn.typeface, fontSize: drawn.size,
    characterSpacing: points(drawn.tracking), color: hexGrey(drawn.grey), noWrap: true,
  }])),
]

/** @throws Error where pdfmake is not installed */
export const createPdfMake = async (count: number): Promise<Engine> => {
  const pdfmake = await loadPdfMake()
  const fontFiles: readonly string[] = Object.values(benchFonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => fontFiles.includes(path))
  pdfmake.setFonts(Object.fromEntries(Object.entries(benchFonts).map(([typeface, normal]) => [typeface, { normal }])))
  const lists = benchLetters(count).map(drawingList)
  return {
    draw: async (wanted) => {
      // The definition is made anew: pdfmake writes into it.
      const content = lists.slice(0, wanted).flatMap((list, index) => contentOf(list, index === 0))
      return await pdfmake.createPdf({ pageSize: 'A4', pageMargins: 0, defaultStyle: { font: 'gothic' }, content }).getBuffer()
    },
    close: async () => undefined,
    peakOfOthers: () => null,
  }
}
