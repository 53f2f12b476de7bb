/** A zip, quickly: names are given as bytes, so that they can be CP932 without the flag for UTF-8, as Japanese Windows packs them. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface PackedEntry { readonly name: Uint8Array; readonly crc: number; readonly bytes: number; readonly method: 0 | 8; readonly packed: Uint8Array }

/** DOS date and time of 2026-07-03 09:00. */
const moment = { date: ((2026 - 1980) << 9) | (7 << 5) | 3, time: 9 << 11 } as const

/** `stored`: what is packed already (a workbook inside a bundle) is not packed again. */
export const packEntry = (name: string | Uint8Array, content: Uint8Array, stored = false): PackedEntry => ({
  name: typeof name === 'string' ? Buffer.from(name, 'utf8') : name, crc: crc32(content), bytes: content.length,
  method: stored ? 0 : 8, packed: stored ? content : deflateRawSync(content, { level: 1 }),
})

const common = (header: Buffer, at: number, entry: PackedEntry): void => {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(0, at + 2)
  header.writeUInt16LE(entry.method, at + 4)
  header.writeUInt16LE(moment.time, at + 6)
  header.writeUInt16LE(moment.date, at + 8)
  header.writeUInt32LE(entry.crc, at + 10)
  header.writeUInt32LE(entry.packed.length, at + 14)
  header.writeUInt32LE(entry.bytes, at + 18)
  header.writeUInt16LE(entry.name.length, at + 22)
}

/** Below 4 GiB and 65,536 entries. */
export const zipOf = (entries: readonly PackedEntry[]): Buffer => {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    common(local, 4, entry)
    parts.push(local, entry.name, entry.packed)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    common(central, 6, entry)
    central.writeUInt32LE(offset, 42)
    directory.push(central, entry.name)
    offset += 30 + entry.name.length + entry.packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}
