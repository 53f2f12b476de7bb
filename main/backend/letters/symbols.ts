import { encodeDataMatrix } from 'etiket/datamatrix'
import qrcode from 'qrcode'

/** Two-dimensional codes as matrices of dark modules, to be drawn as vectors. */
export type ModuleMatrix = readonly (readonly boolean[])[]

/** A piece mark with its quiet zone is at most this wide (millimetres): it shares the window with the address. */
export const widestPieceMark = 9
const pieceMarkModule = { least: 0.33, most: 0.42 }

let lastQr: { readonly text: string; readonly matrix: ModuleMatrix } | null = null

/** QR code for the portal's address, error correction M, without its quiet zone. */
export function qrMatrix(text: string): ModuleMatrix {
  // The portal's address is the same on every letter.
  if (lastQr?.text !== text) lastQr = { text, matrix: encodeQr(text) }
  return lastQr.matrix
}

function encodeQr(text: string): ModuleMatrix {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_unused, column) => modules.get(row, column) === 1),
  )
}

export interface PieceMark {
  readonly matrix: ModuleMatrix
  /** Millimetres a module. */
  readonly module: number
  /** Millimetres of the dark square, without the quiet zone of one module on each side. */
  readonly size: number
}

let last: { readonly pieceId: string; readonly symbol: PieceMark | null } | null = null

/** Data Matrix of a random piece id, or null when the id makes it wider than the window has room for. */
export function pieceMarkSymbol(pieceId: string): PieceMark | null {
  // A letter is asked about several times in a row.
  if (last?.pieceId !== pieceId) last = { pieceId, symbol: encodePieceMark(pieceId) }
  return last.symbol
}

function encodePieceMark(pieceId: string): PieceMark | null {
  if (!/^[\x21-\x7e]{1,60}$/u.test(pieceId)) return null
  const matrix = encodeDataMatrix(pieceId)
  const module = Math.min(pieceMarkModule.most, widestPieceMark / (matrix.length + 2))
  return module < pieceMarkModule.least ? null : { matrix, module, size: matrix.length * module }
}
