/**
 * The newest part of the feed as this process has read it, so that what hundreds of desktops ask for within seconds is read once. Only what
 * was read from the feed below the oldest transaction still running comes in here, in its order, whole transactions at a time.
 */

/** A row of the feed, written out as the contract has it. */
export interface WrittenChange {
  readonly xid: bigint
  /** Which record it is of. */
  readonly key: string
  readonly json: string
}

export interface FeedPage {
  readonly changes: readonly string[]
  /** Transaction of the last change; where there is none, the one asked for. */
  readonly reached: bigint
  readonly hasMore: boolean
}

export interface FeedTail {
  /** Transaction of the newest change that came in. */
  readonly end: () => bigint
  /** Changes after the end, in order, of whole transactions. */
  readonly append: (changes: readonly WrittenChange[]) => void
  /**
   * Changes after this transaction, of whole transactions.
   * @returns null where it is older than what is kept
   */
  readonly page: (after: bigint, limit: number) => FeedPage | null
}

interface Kept {
  readonly xid: bigint
  readonly key: string
  /** Null once a newer state of the record has come in: the feed has one row a record. */
  json: string | null
}

/** The oldest are given up above this many characters: about ten minutes of five hundred desktops. */
const mostCharacters = 12_000_000

/** Index of the first one after this transaction. */
function firstAfter(kept: readonly Kept[], xid: bigint): number {
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((kept[middle]?.xid ?? 0n) > xid) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * @param begin transaction of the newest change there was before: what came up to it is not in here
 * @param most characters kept
 */
export function feedTail(begin: bigint, most = mostCharacters): FeedTail {
  let start = begin
  let end = begin
  let kept: Kept[] = []
  let replaced = 0
  let characters = 0
  const newest = new Map<string, Kept>()

  const giveUp = (one: Kept) => {
    if (one.json === null) {
      replaced -= 1
      return
    }
    characters -= one.json.length
    if (newest.get(one.key) === one) newest.delete(one.key)
  }
  const giveUpOldest = () => {
    let index = 0
    while (index < kept.length && characters > most) {
      // Whole transactions: a page that began within one would lack the rest.
      start = kept[index]?.xid ?? start
      for (let one = kept[index]; one !== undefined && one.xid === start; one = kept[index]) {
        giveUp(one)
        index += 1
      }
    }
    if (index > 0) kept = kept.slice(index)
  }

  return {
    end: () => end,
    append: (changes) => {
      for (const { xid, key, json } of changes) {
        const before = newest.get(key)
        if (before !== undefined) {
          characters -= before.json?.length ?? 0
          before.json = null
          replaced += 1
        }
        const one: Kept = { xid, key, json }
        kept.push(one)
        newest.set(key, one)
        characters += json.length
        end = xid
      }
      if (replaced > kept.length / 2) {
        kept = kept.filter((one) => one.json !== null)
        replaced = 0
      }
      giveUpOldest()
    },
    page: (after, limit) => {
      if (after < start) return null
      const changes: string[] = []
      let reached = after
      for (let index = firstAfter(kept, after); index < kept.length; index++) {
        const one = kept[index]
        if (one === undefined || one.json === null) continue
        if (changes.length >= limit && one.xid !== reached) break
        changes.push(one.json)
        reached = one.xid
      }
      return { changes, reached, hasMore: changes.length >= limit }
    },
  }
}
