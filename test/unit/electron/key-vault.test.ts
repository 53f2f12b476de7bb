import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { troubleSentences, unlockKey, type KeyVaultOptions } from '#electron/key-vault.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-vault-'))
  file = join(folder, 'data/database-key.json')
})
afterEach(() => rm(folder, { recursive: true }))

const freshKey = Uint8Array.from({ length: 32 }, (_, index) => index + 1)

/** Wraps by writing the account in front: another account cannot unwrap. */
const store = (account: string, more: Partial<KeyVaultOptions['safeStorage']> = {}, shouldReEncrypt = false): KeyVaultOptions['safeStorage'] => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(`${account}|${text}`)),
  decryptStringAsync: (wrapped) => {
    const [owner, text] = wrapped.toString().split('|')
    return owner === account || shouldReEncrypt ? Promise.resolve({ result: text ?? '', shouldReEncrypt }) : Promise.reject(new Error('cannot be unwrapped'))
  },
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...more,
})

const unlock = (more: Partial<KeyVaultOptions> = {}) =>
  unlockKey({ safeStorage: store('ours'), platform: 'win32', file, databaseExists: () => Promise.resolve(false), newKey: () => freshKey, ...more })

describe('the key vault', () => {
  it('makes a key once and finds it again', async () => {
    const first = await unlock()
    expect(first).toEqual({ kind: 'unlocked', key: freshKey, isNew: true })
    const second = await unlock({ newKey: () => new Uint8Array(32) })
    expect(second.kind === 'unlocked' && [...second.key]).toEqual([...freshKey])
    expect(second).toMatchObject({ isNew: false })
    expect(await readdir(join(folder, 'data'))).toEqual(['database-key.json'])
  })

  it('keeps no clear key in the file', async () => {
    await unlock({ safeStorage: store('ours', { encryptStringAsync: () => Promise.resolve(Buffer.from('wrapped')) }) })
    expect(await readFile(file, 'utf8')).toBe(JSON.stringify({ version: 1, wrapped: Buffer.from('wrapped').toString('base64') }))
  })

  it('never starts empty beside a database whose key file is missing', async () => {
    expect(await unlock({ databaseExists: () => Promise.resolve(true) })).toMatchObject({ kind: 'locked', trouble: 'KEY_FILE_MISSING' })
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('keeps a key it cannot unwrap, byte for byte', async () => {
    await unlock({ safeStorage: store('theirs') })
    const before = await readFile(file)
    expect(await unlock()).toMatchObject({ kind: 'locked', trouble: 'KEY_NOT_UNWRAPPED' })
    expect(await readFile(file)).toEqual(before)
  })

  it.each(['', '{', '{"version":2,"wrapped":"AA=="}', '{"version":1,"wrapped":"***"}'])('takes %j for broken and leaves it', async (content) => {
    await unlock()
    await writeFile(file, content)
    expect(await unlock()).toMatchObject({ kind: 'locked', trouble: 'KEY_FILE_BROKEN' })
    expect(await readFile(file, 'utf8')).toBe(content)
  })

  it('takes a key of another length for broken', async () => {
    await unlock({ newKey: () => new Uint8Array(16) })
    expect(await unlock()).toMatchObject({ kind: 'locked', trouble: 'KEY_FILE_BROKEN' })
  })

  it('wraps again when the key store asks for it, and goes on when that fails', async () => {
    await unlock({ safeStorage: store('old') })
    const result = await unlock({ safeStorage: store('new', {}, true) })
    expect(result).toMatchObject({ kind: 'unlocked', isNew: false })
    expect(Buffer.from((JSON.parse(await readFile(file, 'utf8')) as { wrapped: string }).wrapped, 'base64').toString()).toMatch(/^new\|/)
    const failing = store('newer', { encryptStringAsync: () => Promise.reject(new Error('no')) }, true)
    expect(await unlock({ safeStorage: failing })).toMatchObject({ kind: 'unlocked' })
  })

  it.each(['basic_text', 'unknown'] as const)('refuses %s on Linux: that key store protects nothing', async (backend) => {
    const safeStorage = store('ours', { getSelectedStorageBackend: () => backend })
    expect(await unlock({ platform: 'linux', safeStorage })).toMatchObject({ kind: 'locked', trouble: 'KEY_STORE_MISSING' })
    expect(await readdir(folder)).toEqual([])
  })

  it('asks for the Linux key store on Linux only', async () => {
    const safeStorage = store('ours', { getSelectedStorageBackend: () => { throw new Error('not on this platform') } })
    expect(await unlock({ safeStorage })).toMatchObject({ kind: 'unlocked' })
  })

  it('tells a missing key store from one that fails', async () => {
    expect(await unlock({ safeStorage: store('ours', { isAsyncEncryptionAvailable: () => Promise.resolve(false) }) })).toMatchObject({ trouble: 'KEY_STORE_MISSING' })
    expect(await unlock({ safeStorage: store('ours', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('busy')) }) })).toMatchObject({ trouble: 'KEY_STORE_FAILED' })
    expect(await unlock({ safeStorage: store('ours', { encryptStringAsync: () => Promise.reject(new Error('busy')) }) })).toMatchObject({ trouble: 'KEY_STORE_FAILED' })
  })

  it('says so when the file cannot be written, and leaves nothing half-written', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be')
    expect(await unlock()).toMatchObject({ kind: 'locked', trouble: 'KEY_FILE_UNREACHABLE' })
    expect(await readdir(folder)).toEqual(['data'])
  })

  it.each(['KEY_FILE_MISSING', 'KEY_FILE_BROKEN', 'KEY_NOT_UNWRAPPED'] as const)('%s: the sentence names enrolling again, taking the data again, and what was not sent', (trouble) => {
    for (const word of ['登録し直', '中央から取り直せます', '未送信', 'そのまま残して']) expect(troubleSentences[trouble]).toContain(word)
  })
})
