/** What the bench and the process of the backend say to each other. */
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import type { ProbeResult } from './event-loop-probe.ts'
import type { WrittenFile } from './import-files/write-files.ts'
import type { Spread } from './statistics.ts'

export interface ImportOrder {
  /** `prepare`: makes a trial in `directory` and ends, so that nothing of it is in the memory that is measured. */
  readonly kind: 'prepare' | 'import'
  /** Of the desktop and its central. */
  readonly directory: string
  readonly files: readonly WrittenFile[]
  /** Asked one after the other while the import goes on. */
  readonly questions: readonly string[]
}

export interface ImportRun extends ProbeResult {
  readonly seconds: number
  /** Handing over, and each step the job told of. */
  readonly secondsOfSteps: Readonly<Record<string, number>>
  readonly peakRssOfSteps: Readonly<Record<string, number>>
  readonly lookups: { readonly answered: number; readonly failed: number; readonly milliseconds: Spread | null }
  readonly state: Job['state']
  readonly message: string | null
  /** What was asked before the list was put into use; the bench said yes. */
  readonly questionsAsked: readonly string[]
  readonly report: Omit<ImportReport, 'files' | 'refused'> | null
  /** In use on the desktop afterwards. */
  readonly facilitiesHeld: number
  readonly errorsLogged: readonly string[]
}

export type ImportAnswer =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'done'; readonly first: ImportRun; readonly again: ImportRun | null }
  | { readonly kind: 'prepared' }
  | { readonly kind: 'failed'; readonly message: string }
