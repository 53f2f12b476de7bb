/** What a process keeps of the feed is what the feed holds: nothing skipped, no transaction torn, the newest state of each record. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sharedRuns } from '#central/sync/feed.ts'
import { feedTail, type WrittenChange } from '#central/sync/feed-tail.ts'

const change = (xid: number, record: number): WrittenChange => ({ xid: BigInt(xid), key: `call ${record}`, json: JSON.stringify({ record, xid }) })
const parsed = (changes: readonly string[]) => changes.map((json) => JSON.parse(json) as { record: number; xid: number })

/** Transactions, each with the records it writes, come in in some looks at the feed. */
const looks = fc.array(fc.array(fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }), { maxLength: 3 }), { minLength: 1, maxLength: 8 })

describe('the newest part of the feed', () => {
  it('handed out page by page from anywhere it reaches, gives every record in its newest state and ends where it ends', () => {
    fc.assert(fc.property(looks, fc.nat({ max: 24 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 20, max: 2000 }), (drawn, back, limit, most) => {
      const tail = feedTail(10n, most)
      const all: WrittenChange[] = []
      let xid = 10
      for (const transactions of drawn) {
        const fresh = transactions.flatMap((records) => {
          xid += 2
          return records.map((record) => change(xid, record))
        })
        all.push(...fresh)
        tail.append(fresh)
      }
      expect(tail.end()).toBe(all.at(-1)?.xid ?? 10n)
      const after = BigInt(Math.max(9, xid - back))
      const newest = new Map(all.map((one) => [one.key, one]))
      const wanted = all.filter((one) => newest.get(one.key) === one && one.xid > after)
      let cursor = after
      const got: { record: number; xid: number }[] = []
      for (let hasMore = true; hasMore;) {
        const page = tail.page(cursor, limit)
        // Given up, or never there: to be read from the feed itself.
        if (page === null) return
        got.push(...parsed(page.changes))
        hasMore = page.hasMore
        // A transaction is never torn: what remains is of later ones.
        expect(parsed(page.changes).every((one) => BigInt(one.xid) > cursor)).toBe(true)
        cursor = page.reached
      }
      expect(got).toEqual(parsed(wanted.map(({ json }) => json)))
      expect(cursor).toBe(wanted.at(-1)?.xid ?? after)
    }))
  })

  it('is not asked for what was there before it, and gives up the oldest whole transactions first', () => {
    const tail = feedTail(10n, 100)
    expect(tail.page(9n, 5)).toBeNull()
    expect(tail.page(10n, 5)).toEqual({ changes: [], reached: 10n, hasMore: false })
    tail.append([change(12, 1), change(12, 2), change(14, 3)])
    expect(tail.page(10n, 5)?.changes).toHaveLength(3)
    tail.append([change(16, 4), change(16, 5)])
    expect(tail.page(10n, 5)).toBeNull()
    expect(parsed(tail.page(12n, 5)?.changes ?? []).map(({ xid }) => xid)).toEqual([14, 16, 16])
  })

  it('ends a page with its transaction although it is longer than asked for', () => {
    const tail = feedTail(10n)
    tail.append([change(12, 1), change(12, 2), change(12, 3), change(14, 4)])
    expect(tail.page(10n, 1)).toMatchObject({ reached: 12n, hasMore: true, changes: { length: 3 } })
    expect(tail.page(12n, 2)).toMatchObject({ reached: 14n, hasMore: false })
  })
})

describe('work that many ask for', () => {
  it('is done once for all who asked while it was under way, and begins after they asked', async () => {
    const begun: PromiseWithResolvers<number>[] = []
    const ask = sharedRuns(() => {
      const run = Promise.withResolvers<number>()
      begun.push(run)
      return run.promise
    })
    const first = ask()
    const [second, third] = [ask(), ask()]
    expect(begun).toHaveLength(1)
    begun[0]?.resolve(1)
    expect(await first).toBe(1)
    await Promise.resolve()
    expect(begun).toHaveLength(2)
    const fourth = ask()
    begun[1]?.reject(new Error('away'))
    await expect(second).rejects.toThrow('away')
    await expect(third).rejects.toThrow('away')
    // One that failed does not fail those after it.
    begun[2]?.resolve(3)
    expect(await fourth).toBe(3)
    expect(begun).toHaveLength(3)
  })
})
