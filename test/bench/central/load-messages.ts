/** What the bench and the processes that play desktops say to each other. */
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import type { BenchDesk } from '../sync/desk-day.ts'

export interface SimulatedDesk {
  readonly desk: BenchDesk
  /** Facilities it may request letters for. */
  readonly facilities: readonly PublishedFacilityRecord[]
  /** Where it goes: with two processes of central every desktop keeps to one. */
  readonly centralUrl: string
  readonly seed: number
}

export interface LoadOrder {
  readonly kind: 'run'
  readonly desks: readonly SimulatedDesk[]
  readonly receiptVerifier: string
  /** Of the whole run (ms); pushes and pulls as often as in real use. */
  readonly duration: number
  readonly pushEvery: number
  readonly pullEvery: number
  /** Mutations a desktop hands in over the whole run. */
  readonly mutationsPerDesk: number
}

export interface LoadResult {
  /** Milliseconds of each request, in the order they ended. */
  readonly push: readonly number[]
  readonly pull: readonly number[]
  readonly mutations: number
  readonly changes: number
  /** By what they were: nothing may be here. */
  readonly errors: Readonly<Record<string, number>>
  /** Requests that began later than they should have, because this process had too much to do (ms, worst). */
  readonly worstLateness: number
  /** How late this process came to what was due (ms): above a few, the times are its own, too. */
  readonly loopDelay: { readonly p99: number; readonly max: number }
  /** Of this process, during the run: 1 = a whole core. */
  readonly cpuShare: number
  /** Pulls left out because the one before had not ended. */
  readonly skippedPulls: number
}

export type LoadAnswer = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly result: LoadResult } | { readonly kind: 'failed'; readonly message: string }
