import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DataSource, EntityManager } from 'typeorm'
import { openDatabase, type Database } from '#backend/database/open.ts'
import { settingEntity } from '#backend/database/entities/sync.ts'
import { nextRunning } from '#backend/database/setting-repository.ts'
import { NestedWriteError } from '#backend/database/writer.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey } from '#test/support/test-database.ts'

const folder = temporaryFolders()
let database: Database
beforeAll(async () => {
  database = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
})
afterAll(async () => {
  await database?.close()
})

const put = async (manager: EntityManager, name: string, value = '1') => void (await manager.insert(settingEntity, { name, value }))
const namesLike = async (prefix: string) =>
  (await database.reader.manager.find(settingEntity)).map((row) => row.name).filter((name) => name.startsWith(prefix)).sort()

/** Two changes begun together: the first fails after the second is done, or would be done were it not made to wait. */
const failBesideSuccess = async (transaction: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>, prefix: string): Promise<string[]> => {
  const second = Promise.withResolvers<void>()
  const first = transaction(async (manager) => {
    await put(manager, `${prefix}.failing`)
    await Promise.race([second.promise, new Promise((resolve) => { setImmediate(resolve) })])
    throw new Error('the first change fails')
  })
  const other = transaction(async (manager) => await put(manager, `${prefix}.succeeding`)).finally(() => second.resolve())
  return (await Promise.allSettled([first, other])).map((result) => result.status)
}

describe('the trap', () => {
  it('TypeORM alone tells the second change that it is saved, and loses it with the first', async () => {
    let dataSource: DataSource | undefined
    await database.write((manager) => {
      dataSource = manager.connection
      return Promise.resolve()
    })
    const outcomes = await failBesideSuccess(async (work) => await dataSource!.transaction(work), 'trap')
    const isRight = outcomes[0] === 'rejected' && outcomes[1] === 'fulfilled' && (await namesLike('trap')).join() === 'trap.succeeding'
    // Were this ever right, the queue would be needed no longer.
    expect(isRight).toBe(false)
    const runner = dataSource!.createQueryRunner()
    if (runner.isTransactionActive) await runner.rollbackTransaction()
  })

  it('the one writer keeps exactly the change that succeeded', async () => {
    expect(await failBesideSuccess(database.write, 'kept')).toEqual(['rejected', 'fulfilled'])
    expect(await namesLike('kept')).toEqual(['kept.succeeding'])
  })
})

describe('database.write', () => {
  it('runs changes asked for at once one after another, in order', async () => {
    const steps: string[] = []
    await Promise.all(Array.from({ length: 20 }, async (_, index) => await database.write(async (manager) => {
      steps.push(`begin ${index}`)
      await nextRunning(manager, 'running:writer')
      await Promise.resolve()
      steps.push(`end ${index}`)
    })))
    expect(steps).toEqual(Array.from({ length: 20 }, (_, index) => [`begin ${index}`, `end ${index}`]).flat())
    expect((await database.reader.manager.findOneByOrFail(settingEntity, { name: 'running:writer' })).value).toBe('20')
  })

  it('gives two readers of a running number two numbers', async () => {
    const numbers = await Promise.all(Array.from({ length: 10 }, async () => await database.write(async (manager) => await nextRunning(manager, 'running:numbers'))))
    expect(new Set(numbers).size).toBe(10)
  })

  it('refuses a write inside a write instead of waiting for itself, and undoes the outer one', async () => {
    const nested = database.write(async (manager) => {
      await put(manager, 'nested.outer')
      await database.write(async (inner) => await put(inner, 'nested.inner'))
    })
    await expect(nested).rejects.toThrow(NestedWriteError)
    expect(await namesLike('nested')).toEqual([])
  })

  it('goes on after a change that failed', async () => {
    await expect(database.write(() => Promise.reject(new Error('fails')))).rejects.toThrow('fails')
    await database.write(async (manager) => await put(manager, 'after.failure'))
    expect(await namesLike('after')).toEqual(['after.failure'])
  })

  it('may be asked for from what a change set in motion', async () => {
    let later: Promise<void> | undefined
    await database.write(async (manager) => await put(manager, 'motion.first')).then(() => {
      later = database.write(async (manager) => await put(manager, 'motion.second'))
    })
    await later
    expect(await namesLike('motion')).toEqual(['motion.first', 'motion.second'])
  })
})

describe('the reader', () => {
  it('never sees a change before it is whole', async () => {
    const seen: string[][] = []
    await database.write(async (manager) => {
      await put(manager, 'open.one')
      seen.push(await namesLike('open'))
      await put(manager, 'open.two')
      seen.push(await namesLike('open'))
    })
    seen.push(await namesLike('open'))
    expect(seen).toEqual([[], [], ['open.one', 'open.two']])
  })

  it('cannot write, neither by TypeORM nor by its handle', async () => {
    await expect(database.reader.manager.insert(settingEntity, { name: 'reader', value: '1' })).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
    expect(() => database.rawReader.exec('DELETE FROM setting')).toThrow('readonly')
    expect(await namesLike('reader')).toEqual([])
  })
})

describe('closing', () => {
  it('finishes the changes asked for before', async () => {
    const key = newKey()
    const file = join(folder(), 'desk.db')
    const closing = await openDatabase({ file, key })
    const writes = Array.from({ length: 5 }, async (_, index) => await closing.write(async (manager) => await put(manager, `closing.${index}`)))
    await closing.close()
    expect((await Promise.allSettled(writes)).map((write) => write.status)).toEqual(Array(5).fill('fulfilled'))
    const again = await openDatabase({ file, key })
    expect(await again.reader.manager.count(settingEntity)).toBe(5)
    await again.close()
  })
})
