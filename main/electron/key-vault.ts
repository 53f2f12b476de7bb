/**
 * Keeps the key of the local database: 32 random bytes, wrapped by the operating system's key store (DPAPI on Windows)
 * in a file. A database whose key cannot be had is never replaced by an empty one.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'

const keyLength = 32

const keyFile = z.object({ version: z.literal(1), wrapped: z.base64() })

export type KeyTrouble =
  /** The system offers no key store that protects anything. */
  | 'KEY_STORE_MISSING'
  /** The key store does not answer now; later it may. */
  | 'KEY_STORE_FAILED'
  /** There is a database but no key file. */
  | 'KEY_FILE_MISSING'
  /** The key file is not one, or was cut off. */
  | 'KEY_FILE_BROKEN'
  /** The key store does not know how to unwrap the key: another Windows account or machine, or its password was reset. */
  | 'KEY_NOT_UNWRAPPED'
  /** The key file cannot be read or written. */
  | 'KEY_FILE_UNREACHABLE'

export type UnlockResult =
  | { readonly kind: 'unlocked'; readonly key: Uint8Array; readonly isNew: boolean }
  | { readonly kind: 'locked'; readonly trouble: KeyTrouble; readonly sentence: string }

export interface KeyVaultOptions {
  /** The asynchronous calls only: the others are deprecated and block the main process. */
  readonly safeStorage: Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>
  readonly platform: NodeJS.Platform
  readonly file: string
  /** Whether a database is there that needs the key. */
  readonly databaseExists: () => Promise<boolean>
  readonly newKey?: () => Uint8Array
}

const unsentHint = '送信前だった記録（未送信）は、このパソコンの中に暗号化されたまま残っています。消さずに管理者へ渡し、鍵が戻らないときは通話の記録などをもとに入力し直してください。'
const enrolAgain = '元のWindowsアカウントで入り直しても開けないときは、管理者に「登録し直し」を依頼してください。登録し直すと、一覧と送信済みの記録は中央から取り直せます。'

/** What the staff are told: what happened, that nothing was deleted, and the remedy. */
export const troubleSentences: Readonly<Record<KeyTrouble, string>> = {
  KEY_STORE_MISSING: 'このパソコンには、鍵を守る仕組み（Windowsの資格情報の保護など）がないため、起動できません。管理者に連絡してください。',
  KEY_STORE_FAILED: '鍵を守る仕組みから返事がないため、起動できません。パソコンを再起動して、もう一度お試しください。データは消えていません。',
  KEY_FILE_MISSING: `データベースの鍵のファイルが見つからないため、開けません。データベースはそのまま残してあります。バックアップから鍵のファイルを戻すか、${enrolAgain}${unsentHint}`,
  KEY_FILE_BROKEN: `データベースの鍵のファイルが壊れているため、開けません。ファイルはそのまま残してあります。バックアップから鍵のファイルを戻すか、${enrolAgain}${unsentHint}`,
  KEY_NOT_UNWRAPPED: `データベースの鍵を取り出せないため、開けません。ファイルはそのまま残してあります。${enrolAgain}${unsentHint}`,
  KEY_FILE_UNREACHABLE: 'データベースの鍵のファイルを読み書きできません。ディスクの空きと、フォルダーの権限を確かめてください。データは消えていません。',
}

const locked = (trouble: KeyTrouble): UnlockResult => ({ kind: 'locked', trouble, sentence: troubleSentences[trouble] })

const hasCode = (error: unknown, code: string) => typeof error === 'object' && error !== null && 'code' in error && error.code === code

/** Whole or not at all: a key file cut off by a power failure would lock the database for good. */
const writeWhole = async (file: string, content: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.new`
  try {
    const handle = await open(fresh, 'w', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/**
 * Unwraps the key, or makes and stores one on a desktop that has neither key nor database yet.
 * Never throws for what a person can act on, never deletes or overwrites a key it could not read.
 */
export const unlockKey = async ({ safeStorage, platform, file, databaseExists, newKey = () => randomBytes(keyLength) }: KeyVaultOptions): Promise<UnlockResult> => {
  const wrap = async (key: Uint8Array) => {
    const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'))
    return JSON.stringify({ version: 1, wrapped: wrapped.toString('base64') } satisfies z.infer<typeof keyFile>)
  }

  const unwrap = async (wrapped: Buffer): Promise<UnlockResult> => {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(wrapped)
    const key = Buffer.from(result, 'base64')
    if (key.length !== keyLength) return locked('KEY_FILE_BROKEN')
    if (shouldReEncrypt) {
      // A failure here costs nothing: the old wrapping still opens.
      await wrap(key).then((content) => writeWhole(file, content)).catch(() => {})
    }
    return { kind: 'unlocked', key, isNew: false }
  }

  const create = async (): Promise<UnlockResult> => {
    if (await databaseExists()) return locked('KEY_FILE_MISSING')
    const key = newKey()
    let content: string
    try {
      content = await wrap(key)
    } catch {
      return locked('KEY_STORE_FAILED')
    }
    try {
      await writeWhole(file, content)
    } catch {
      return locked('KEY_FILE_UNREACHABLE')
    }
    return { kind: 'unlocked', key, isNew: true }
  }

  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return locked('KEY_STORE_MISSING')
    // With "basic_text" the key would be wrapped by a password that stands in Chromium's source.
    if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return locked('KEY_STORE_MISSING')
  } catch {
    return locked('KEY_STORE_FAILED')
  }

  let stored: string
  try {
    stored = await readFile(file, 'utf8')
  } catch (error) {
    return hasCode(error, 'ENOENT') ? create() : locked('KEY_FILE_UNREACHABLE')
  }
  let wrapped: Buffer
  try {
    wrapped = Buffer.from(keyFile.parse(JSON.parse(stored)).wrapped, 'base64')
  } catch {
    return locked('KEY_FILE_BROKEN')
  }
  try {
    return await unwrap(wrapped)
  } catch {
    return locked('KEY_NOT_UNWRAPPED')
  }
}
