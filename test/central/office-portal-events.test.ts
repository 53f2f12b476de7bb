/** What the portal fetches: in order, nothing twice, nothing missed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Transaction } from '#central/database/open-database.ts'
import { numberPortalEvents, portalEventsAfter } from '#central/office/portal-event-repository.ts'
import { recordPortalEvent } from '#central/office/portal-events.ts'
import { addPerson, enrolDesktop } from './support/desktop.ts'
import { problemOf } from './support/lists.ts'
import { clientOf, isRealPostgres, startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let portal: string
beforeAll(async () => {
  test = await startTestCentral()
  portal = (await test.central.admin.createPortalCredential()).token
}, 60_000)
afterAll(() => test.close())
let seen = 0
beforeEach(async () => {
  seen = (await fetchAfter(0)).at(-1)?.position ?? 0
})

const event = (noticeNumber: string) => ({ kind: 'noticeRequested' as const, facilityCode: '2619900042', noticeNumber, at: new Date(test.clock.now()) })
const fetchAfter = async (after?: number, limit?: number) => (await clientOf(test.url, portal).call('listPortalEvents', { query: { after, limit } })).events
const record = (...numbers: string[]) => test.central.database.transaction(async (transaction) => {
  for (const number of numbers) await recordPortalEvent(transaction, event(number))
})
const numbersAfter = async (after: number) => (await fetchAfter(after)).map(({ noticeNumber }) => noticeNumber)

/** A transaction that has done its work and is not committed yet. */
async function begin(work: (transaction: Transaction) => Promise<void>): Promise<{ commit: () => Promise<void> }> {
  let [open, done] = [(): void => undefined, (): void => undefined]
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const isDone = new Promise<void>((resolve) => {
    done = resolve
  })
  const transaction = test.central.database.transaction(async (started) => {
    await work(started)
    done()
    await gate
  })
  await Promise.race([isDone, transaction])
  return {
    commit: () => {
      open()
      return transaction
    },
  }
}

/** Until a session of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  for (let rows: unknown[] = []; rows.length === 0;) rows = await test.central.database.reader.query(waiting)
}

describe('events for the portal', () => {
  it('are told with what the portal needs and no more', async () => {
    await test.central.database.transaction((transaction) => recordPortalEvent(transaction, { ...event('N1'), kind: 'accountSuspension' }))
    expect(await fetchAfter(seen)).toEqual([{ position: seen + 1, kind: 'accountSuspension', facilityCode: '2619900042', noticeNumber: 'N1', at: '2026-10-05T01:00:00.000Z' }])
  })

  it('come in order, in pages, from the position asked for', async () => {
    await record('A', 'B')
    await record('C')
    expect((await fetchAfter(seen, 2)).map(({ noticeNumber, position }) => [noticeNumber, position])).toEqual([['A', seen + 1], ['B', seen + 2]])
    expect((await fetchAfter(seen + 2)).map(({ noticeNumber, position }) => [noticeNumber, position])).toEqual([['C', seen + 3]])
    expect(await fetchAfter(seen + 3)).toEqual([])
    expect(await numbersAfter(seen)).toEqual(['A', 'B', 'C'])
  })

  it('of a transaction that fails are none', async () => {
    await expect(test.central.database.transaction(async (transaction) => {
      await recordPortalEvent(transaction, event('X'))
      throw new Error('no')
    })).rejects.toThrow('no')
    expect(await fetchAfter(seen)).toEqual([])
  })

  it('are the same for everybody who asks at the same moment', async () => {
    await record('A')
    await record('B')
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetchAfter(seen)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.map(({ position }) => position)).toEqual([seen + 1, seen + 2])
  })

  it('are for the portal only', async () => {
    await addPerson(test, 'administrator', 'administrator')
    const desk = await enrolDesktop(test)
    const { session } = await desk.signIn('administrator')
    for (const token of [desk.deviceToken, session.accessToken, undefined]) {
      expect(await problemOf(clientOf(test.url, token).call('listPortalEvents', { query: {} }))).toBe('UNAUTHENTICATED')
    }
  })

  const onPostgres = isRealPostgres ? it : it.skip
  onPostgres('that commit late are not missed by a reader who has been further', async () => {
    const late = await begin((transaction) => recordPortalEvent(transaction, event('late')))
    // Recorded later, committed earlier; neither waits for the other.
    await record('early')
    const first = await fetchAfter(seen)
    expect(first.map(({ noticeNumber }) => noticeNumber)).toEqual(['early'])
    await late.commit()
    await record('last')
    expect(await numbersAfter(first.at(-1)?.position ?? 0)).toEqual(['late', 'last'])
    expect(await numbersAfter(seen)).toEqual(['early', 'late', 'last'])
  })

  onPostgres('keep the position one reader has seen when another looks at the same moment', async () => {
    const late = await begin((transaction) => recordPortalEvent(transaction, event('late')))
    await record('early')
    let shown: number[] = []
    const first = await begin(async (transaction) => {
      await numberPortalEvents(transaction)
      shown = (await portalEventsAfter(transaction, seen, 10)).map(({ position }) => position)
    })
    await late.commit()
    const second = fetchAfter(seen)
    await somebodyWaits()
    await first.commit()
    expect(shown).toEqual([seen + 1])
    expect((await second).map(({ noticeNumber, position }) => [noticeNumber, position])).toEqual([['early', seen + 1], ['late', seen + 2]])
  })

  onPostgres('of many writers reach a reader who looks all the time, each once', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => `M${index}`)
    const collected: string[] = []
    let position = seen
    const writing = Promise.all(numbers.map((number) => record(number, `${number}b`)))
    let isDone = false
    void writing.then(() => {
      isDone = true
    })
    for (let isLast = false; ; ) {
      const page = await fetchAfter(position, 7)
      expect(page.map((next) => next.position)).toEqual(page.map((_, index) => position + 1 + index))
      collected.push(...page.map(({ noticeNumber }) => noticeNumber))
      position = page.at(-1)?.position ?? position
      if (isLast && page.length === 0) break
      isLast = isDone
    }
    expect(collected.toSorted()).toEqual(numbers.flatMap((number) => [number, `${number}b`]).toSorted())
  })
})
