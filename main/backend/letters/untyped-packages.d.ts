/** The parts of fontkit and linebreak that the letters use; neither package carries types. */
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number
    /** In font units. */
    readonly advanceWidth: number
    readonly codePoints: readonly number[]
    /** In font units, y upwards. */
    readonly path: { readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[] }
  }
  export interface VariationSequences {
    readonly varSelector: number
    readonly defaultUVS: readonly { readonly startUnicodeValue: number; readonly additionalCount: number }[] | null
    readonly nonDefaultUVS: readonly { readonly unicodeValue: number; readonly glyphID: number }[] | null
  }
  export interface CharacterMap {
    readonly version: number
    readonly varSelectors?: { toArray(): readonly VariationSequences[] }
  }
  export interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    readonly cmap: { readonly tables: readonly { readonly table: CharacterMap }[] }
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
    getGlyph(id: number, codePoints?: readonly number[]): Glyph
  }
  export function create(bytes: Uint8Array): Font
}

declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}
