import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { ListFileError } from './list-file-error.ts'
import type { ListFileLimits } from './list-file-limits.ts'
import type { ListFileSource } from './list-files-types.ts'

/** What one source may still inflate, shared by every zip opened inside it. */
export interface InflationBudget {
  readonly limits: ListFileLimits
  inflated: number
}

export interface ZipArchive {
  /** File entries (no folders) in the order of the directory, names decoded. */
  readonly entries: readonly ZipEntry[]
  /** The inflated bytes; counted against the budget while they stream. */
  stream(entry: ZipEntry): AsyncGenerator<Uint8Array>
  /** The whole entry; at most `innerFileBytes`. */
  bytes(entry: ZipEntry): Promise<Uint8Array>
  close(): void
}

export interface ZipEntry {
  readonly name: string
  readonly packedBytes: number
  readonly statedBytes: number
  readonly raw: Entry
}

const deflated = 8
const utf8NameFlag = 0x800

/** Bit 11 of the flags = UTF-8; else the machines that pack these bundles write CP932. */
function decodeEntryName(entry: Entry): string {
  const raw = entry.fileNameRaw
  if ((entry.generalPurposeBitFlag & utf8NameFlag) !== 0) return new TextDecoder('utf-8').decode(raw)
  try {
    return new TextDecoder('shift_jis', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('utf-8').decode(raw)
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** First bytes of a source, for telling what it is. */
export async function firstBytes(source: ListFileSource, length: number): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, length)
  try {
    const handle = await open(source.path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new ListFileError('unreadable', { file: source.name }, 'ファイルを開けません。場所と読み取りの権限を確かめてください。', { cause: error })
  }
}

/** The bytes of a source as they are, in pieces. */
export async function* sourceBytes(source: ListFileSource): AsyncGenerator<Uint8Array> {
  if ('bytes' in source) {
    const piece = 256 * 1024
    for (let start = 0; start < source.bytes.length; start += piece) yield source.bytes.subarray(start, start + piece)
    return
  }
  for await (const chunk of createReadStream(source.path, { highWaterMark: 256 * 1024 })) yield chunk as Uint8Array
}

/**
 * Opens a zip (a workbook is one too).
 * @throws ListFileError truncated, damaged, passwordProtected, tooLarge
 */
export async function openZip(source: ListFileSource, budget: InflationBudget): Promise<ZipArchive> {
  const file = source.name
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false }
  let zip: ZipFile
  try {
    zip = 'bytes' in source ? await fromBufferPromise(asBuffer(source.bytes), options) : await openPromise(source.path, options)
  } catch (error) {
    throw new ListFileError('truncated', { file }, 'ファイルが途中で切れています。もう一度ダウンロードするか、写し直してください。', { cause: error })
  }
  const archive = new YauzlArchive(file, zip, budget)
  try {
    await archive.readDirectory()
  } catch (error) {
    zip.close()
    throw error
  }
  return archive
}

class YauzlArchive implements ZipArchive {
  readonly entries: ZipEntry[] = []
  readonly #file: string
  readonly #zip: ZipFile
  readonly #budget: InflationBudget

  constructor(file: string, zip: ZipFile, budget: InflationBudget) {
    this.#file = file
    this.#zip = zip
    this.#budget = budget
  }

  async readDirectory(): Promise<void> {
    if (this.#zip.entryCount > this.#budget.limits.entries) throw this.#tooLarge()
    try {
      for await (const raw of this.#zip.eachEntry()) {
        const name = decodeEntryName(raw)
        if (name.endsWith('/')) continue
        if (raw.isEncrypted()) throw passwordProtected(this.#file)
        this.entries.push({ name, packedBytes: raw.compressedSize, statedBytes: raw.uncompressedSize, raw })
      }
    } catch (error) {
      throw error instanceof ListFileError ? error : this.#damaged(error)
    }
  }

  async *stream(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    const { limits } = this.#budget
    // What the zip says of itself is believed where it is against it, and checked while it inflates.
    this.#requireWithin(entry, entry.statedBytes, limits.entryBytes)
    let inflated = 0
    try {
      for await (const chunk of (await this.#open(entry)) as AsyncIterable<Uint8Array>) {
        inflated += chunk.length
        this.#budget.inflated += chunk.length
        if (inflated > entry.statedBytes) throw this.#damaged(undefined)
        if (this.#budget.inflated > limits.sourceBytes) throw this.#tooLarge()
        yield chunk
      }
      if (inflated !== entry.statedBytes) throw this.#damaged(undefined)
    } catch (error) {
      throw error instanceof ListFileError ? error : this.#damaged(error)
    }
  }

  #requireWithin({ packedBytes }: ZipEntry, bytes: number, most: number): void {
    const { ratio, ratioFromBytes } = this.#budget.limits
    if (bytes > most || (bytes > ratioFromBytes && bytes > packedBytes * ratio)) throw this.#tooLarge()
  }

  /** The archive's own way to inflate hands out pieces of 16 kB: the same work costs more time in passing them on. */
  async #open(entry: ZipEntry): Promise<Readable> {
    if (entry.raw.compressionMethod !== deflated) return await this.#zip.openReadStreamPromise(entry.raw)
    const packed = await this.#zip.openReadStreamPromise(entry.raw, { decodeFileData: false })
    // Errors of either come out of the last.
    return pipeline(packed, createInflateRaw({ chunkSize: 64 * 1024 }), () => undefined)
  }

  async bytes(entry: ZipEntry): Promise<Uint8Array> {
    this.#requireWithin(entry, entry.statedBytes, this.#budget.limits.innerFileBytes)
    const chunks: Uint8Array[] = []
    for await (const chunk of this.stream(entry)) chunks.push(chunk)
    return Buffer.concat(chunks, entry.statedBytes)
  }

  close(): void {
    this.#zip.close()
  }

  #damaged(cause: unknown): ListFileError {
    return new ListFileError('damaged', { file: this.#file }, 'ファイルの中身が壊れています。もう一度ダウンロードするか、Excelで開いて保存し直してください。', { cause })
  }

  #tooLarge(): ListFileError {
    return new ListFileError('tooLarge', { file: this.#file }, '展開すると大きすぎます。一覧のファイルか確かめ、分けて取り込んでください。')
  }
}

export function passwordProtected(file: string): ListFileError {
  return new ListFileError('passwordProtected', { file }, 'パスワードで保護されています。保護を外して保存し直したファイルを選んでください。')
}
