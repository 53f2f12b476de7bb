import type { Box } from '#templates/letters/envelope.ts'

/** What is read from a finished page: its texts in millimetres from the top left corner, and its pixels. */

export interface PlacedText extends Box {
  readonly text: string
  readonly baseline: number
  /** Points. */
  readonly size: number
  readonly isTilted: boolean
  /** PostScript name of the embedded font, without the tag of its subset. */
  readonly font: string
}

export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  /** Pixels a millimetre. */
  readonly scale: number
}
