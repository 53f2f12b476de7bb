/** Handing out the feed: polls that come at the same time share one look at the database, and what is new is read once a process. */
import type { Database } from '../database/open-database.ts'
import { Refusal } from '../problem.ts'
import { readFeedPage, readNewest, type NewestChanges } from './feed-repository.ts'
import { feedTail, type FeedTail } from './feed-tail.ts'

export interface WrittenPage {
  /** Each a change of the contract, as JSON. */
  readonly changes: readonly string[]
  readonly cursor: string
  readonly hasMore: boolean
}

export interface Feed {
  /**
   * A page of whole transactions after the cursor, as of a moment after it was asked for.
   * @throws Refusal RESYNC_REQUIRED for a cursor of another database
   */
  readonly page: (cursor: string | undefined, limit: number) => Promise<WrittenPage>
}

interface Cursor {
  readonly epoch: string
  /** Everything written by transactions up to this one has been handed out. */
  readonly xid: bigint
}

const encodeCursor = (cursor: Cursor): string => Buffer.from(`${cursor.epoch} ${cursor.xid}`).toString('base64url')

function decodeCursor(text: string): Cursor {
  const match = /^([0-9a-f-]{36}) (\d{1,18})$/u.exec(Buffer.from(text, 'base64url').toString('utf8'))
  // A cursor we cannot read may be one of an older central: fetching everything anew is always right.
  if (match?.[1] === undefined || match[2] === undefined) throw new Refusal('RESYNC_REQUIRED')
  return { epoch: match[1], xid: BigInt(match[2]) }
}

/** More than this at once is a list of accounts or a desktop's week: not kept, what is after it is. */
const mostAtOnce = 5000

/** Work that many ask for: whoever asks while it is under way gets what the next run finds, so that nobody gets what is older than the question. */
export function sharedRuns<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | null = null
  let next: Promise<Result> | null = null
  const start = (): Promise<Result> => {
    const run = work().finally(() => {
      if (running === run) running = null
    })
    running = run
    return run
  }
  return () => {
    if (running === null) return start()
    next ??= running.then(() => undefined, () => undefined).then(() => {
      next = null
      return start()
    })
    return next
  }
}

export function createFeed(database: Pick<Database, 'reader'>): Feed {
  let tail: FeedTail | null = null
  let epoch = ''

  const look = async (): Promise<Omit<NewestChanges, 'changes'>> => {
    const after = tail?.end() ?? null
    const { changes, ...state } = await readNewest(database.reader, after, mostAtOnce)
    // Another database, or one set back: what was read before says nothing about it.
    const isOther = state.epoch !== epoch || (after !== null && after >= state.horizon)
    epoch = state.epoch
    if (isOther || changes === null) tail = feedTail(state.newest)
    else tail?.append(changes)
    return state
  }
  const shared = sharedRuns(look)

  return {
    page: async (cursorText, limit) => {
      const state = await shared()
      const cursor = cursorText === undefined ? { epoch: state.epoch, xid: 0n } : decodeCursor(cursorText)
      if (cursor.epoch !== state.epoch || cursor.xid > state.horizon) throw new Refusal('RESYNC_REQUIRED')
      const { changes, reached, hasMore } = tail?.page(cursor.xid, limit) ?? (await readFeedPage(database.reader, cursor.xid, state.horizon, limit))
      return { changes, hasMore, cursor: encodeCursor({ epoch: state.epoch, xid: reached }) }
    },
  }
}
