import { copyFileSync, existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { calls } from '#backend/database/record-repository.ts'
import { asDatabaseError } from '#backend/database/open-errors.ts'
import { openDatabase } from '#backend/database/open.ts'
import { settingEntity } from '#backend/database/entities/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey, openRaw } from '#test/support/test-database.ts'
import { call } from '#test/central/support/records.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
const marker = '見本の目印MARKER7391'

/** A closed database with rows in it. */
const filledDatabase = async (): Promise<{ file: string; key: Uint8Array; callId: string }> => {
  const file = join(folder(), 'desk.db')
  const key = newKey()
  const database = await openDatabase({ file, key })
  const record = call('operator', { notes: marker })
  await database.write(async (manager) => {
    await calls.save(manager, record)
    for (let index = 0; index < 200; index += 1) await manager.insert(settingEntity, { name: `running:${index}`, value: marker.repeat(20) })
  })
  await database.close()
  return { file, key, callId: record.callId }
}

const reasonOf = async (open: Promise<{ close(): Promise<void> }>): Promise<string> => {
  try {
    await (await open).close()
    return 'opened'
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    return `${error.kind} ${error.data.reason}`
  }
}

const readAll = async (file: string, key: Uint8Array): Promise<void> => {
  const database = await openDatabase({ file, key })
  try {
    await database.reader.manager.find(settingEntity)
  } finally {
    await database.close()
  }
}

/** Opens, expects the refusal, and that the file is byte for byte what it was. */
const expectUntouched = async (file: string, key: Uint8Array, reason: string) => {
  const before = readFileSync(file)
  expect(await reasonOf(openDatabase({ file, key }))).toBe(reason)
  expect(readFileSync(file).equals(before)).toBe(true)
}

it('keeps what was committed through a power cut, at every start', async () => {
  const { file, key } = await filledDatabase()
  const database = await openDatabase({ file, key })
  try {
    expect(database.rawWriter.pragma('synchronous')).toEqual([{ synchronous: 2 }])
    expect(database.rawWriter.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
  } finally {
    await database.close()
  }
})

describe('what is not our database is refused and left as it is', () => {
  it('with another key', async () => {
    const { file, key } = await filledDatabase()
    await expectUntouched(file, newKey(), 'FAILED DATABASE_KEY_OR_FILE_WRONG')
    expect(await reasonOf(openDatabase({ file, key }))).toBe('opened')
  })

  it('with a key of the wrong length', async () => {
    const { file } = await filledDatabase()
    await expectUntouched(file, newKey().subarray(0, 16), 'FAILED DATABASE_KEY_OR_FILE_WRONG')
  })

  it('of another program, unencrypted', async () => {
    const file = join(folder(), 'desk.db')
    const other = openRaw(file, null)
    other.exec('CREATE TABLE theirs (text text); INSERT INTO theirs VALUES (1)')
    other.close()
    await expectUntouched(file, newKey(), 'FAILED DATABASE_FOREIGN')
  })

  it.each([1, 15, 100, 511, 4096, 10_000])('of %i random bytes', async (size) => {
    const file = join(folder(), 'desk.db')
    writeFileSync(file, randomBytes(size))
    await expectUntouched(file, newKey(), 'FAILED DATABASE_KEY_OR_FILE_WRONG')
  })

  it('cut off in the middle', async () => {
    const { file, key } = await filledDatabase()
    const { length } = readFileSync(file)
    for (const size of [length - 4096, Math.floor(length / 2), 4096 * 2]) {
      const cut = join(folder(), 'desk.db')
      copyFileSync(file, cut)
      truncateSync(cut, size)
      await expectUntouched(cut, key, 'FAILED DATABASE_BROKEN')
    }
  })

  it('with pages overwritten: never read as if they were whole', async () => {
    const { file, key } = await filledDatabase()
    const bytes = readFileSync(file)
    for (let page = Math.floor(bytes.length / 8192); page * 4096 < bytes.length; page += 1) randomBytes(4096).copy(bytes, page * 4096)
    writeFileSync(file, bytes)
    const failure: unknown = await readAll(file, key).catch((error: unknown) => error)
    expect(failure instanceof DeskError ? failure : asDatabaseError(failure)).toMatchObject({ kind: 'FAILED', data: { reason: 'DATABASE_BROKEN' } })
  })

  it('of a newer version', async () => {
    const { file, key } = await filledDatabase()
    const raw = openRaw(file, key)
    raw.exec(`INSERT INTO migrations (timestamp, name) VALUES (9999, 'FromTheFuture0000000009999')`)
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.close()
    await expectUntouched(file, key, 'FAILED DATABASE_NEWER')
  })

  it('encrypted with our key, but with tables that are not ours', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const other = openRaw(file, key)
    other.exec('CREATE TABLE theirs (text text)')
    other.close()
    await expectUntouched(file, key, 'FAILED DATABASE_FOREIGN')
  })

  it('where a file stands in place of the folder', async () => {
    const inTheWay = join(folder(), 'file')
    writeFileSync(inTheWay, 'x')
    expect(await reasonOf(openDatabase({ file: join(inTheWay, 'desk.db'), key: newKey() }))).toBe('FAILED DATABASE_NOT_WRITABLE')
    expect(readFileSync(inTheWay, 'utf8')).toBe('x')
  })
})

describe('what lies on the disk', () => {
  it('holds nothing in clear, neither in the file nor in the log beside it', async () => {
    const directory = folder()
    const file = join(directory, 'desk.db')
    const key = newKey()
    const database = await openDatabase({ file, key })
    try {
      await database.write(async (manager) => await calls.save(manager, call('operator', { notes: marker, callerName: marker })))
      expect(existsSync(`${file}-wal`)).toBe(true)
      for (const name of readdirSync(directory)) {
        const bytes = readFileSync(join(directory, name))
        for (const needle of [Buffer.from(marker), Buffer.from('MARKER7391'), Buffer.from('CREATE TABLE'), Buffer.from('SQLite format'), Buffer.from(key)]) {
          expect([name, bytes.includes(needle)]).toEqual([name, false])
        }
      }
    } finally {
      await database.close()
    }
  })

  it('is all there when opened again', async () => {
    const { file, key, callId } = await filledDatabase()
    const again = await openDatabase({ file, key })
    expect((await calls.get(again.reader.manager, callId))?.notes).toBe(marker)
    await again.close()
  })
})

describe('a full disk', () => {
  it('fails the change, says so, and keeps what was there', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const database = await openDatabase({ file, key })
    const big = async () => await database.write(async (manager) => {
      for (let index = 0; index < 50; index += 1) await manager.insert(settingEntity, { name: `running:big${index}`, value: 'x'.repeat(20_000) })
    })
    await database.write(async (manager) => await manager.insert(settingEntity, { name: 'running:before', value: 'kept' }))
    const pages = database.rawWriter.prepare('PRAGMA page_count').pluck().get() as number
    database.rawWriter.pragma(`max_page_count = ${pages + 10}`)
    await expect(big()).rejects.toMatchObject({ kind: 'FAILED', data: { reason: 'DISK_FULL' } })
    expect((await database.reader.manager.find(settingEntity)).map((row) => row.name)).toEqual(['running:before'])
    // Room again: the same change goes through, without a restart.
    database.rawWriter.pragma('max_page_count = 1000000')
    await big()
    expect(await database.reader.manager.count(settingEntity)).toBe(51)
    await database.close()
    const again = await openDatabase({ file, key })
    expect(again.rawReader.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    await again.close()
  })

  it('keeps what was said to be saved after a full disk, and after what else failed then', async () => {
    const file = join(folder(), 'full-again.db')
    const key = newKey()
    const database = await openDatabase({ file, key })
    const put = async (name: string, value: string) => await database.write(async (manager) => await manager.insert(settingEntity, { name, value }))
    database.rawWriter.pragma(`max_page_count = ${String(database.rawWriter.prepare('PRAGMA page_count').pluck().get())}`)
    await expect(put('large', 'x'.repeat(1_000_000))).rejects.toMatchObject({ data: { reason: 'DISK_FULL' } })
    await expect(put('large', 'x'.repeat(1_000_000))).rejects.toMatchObject({ data: { reason: 'DISK_FULL' } })
    await expect(database.write(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    await put('small', 'kept')
    expect(await database.reader.manager.find(settingEntity)).toEqual([{ name: 'small', value: 'kept' }])
    await database.close()
    const again = await openDatabase({ file, key })
    expect(await again.reader.manager.find(settingEntity)).toEqual([{ name: 'small', value: 'kept' }])
    await again.close()
  })
})
