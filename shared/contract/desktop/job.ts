/** Work of the backend that takes a while: a page asks how far it is. */
import { z } from 'zod'
import { facilityListKinds } from '../../domain/facility.ts'
import { identifier, isoDate, listQuestion } from '../records.ts'

/** `asking` = waits for a person: see `questions`. */
export const jobStates = ['running', 'asking', 'done', 'failed', 'cancelled'] as const
export const importReport = z.object({
  files: z.array(z.object({
    file: z.string(), sheet: z.string().nullable(), prefectureNumber: z.string().nullable(), listKind: z.enum(facilityListKinds).nullable(),
    asOf: isoDate.nullable(), records: z.int(),
  })),
  records: z.int(),
  refused: z.array(z.object({ file: z.string(), sheet: z.string().nullable(), row: z.int().nullable(), message: z.string() })),
  refusedCount: z.int(),
  warningCount: z.int(),
  /** Facilities whose name or address holds characters no font draws. */
  toCorrect: z.int(),
  added: z.int(), changed: z.int(), unchanged: z.int(), closed: z.int(),
  version: z.int().nullable(),
})
export type ImportReport = z.infer<typeof importReport>
/** What became of the readings: from 医療情報ネット, guessed by the dictionary, left without. */
export const readingsReport = z.object({ official: z.int(), dictionary: z.int(), without: z.int(), publishedRows: z.int(), ambiguous: z.int(), changed: z.int() })
export type ReadingsReport = z.infer<typeof readingsReport>
export const job = z.object({
  jobId: identifier,
  kind: z.enum(['facilityList', 'readings', 'lot']),
  state: z.enum(jobStates),
  /** What it is doing now: a key of the catalogue (reading, sending, applying, issuing, drawing, printing …). */
  step: z.string(),
  done: z.int(),
  total: z.int().nullable(),
  report: importReport.nullable(),
  readings: readingsReport.nullable(),
  /** Asked before the list is put into use; what it would change stands in `report`. */
  questions: z.array(listQuestion),
  /** Japanese sentence naming file, sheet and row where there is one. */
  message: z.string().nullable(),
})
export type Job = z.infer<typeof job>
