/** What passes between a run and the desktop it kills: the order it starts with, and the lines it tells on standard output. */
import type { ChangeEntity } from '#shared/contract/central/sync.ts'

/** A record a person was told is kept: from then on it must be there, at this version or a later one, with these texts. */
export interface KeptRecord {
  readonly entity: ChangeEntity
  readonly id: string
  readonly version: number
  readonly texts: readonly string[]
}

/** The part of a mutation that is told when it is handed over. */
export interface HandedOver { readonly mutationId: string; readonly sequence: number; readonly type: string; readonly entityId: string | null }

export interface DeskOrder {
  readonly directory: string
  /** Hexadecimal. */
  readonly databaseKey: string
  readonly centralUrl: string
  /** Null once the desktop is enrolled. */
  readonly enrolmentCode: string | null
  readonly operatorId: string
  /** Changes the facility list now and then; null: nobody does. */
  readonly administratorId: string | null
  readonly seed: number
  /** False: hands over and fetches what there is, and ends. */
  readonly isToWork: boolean
  /** Begins every text typed, so that none is typed twice. */
  readonly mark: string
  /** Its callers' facilities: of no other desktop. */
  readonly facilities: readonly { readonly facilityCode: string; readonly address: string; readonly telephone: string | null }[]
  /** Everything acknowledged so far, to be looked for when the files are open. */
  readonly kept: readonly KeptRecord[]
  /** Sequence of the last mutation that was acknowledged. */
  readonly lastSequence: number
}

export type ToldByDesk =
  /** Where it is: opening, enrolling, signing in, working, or a request under way ("→ path") or answered ("← path"). */
  | { readonly what: 'at'; readonly where: string }
  /** The files are open and were looked through. */
  | { readonly what: 'opened'; readonly checked: number; readonly wrong: readonly string[] }
  | { readonly what: 'enrolled' }
  | { readonly what: 'acknowledged'; readonly procedure: string; readonly records: readonly KeptRecord[]; readonly lastSequence: number }
  | { readonly what: 'refused'; readonly procedure: string; readonly because: string }
  | { readonly what: 'handedOver'; readonly mutations: readonly HandedOver[] }
  /** All is handed over and fetched, and the files are closed. */
  | { readonly what: 'ended' }

export const working = 'working'
export const opening = 'opening'
