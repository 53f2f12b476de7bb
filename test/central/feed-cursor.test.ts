/** A cursor names only what stands on the disk: numbers of transactions that left nothing are given out again after a crash. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { settleEpoch } from '#central/database/epoch.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { call } from './support/records.ts'
import { isRealPostgres, startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let operator: SignedIn

beforeAll(async () => {
  test = await startTestCentral()
  await addPerson(test, 'operator', 'operator')
  desk = await enrolDesktop(test)
  operator = await desk.signIn('operator')
})
afterAll(() => test.close())

describe('the cursor of the feed', () => {
  it('stays where the last change stands, however many transactions have come to nothing since', async () => {
    expect(await desk.send(operator, 'call.saved', call('operator'))).toBe('applied')
    const { cursor } = await desk.pull()
    for (let undone = 0; undone < 3; undone += 1) {
      await expect(test.central.database.transaction(async (transaction) => {
        await transaction.query('select pg_current_xact_id()')
        throw new Error('undone')
      })).rejects.toThrow('undone')
    }
    // After a crash the next change may bear one of these three numbers: a cursor beyond it would pass it over.
    expect(await desk.pull(cursor)).toMatchObject({ changes: [], cursor })

    const later = call('operator')
    expect(await desk.send(operator, 'call.saved', later)).toBe('applied')
    const { changes, cursor: next } = await desk.pull(cursor)
    expect(changes.map(({ id }) => id)).toEqual([later.callId])
    expect(next).not.toBe(cursor)
  })
})

// Needs several transactions at a time: PGlite has one session.
const onPostgres = isRealPostgres ? describe : describe.skip

onPostgres('a central that starts beside one that works', () => {
  it('leaves the epoch, and with it every desktop\'s cursor, as it is', async () => {
    const { database } = test.central
    const { cursor } = await desk.pull()
    let [isHeld, letGo] = [(): void => {}, (): void => {}]
    const held = new Promise<void>((resolve) => { isHeld = resolve })
    const goOn = new Promise<void>((resolve) => { letGo = resolve })
    const holding = database.transaction(async (transaction) => {
      await transaction.query('lock table central_database in share mode')
      isHeld()
      await goOn
    })
    await held
    const settling = database.transaction((transaction) => settleEpoch(transaction))
    // It has its number and waits for the table.
    for (let waits = 0; waits === 0;) {
      const rows: { count: number }[] = await database.reader.query(`select count(*)::int as count from pg_locks where relation = 'central_database'::regclass and not granted`)
      waits = rows[0]?.count ?? 0
    }
    const later = call('operator')
    expect(await desk.send(operator, 'call.saved', later)).toBe('applied')
    letGo()
    await Promise.all([holding, settling])
    expect((await desk.pull(cursor)).changes.map(({ id }) => id)).toEqual([later.callId])
  })
})
