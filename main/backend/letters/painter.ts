import type { Box } from '#templates/letters/envelope.ts'
import { glyphsOf, millimetresPerPoint, textWidth, widthOfGlyphs } from './fonts.ts'
import type { DrawnGlyph, LetterFont, Typeface } from './fonts.ts'

/**
 * Draws by writing PDF operators: places in millimetres from the sheet's top left corner, type sizes in
 * points. What is drawn is also remembered as boxes, so that a layout can be checked before any paper is used.
 */

/** Why something is on the sheet: only the first two may ever show in the window. */
export type Part = 'address' | 'pieceMark' | 'letter'

export interface PlacedBox extends Box {
  readonly part: Part
  readonly isText: boolean
}

export interface TextStyle {
  readonly typeface: Typeface
  /** Points. */
  readonly size: number
  readonly align?: 'left' | 'centre' | 'right'
  /** Extra space between characters in millimetres. */
  readonly tracking?: number
  /** 0 black … 1 white; black when absent. */
  readonly grey?: number
  readonly part?: Part
}

/** What turns glyphs into the codes of one document's fonts. */
export interface GlyphEncoder {
  /** Name of the font in the document's resources. */
  resourceName(font: LetterFont): string
  /** Four hexadecimal digits. */
  code(glyph: DrawnGlyph): string
}

/** For laying out without a document: the boxes count, the operators are thrown away. */
export const blindEncoder: GlyphEncoder = { resourceName: () => 'F0', code: () => '0000' }

export interface Painter {
  /** Draws one line with its baseline at y. @returns its width in millimetres */
  text(text: string, x: number, baseline: number, style: TextStyle): number
  line(x1: number, y1: number, x2: number, y2: number, style?: { width?: number; grey?: number; dash?: readonly number[] }): void
  rectangle(box: Box, style: ShapeStyle & { radius?: number }): void
  circle(x: number, y: number, radius: number, style: ShapeStyle): void
  /** Fills the dark modules of a matrix as vectors, joined row by row. */
  modules(matrix: readonly (readonly boolean[])[], left: number, top: number, module: number, part?: Part): void
  /** Draws a text as one large tilted mark (見本), its middle at x, y; it is not part of the boxes. */
  tiltedMark(text: string, x: number, y: number, style: { typeface: Typeface; size: number; degrees: number; grey: number }): void
  /** Operators that place a form drawn before. */
  place(formName: string): void
  readonly boxes: readonly PlacedBox[]
  readonly fonts: ReadonlySet<LetterFont>
  /** The operators so far, for a page turned so that y grows downwards. */
  content(): string
}

export interface ShapeStyle {
  readonly fill?: number
  readonly stroke?: number
  /** Millimetres. */
  readonly lineWidth?: number
}

const points = (millimetres: number): string => number(millimetres / millimetresPerPoint)
const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** How far above and below the baseline the ink of a line can reach, in parts of the type size. */
const reach = { above: 0.88, below: 0.12 }

export function createPainter(encoder: GlyphEncoder): Painter {
  const operators: string[] = []
  const boxes: PlacedBox[] = []
  const fonts = new Set<LetterFont>()

  const showText = (glyphs: readonly DrawnGlyph[], size: number, tracking: number): string => {
    const parts: string[] = [tracking === 0 ? '' : `${points(tracking)} Tc`]
    let index = 0
    while (index < glyphs.length) {
      const font = glyphs[index]?.font
      if (font === undefined) break
      let codes = ''
      while (index < glyphs.length && glyphs[index]?.font === font) {
        const glyph = glyphs[index]
        if (glyph !== undefined) codes += encoder.code(glyph)
        index += 1
      }
      fonts.add(font)
      parts.push(`/${encoder.resourceName(font)} ${number(size)} Tf <${codes}> Tj`)
    }
    if (tracking !== 0) parts.push('0 Tc')
    return parts.join(' ')
  }

  const paintShape = (path: string, { fill, stroke, lineWidth = 0.2 }: ShapeStyle): void => {
    const colours = [
      ...(fill === undefined ? [] : [`${number(fill)} g`]),
      ...(stroke === undefined ? [] : [`${number(stroke)} G ${points(lineWidth)} w`]),
    ]
    const operator = fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B'
    operators.push(`${colours.join(' ')} ${path} ${operator}`)
  }

  const corner = 0.5523

  return {
    text(text, x, baseline, { typeface, size, align = 'left', tracking = 0, grey = 0, part = 'letter' }) {
      const glyphs = glyphsOf(text, typeface)
      const width = widthOfGlyphs(glyphs, size, tracking)
      const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
      operators.push(`BT ${number(grey)} g 1 0 0 -1 ${points(left)} ${points(baseline)} Tm ${showText(glyphs, size, tracking)} ET`)
      const height = size * millimetresPerPoint
      boxes.push({ left, right: left + width, top: baseline - height * reach.above, bottom: baseline + height * reach.below, part, isText: true })
      return width
    },
    line(x1, y1, x2, y2, { width = 0.15, grey = 0, dash } = {}) {
      const dashes = dash === undefined ? '[] 0 d' : `[${dash.map(points).join(' ')}] 0 d`
      operators.push(`${number(grey)} G ${points(width)} w ${dashes} ${points(x1)} ${points(y1)} m ${points(x2)} ${points(y2)} l S [] 0 d`)
      const half = width / 2
      boxes.push({
        left: Math.min(x1, x2) - half,
        right: Math.max(x1, x2) + half,
        top: Math.min(y1, y2) - half,
        bottom: Math.max(y1, y2) + half,
        part: 'letter',
        isText: false,
      })
    },
    rectangle(box, { radius = 0, ...style }) {
      const { left, top, right, bottom } = box
      boxes.push({ ...box, part: 'letter', isText: false })
      if (radius === 0) {
        paintShape(`${points(left)} ${points(top)} ${points(right - left)} ${points(bottom - top)} re`, style)
        return
      }
      const pull = radius * (1 - corner)
      const at = (x: number, y: number): string => `${points(x)} ${points(y)}`
      paintShape(
        [
          `${at(left + radius, top)} m ${at(right - radius, top)} l`,
          `${at(right - pull, top)} ${at(right, top + pull)} ${at(right, top + radius)} c ${at(right, bottom - radius)} l`,
          `${at(right, bottom - pull)} ${at(right - pull, bottom)} ${at(right - radius, bottom)} c ${at(left + radius, bottom)} l`,
          `${at(left + pull, bottom)} ${at(left, bottom - pull)} ${at(left, bottom - radius)} c ${at(left, top + radius)} l`,
          `${at(left, top + pull)} ${at(left + pull, top)} ${at(left + radius, top)} c h`,
        ].join(' '),
        style,
      )
    },
    circle(x, y, radius, style) {
      const c = radius * corner
      const at = (dx: number, dy: number): string => `${points(x + dx)} ${points(y + dy)}`
      boxes.push({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, part: 'letter', isText: false })
      paintShape(
        [
          `${at(-radius, 0)} m ${at(-radius, -c)} ${at(-c, -radius)} ${at(0, -radius)} c`,
          `${at(c, -radius)} ${at(radius, -c)} ${at(radius, 0)} c ${at(radius, c)} ${at(c, radius)} ${at(0, radius)} c`,
          `${at(-c, radius)} ${at(-radius, c)} ${at(-radius, 0)} c h`,
        ].join(' '),
        style,
      )
    },
    modules(matrix, left, top, module, part = 'letter') {
      const path: string[] = ['0 g']
      for (const [row, cells] of matrix.entries()) {
        for (let column = 0; column < cells.length; column++) {
          if (cells[column] !== true) continue
          const from = column
          while (cells[column + 1] === true) column += 1
          path.push(`${points(left + from * module)} ${points(top + row * module)} ${points((column - from + 1) * module)} ${points(module)} re`)
        }
      }
      operators.push(`${path.join(' ')} f`)
      boxes.push({ left, top, right: left + (matrix[0]?.length ?? 0) * module, bottom: top + matrix.length * module, part, isText: false })
    },
    tiltedMark(text, x, y, { typeface, size, degrees, grey }) {
      const radians = (degrees * Math.PI) / 180
      const cos = Math.cos(radians)
      const sin = Math.sin(radians)
      const width = textWidth(text, typeface, size)
      // From the middle of the text back to the start of its baseline, along the tilted axes.
      const back = -width / 2
      const down = (size * millimetresPerPoint * (reach.above - reach.below)) / 2
      const left = x + back * cos + down * sin
      const baseline = y - back * sin + down * cos
      operators.push(
        `BT ${number(grey)} g ${number(cos)} ${number(-sin)} ${number(-sin)} ${number(-cos)} ${points(left)} ${points(baseline)} Tm ${showText(glyphsOf(text, typeface), size, 0)} ET`,
      )
    },
    place(formName) {
      operators.push(`q /${formName} Do Q`)
    },
    boxes,
    fonts,
    content: () => operators.join('\n'),
  }
}
