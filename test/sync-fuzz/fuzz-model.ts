/** What the people of a fuzz run know: what they did and were told it is kept, what was handed over, which letters came out of printers. */
import type { MutationEnvelope } from '#shared/contract/central/sync.ts'
import type { PrintedDocument } from '#test/support/memory-printer.ts'

/** A text a person typed and was told is kept: it must be at central or in a refused change, whatever happens. */
interface KeptText { readonly text: string; readonly desktop: string; readonly step: number }

export interface SeenMutation extends MutationEnvelope {
  readonly deviceId: string
}

export interface PrintedLetters { readonly lotNumber: string; readonly document: PrintedDocument; passwords: readonly string[] | null }

export interface FuzzModel {
  readonly texts: KeptText[]
  /** By mutation id, as they were last seen in an outbox or on their way. */
  readonly seen: Map<string, SeenMutation>
  /** Ids of those that were in an outbox after a step: on disk, whatever dies. */
  readonly durable: Set<string>
  /** Ids of those that were refused here, made on a refused one: central never sees them. */
  readonly refusedHere: Set<string>
  /** 受付番号控え by the notice it was requested with. */
  readonly receiptNumbers: Map<string, string>
  readonly letters: PrintedLetters[]
  /** Notices the portal was told are redeemed. */
  readonly redeemed: Set<string>
  /** Time of central of the last try to redeem, by facility. */
  readonly lastTry: Map<string, number>
  /** Devices that came back from an older copy and were given up: their chain and sequence end where they ended. */
  readonly givenUp: Set<string>
  /** Refused changes of desktops that were given up, as text. */
  readonly leftBehind: string[]
  /** Kind and id of the record a mutation names in its outbox row. */
  readonly records: Map<string, string>
  /** Records of which refused changes were sent again. */
  readonly sentAgain: Set<string>
  /** How often what has happened, for the summary: a run in which nothing went wrong proves nothing. */
  readonly happened: Map<string, number>
  count(what: string): void
  newText(): string
  /** Ten digits of a label no piece has yet. */
  newLabel(): string
  /** Step at which the copy of a desktop's files was made. */
  readonly copiedAt: Map<string, number>
}

export const createFuzzModel = (): FuzzModel => {
  let count = 0
  let labels = 1_000_000_000
  const happened = new Map<string, number>()
  return {
    texts: [], seen: new Map(), durable: new Set(), refusedHere: new Set(), records: new Map(), receiptNumbers: new Map(), letters: [], redeemed: new Set(), lastTry: new Map(), givenUp: new Set(), leftBehind: [],
    // The end marks it off: text 12 is not found in text 123.
    copiedAt: new Map(), sentAgain: new Set(), happened,
    count: (what) => void happened.set(what, (happened.get(what) ?? 0) + 1),
    newLabel: () => String((labels += 7)),
    newText: () => `【${(count += 1)}】`,
  }
}
