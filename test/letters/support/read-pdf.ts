import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Box } from '#templates/letters/envelope.ts'
import { drawOutlines, placedGlyphs } from './outlines.ts'
import type { PlacedGlyph } from './outlines.ts'
import type { Pixels, PlacedText } from './placed-text.ts'

export type { PlacedText } from './placed-text.ts'

/** What a finished PDF shows: text with places in millimetres from the top left corner, pixels, decoded codes. */

/** The glyphs that texts must show, from the font files, on a sheet as large as the page's. */
export interface Outlined {
  readonly texts: readonly PlacedText[]
  readonly pixels: Pixels
}

export interface OutlineOptions {
  /** Puts other glyphs in their places, to prove that a change is seen. */
  readonly change?: (glyph: PlacedGlyph) => PlacedGlyph
  /** Of these texts only; of every upright text when absent. */
  readonly of?: (text: PlacedText) => boolean
}

export interface ReadPage {
  readonly texts: readonly PlacedText[]
  readonly allText: string
  readonly pixels: Pixels
  readonly outline: (options?: OutlineOptions) => Outlined
}

const pointsPerMillimetre = 72 / 25.4

interface NodeCanvas {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
}
interface NodeCanvasFactory {
  create(width: number, height: number): NodeCanvas
  destroy(canvas: NodeCanvas): void
}

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

async function withDocument<Result>(bytes: Uint8Array, read: (document: PdfDocument) => Promise<Result>): Promise<Result> {
  // A copy: pdfjs takes the bytes away from its caller.
  const task = getDocument({ data: Uint8Array.from(bytes), disableFontFace: true, useSystemFonts: false, fontExtraProperties: true, verbosity: 0 })
  try {
    return await read(await task.promise)
  } finally {
    await task.destroy()
  }
}

export function pageCount(bytes: Uint8Array): Promise<number> {
  return withDocument(bytes, (document) => Promise.resolve(document.numPages))
}

/** The name of a font as the document embeds it, without the tag of its subset. */
function fontName(page: PdfPage, id: string): string {
  const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null
  const name = typeof font === 'object' && font !== null && 'name' in font ? font.name : ''
  return typeof name === 'string' ? name.replace(/^[A-Z]{6}\+/u, '') : ''
}

async function textsOf(page: PdfPage): Promise<PlacedText[]> {
  const height = page.getViewport({ scale: 1 }).height
  // As it stands in the document: compatibility ideographs and half-width kana too.
  const content = await page.getTextContent({ disableNormalization: true })
  return content.items.flatMap((item): PlacedText[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[]
    const size = Math.hypot(a, b)
    const baseline = (height - y) / pointsPerMillimetre
    const em = size / pointsPerMillimetre
    return [
      {
        text: item.str,
        left: x / pointsPerMillimetre,
        right: (x + item.width) / pointsPerMillimetre,
        top: baseline - em * 0.88,
        bottom: baseline + em * 0.12,
        baseline,
        size,
        isTilted: Math.abs(b) > 1e-6,
        font: fontName(page, item.fontName),
      },
    ]
  })
}

async function readOne(document: PdfDocument, pageNumber: number, dotsPerInch: number): Promise<ReadPage> {
  const page = await document.getPage(pageNumber)
  const viewport = page.getViewport({ scale: dotsPerInch / 72 })
  const scale = dotsPerInch / 25.4
  const factory = document.canvasFactory as unknown as NodeCanvasFactory
  const newSurface = (): NodeCanvas => factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height))
  const pixelsOf = (surface: NodeCanvas): Pixels => {
    const { data, width, height } = surface.context.getImageData(0, 0, surface.canvas.width, surface.canvas.height)
    factory.destroy(surface)
    return { data, width, height, scale }
  }
  const drawn = newSurface()
  await page.render({ canvas: drawn.canvas, canvasContext: drawn.context, viewport }).promise
  // After drawing: the names of its fonts are known by then.
  const texts = await textsOf(page)
  page.cleanup()
  const outline = ({ change = (glyph) => glyph, of = () => true }: OutlineOptions = {}): Outlined => {
    const outlined = texts.filter((text) => !text.isTilted && of(text))
    const surface = newSurface()
    surface.context.fillStyle = '#fff'
    surface.context.fillRect(0, 0, surface.canvas.width, surface.canvas.height)
    for (const text of outlined) drawOutlines(surface.context, placedGlyphs(text).map(change), scale)
    return { texts: outlined, pixels: pixelsOf(surface) }
  }
  return { texts, allText: texts.map((text) => text.text).join('\n'), pixels: pixelsOf(drawn), outline }
}

/** @param dotsPerInch of the rendered pixels */
export function readPage(bytes: Uint8Array, pageNumber = 1, dotsPerInch = 200): Promise<ReadPage> {
  return withDocument(bytes, async (document) => await readOne(document, pageNumber, dotsPerInch))
}

/** Reads page after page of one document. @param visit is given the page and its number from 1 */
export function readEachPage(bytes: Uint8Array, dotsPerInch: number, visit: (page: ReadPage, pageNumber: number) => Promise<void> | void): Promise<void> {
  return withDocument(bytes, async (document) => {
    for (let pageNumber = 1; pageNumber <= document.numPages; pageNumber++) await visit(await readOne(document, pageNumber, dotsPerInch), pageNumber)
  })
}

/** Pixels of a part of the page. */
export function crop(pixels: Pixels, box: Box): Pixels {
  const from = { x: Math.max(0, Math.floor(box.left * pixels.scale)), y: Math.max(0, Math.floor(box.top * pixels.scale)) }
  const to = { x: Math.min(pixels.width, Math.ceil(box.right * pixels.scale)), y: Math.min(pixels.height, Math.ceil(box.bottom * pixels.scale)) }
  const width = to.x - from.x
  const height = to.y - from.y
  const data = new Uint8ClampedArray(width * height * 4)
  for (let row = 0; row < height; row++) {
    const start = ((from.y + row) * pixels.width + from.x) * 4
    data.set(pixels.data.subarray(start, start + width * 4), row * width * 4)
  }
  return { data, width, height, scale: pixels.scale }
}

/** How many pixels are darker than a grey (0 black … 255 white). */
export function darkPixels({ data }: Pixels, darkerThan = 128): number {
  let count = 0
  for (let index = 0; index < data.length; index += 4) if ((data[index] ?? 255) < darkerThan) count += 1
  return count
}

/** The pixels with a part of them painted white. */
export function whitened(pixels: Pixels, boxes: readonly Box[]): Pixels {
  const data = new Uint8ClampedArray(pixels.data)
  for (const box of boxes) {
    for (let y = Math.max(0, Math.floor(box.top * pixels.scale)); y < Math.min(pixels.height, Math.ceil(box.bottom * pixels.scale)); y++) {
      const row = y * pixels.width
      const from = Math.max(0, Math.floor(box.left * pixels.scale))
      const to = Math.min(pixels.width, Math.ceil(box.right * pixels.scale))
      data.fill(255, (row + from) * 4, (row + to) * 4)
    }
  }
  return { ...pixels, data }
}

let reader: Promise<unknown> | undefined

async function prepareReader(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasm = await readFile(file)
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

export interface DecodedCode {
  readonly format: string
  readonly text: string
  /** Top left corner in millimetres. */
  readonly left: number
  readonly top: number
}

/** Decodes the QR codes and Data Matrix symbols among pixels. */
export async function decodeCodes(pixels: Pixels): Promise<DecodedCode[]> {
  await (reader ??= prepareReader())
  const image = { data: pixels.data, width: pixels.width, height: pixels.height, colorSpace: 'srgb' } as ImageData
  const found = await readBarcodes(image, { formats: ['QRCode', 'DataMatrix'], tryHarder: true, maxNumberOfSymbols: 10 })
  return found.map(({ format, text, position }) => ({
    format,
    text,
    left: position.topLeft.x / pixels.scale,
    top: position.topLeft.y / pixels.scale,
  }))
}
