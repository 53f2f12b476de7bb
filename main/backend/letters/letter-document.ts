import PDFDocument from 'pdfkit'
import type { LetterFont } from './fonts.ts'
import { createPainter } from './painter.ts'
import type { GlyphEncoder, Painter } from './painter.ts'

/**
 * One PDF of A4 pages, written by painters. Equal input gives equal bytes: nothing in it depends on the
 * clock, on random numbers or on what was drawn before.
 */

export interface LetterDocument {
  newPainter(): Painter
  /** Keeps what a painter drew, to be placed on pages again and again by `painter.place(name)`. */
  addForm(painter: Painter): string
  addPage(painter: Painter, forms: readonly string[]): void
  /** Ends the document. @returns its bytes */
  finish(): Promise<Uint8Array>
}

/** What of pdfkit's embedded font is used; checked when a font is taken in, because its types do not describe it. */
interface EmbeddedFont {
  readonly id: string
  readonly scale: number
  readonly subset: { includeGlyph(glyphId: number): number }
  readonly widths: (number | undefined)[]
  readonly unicode: ((readonly number[]) | undefined)[]
  ref(): object
  finalize(): void
}

function isEmbeddedFont(value: unknown): value is EmbeddedFont {
  if (typeof value !== 'object' || value === null) return false
  const font = value as Partial<Record<keyof EmbeddedFont, unknown>>
  return (
    typeof font.id === 'string' &&
    typeof font.scale === 'number' &&
    typeof font.subset === 'object' &&
    Array.isArray(font.widths) &&
    Array.isArray(font.unicode) &&
    typeof font.ref === 'function' &&
    typeof font.finalize === 'function'
  )
}

const a4 = { width: 595.28, height: 841.89 }

/** Lets other work run: drawing a lot must not hold the event loop for more than 50 ms. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** @param createdAt the only time in the document; equal input needs an equal one */
export function createLetterDocument({ title, createdAt }: { title: string; createdAt: Date }): LetterDocument {
  const document = new PDFDocument({
    autoFirstPage: false,
    // Empty, not absent: pdfkit would take in Helvetica otherwise.
    font: '',
    lang: 'ja',
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    info: { Title: title, CreationDate: createdAt, ModDate: createdAt, Producer: 'helpline-desk', Creator: 'helpline-desk' },
  })
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    // Copies: a compressed page is a small part of a large buffer, and would keep all of it.
    document.on('data', (chunk: Uint8Array) => chunks.push(Buffer.from(chunk)))
    document.on('end', () => resolve())
    document.on('error', reject)
  })

  const embedded = new Map<LetterFont, EmbeddedFont>()
  const codes = new Map<LetterFont, Map<number, string>>()

  const embed = (letterFont: LetterFont): EmbeddedFont => {
    const known = embedded.get(letterFont)
    if (known !== undefined) return known
    // pdfkit takes a parsed font too; its types know files and bytes only.
    document.font(letterFont.font as unknown as Uint8Array, letterFont.file)
    const font: unknown = Reflect.get(document, '_font')
    if (!isEmbeddedFont(font)) throw new TypeError('The PDF library does not embed fonts as expected')
    embedded.set(letterFont, font)
    return font
  }

  const encoder: GlyphEncoder = {
    resourceName: (font) => embed(font).id,
    code: (glyph) => {
      const known = codes.get(glyph.font)?.get(glyph.glyphId)
      if (known !== undefined) return known
      const font = embed(glyph.font)
      const subsetId = font.subset.includeGlyph(glyph.glyphId)
      font.widths[subsetId] ??= glyph.advance
      font.unicode[subsetId] ??= glyph.codePoints
      const code = subsetId.toString(16).padStart(4, '0')
      const ofFont = codes.get(glyph.font) ?? new Map<number, string>()
      codes.set(glyph.font, ofFont.set(glyph.glyphId, code))
      return code
    },
  }

  const fontResources = (painter: Painter): Record<string, object> =>
    Object.fromEntries([...painter.fonts].map((font) => [embed(font).id, embed(font).ref()]))

  const forms = new Map<string, object>()

  return {
    newPainter: () => createPainter(encoder),
    addForm(painter) {
      const name = `Form${forms.size + 1}`
      const form = document.ref({
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, a4.width, a4.height],
        Resources: { Font: fontResources(painter) },
      })
      form.end(Buffer.from(painter.content(), 'latin1'))
      forms.set(name, form)
      return name
    },
    addPage(painter, used) {
      document.addPage({ size: [a4.width, a4.height], margin: 0 })
      const fontsOfPage = document.page.fonts as Record<string, object>
      const formsOfPage = document.page.xobjects as Record<string, object>
      Object.assign(fontsOfPage, fontResources(painter))
      for (const name of used) {
        const form = forms.get(name)
        if (form === undefined) throw new RangeError('A form that was never added cannot be placed')
        formsOfPage[name] = form
      }
      document.addContent(painter.content())
    },
    async finish() {
      // Making a subset takes some milliseconds a font: one a turn.
      for (const font of embedded.values()) {
        font.finalize()
        await breathe()
      }
      document.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
