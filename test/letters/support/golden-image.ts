import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Pixels } from './placed-text.ts'

/**
 * Images of pages that a person has looked at, in test/letters/golden: 8-bit greyscale PNG. `UPDATE_GOLDEN=1` writes
 * them anew; look at them before they are kept.
 */

const directory = join(import.meta.dirname, '../golden')
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const filterUp = 2

export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

export function greyOf({ data, width, height }: Pixels): GreyImage {
  const values = new Uint8Array(width * height)
  for (let index = 0; index < values.length; index++) values[index] = data[index * 4] ?? 255
  return { width, height, values }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function encodePng({ width, height, values }: GreyImage): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) {
    const row = y * (width + 1)
    rows[row] = filterUp
    for (let x = 0; x < width; x++) rows[row + 1 + x] = (values[y * width + x] ?? 0) - (y === 0 ? 0 : (values[(y - 1) * width + x] ?? 0))
  }
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Reads what `encodePng` writes. @throws RangeError for another kind of PNG */
function decodePng(bytes: Buffer): GreyImage {
  const data: Buffer[] = []
  let width = 0
  let height = 0
  for (let at = signature.length; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = content.readUInt32BE(0)
      height = content.readUInt32BE(4)
      if (content[8] !== 8 || content[9] !== 0) throw new RangeError('Golden images are 8-bit greyscale')
    }
    if (type === 'IDAT') data.push(content)
    at += length + 12
  }
  const rows = inflateSync(Buffer.concat(data))
  const values = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = y * (width + 1)
    if (rows[row] !== filterUp) throw new RangeError('Golden images are written by UPDATE_GOLDEN=1')
    for (let x = 0; x < width; x++) values[y * width + x] = (rows[row + 1 + x] ?? 0) + (y === 0 ? 0 : (values[(y - 1) * width + x] ?? 0))
  }
  return { width, height, values }
}

/** Greys closer than this are the same: edges are smoothed a little differently from machine to machine. */
const sameGrey = 48

/** Share of pixels that differ; 1 for images of another size. */
export function differingShare(one: GreyImage, other: GreyImage): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  let count = 0
  for (const [index, value] of one.values.entries()) if (Math.abs(value - (other.values[index] ?? 0)) > sameGrey) count += 1
  return count / one.values.length
}

/** The image as it was looked at. With UPDATE_GOLDEN=1 the seen one is kept in its place. */
export function goldenImage(name: string, seen: GreyImage): GreyImage {
  const file = join(directory, `${name}.png`)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, encodePng(seen))
  if (!existsSync(file)) throw new RangeError(`There is no golden image ${name}: UPDATE_GOLDEN=1 writes it`)
  return decodePng(readFileSync(file))
}
