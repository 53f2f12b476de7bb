/**
 * A letter as a list of what stands where, for the other ways of making it: each line of text is broken and placed
 * already, so what they are timed at is writing it down, not setting it. Millimetres and points.
 */
import { createRequire } from 'node:module'
import { drawAddressBlock, setAddressBlock } from '#backend/letters/address-block.ts'
import { textWidth } from '#backend/letters/fonts.ts'
import type { Typeface } from '#backend/letters/fonts.ts'
import { drawNoticeContent, drawNoticeForm } from '#backend/letters/notice-page.ts'
import type { NoticeLetter } from '#backend/letters/password-notice.ts'
import type { Painter } from '#backend/letters/painter.ts'
import type { Box } from '#templates/letters/envelope.ts'
import { benchSetting } from './bench-letters.ts'

export type Drawn =
  | { readonly kind: 'text'; readonly text: string; readonly left: number; readonly baseline: number; readonly typeface: Typeface; readonly size: number; readonly tracking: number; readonly grey: number }
  | { readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly width: number; readonly grey: number }
  | { readonly kind: 'rectangle'; readonly box: Box; readonly radius: number; readonly fill: number | null; readonly stroke: number | null; readonly lineWidth: number }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number; readonly grey: number }

const recorder = (list: Drawn[]): Painter => ({
  text: (text, x, baseline, { typeface, size, align = 'left', tracking = 0, grey = 0 }) => {
    const width = textWidth(text, typeface, size, tracking)
    list.push({ kind: 'text', text, left: align === 'left' ? x : align === 'right' ? x - width : x - width / 2, baseline, typeface, size, tracking, grey })
    return width
  },
  line: (x1, y1, x2, y2, { width = 0.15, grey = 0 } = {}) => void list.push({ kind: 'line', x1, y1, x2, y2, width, grey }),
  rectangle: (box, { fill, stroke, lineWidth = 0.2, radius = 0 }) => void list.push({ kind: 'rectangle', box, radius, fill: fill ?? null, stroke: stroke ?? null, lineWidth }),
  circle: (x, y, radius, { fill = 0 }) => void list.push({ kind: 'circle', x, y, radius, grey: fill }),
  modules: (matrix, left, top, module) => {
    for (const [row, cells] of matrix.entries()) {
      for (let column = 0; column < cells.length; column++) {
        if (cells[column] !== true) continue
        const from = column
        while (cells[column + 1] === true) column += 1
        const box = { left: left + from * module, right: left + (column + 1) * module, top: top + row * module, bottom: top + (row + 1) * module }
        list.push({ kind: 'rectangle', box, radius: 0, fill: 0, stroke: null, lineWidth: 0 })
      }
    }
  },
  tiltedMark: () => undefined,
  place: () => undefined,
  boxes: [],
  fonts: new Set(),
  content: () => '',
})

export const drawingList = (letter: NoticeLetter): Drawn[] => {
  const { template, envelope } = benchSetting
  const list: Drawn[] = []
  const painter = recorder(list)
  drawNoticeForm(painter, template, envelope, { postageClass: template.postageClasses[0]!, hasSecondNumber: letter.hasSecondNumber })
  const block = setAddressBlock(letter, envelope, template.layout.address)
  if (block === null) throw new RangeError('A letter of the bench does not fit its envelope')
  drawAddressBlock(painter, block)
  drawNoticeContent(painter, template, letter, letter.password.groups)
  return list
}

const pointsPerMillimetre = 72 / 25.4
export const points = (millimetres: number): number => millimetres * pointsPerMillimetre
/** "#1e1e1e" of a grey from 0 (black) to 1 (white). */
export const hexGrey = (grey: number): string => `#${Math.round(grey * 255).toString(16).padStart(2, '0').repeat(3)}`

const require = createRequire(import.meta.url)
/** The font files the letter is written with. */
export const benchFonts: Readonly<Partial<Record<Typeface, string>>> = {
  gothic: require.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
  gothicBold: require.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
}
