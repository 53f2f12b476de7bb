/** Taking in facility lists and readings, and keeping the list right. */
import { z } from 'zod'
import { facilityListKinds, listColumns, listForms } from '../../domain/facility.ts'
import { correctableItems } from '../../domain/gaiji-correction.ts'
import { coverageCell, facilityCodeText, identifier, instant, isoDate } from '../records.ts'
import { job } from './job.ts'
import { maskedFacility } from './masked-facility.ts'
import { nothing, procedure, withId } from './procedure.ts'
import { systemStatus } from './system-procedures.ts'

export * from './job.ts'

export const columnMapping = z.partialRecord(z.enum(listColumns), z.string().max(200))
export type ColumnMapping = z.infer<typeof columnMapping>
export const inspectedFile = z.object({
  fileId: identifier,
  /** As it was handed over. */
  name: z.string(),
  /** What stands in it, by its headings; null = it does not say. */
  sheets: z.array(z.object({
    file: z.string(), sheet: z.string(), form: z.enum(listForms),
    prefectureNumber: z.string().nullable(), listKind: z.enum(facilityListKinds).nullable(), asOf: isoDate.nullable(),
  })),
  /** What a person has to say before it can be read. */
  needs: z.array(z.enum(['prefecture', 'listKind', 'columns'])),
  /** Of a table: its headings, first rows, and which column is taken for what. */
  table: z.object({ headings: z.array(z.string()), rows: z.array(z.array(z.string())), columns: columnMapping }).nullable(),
  /** Why it cannot be read at all: a sentence naming file, sheet and row. */
  problem: z.string().nullable(),
})
export type InspectedFile = z.infer<typeof inspectedFile>

export const correctionItem = z.object({
  facility: maskedFacility,
  item: z.enum(correctableItems),
  /** As published, with 外字 in it. */
  published: z.string(),
  /** As it stands now: characters corrected so far are in. */
  current: z.string(),
  characters: z.array(z.object({
    character: z.string(), codePoint: z.string(),
    guess: z.string().nullable(),
    /** The same 外字 was corrected so in the same prefecture, or elsewhere; or 医療情報ネット spells it so. */
    guessFrom: z.enum(['samePrefecture', 'elsewhere']).nullable(),
  })),
})
export type CorrectionItem = z.infer<typeof correctionItem>

export const facilityListsProcedures = {
  summary: procedure.input(nothing).output(z.object({
    status: systemStatus.shape.facilityList,
    /** Prefecture × kind: facilities in use, and the day of the list where it is known. What is not named is a gap. */
    coverage: z.array(z.object({
      prefectureNumber: z.string(), listKind: z.enum(facilityListKinds), count: z.int(),
      asOf: coverageCell.shape.asOf, importedAt: instant.nullable(),
    })),
    job: job.nullable(),
    /** Items with 外字 still to be corrected; 承継 offered; facilities in use without a reading, or with a guess. */
    toCorrect: z.int(), offeredSuccessions: z.int(), withoutReading: z.int(), guessedReading: z.int(),
  })),
  /** Hand over one file (xlsx, zip, csv; ≤ 200 MB) before starting the import. */
  stage: procedure.input(z.object({ name: z.string().min(1).max(255), content: z.instanceof(Blob) })).output(z.object({ fileId: identifier })),
  /** Looks at the beginning of each file handed over: what it is, and what a person has to say about it. */
  inspect: procedure.input(z.object({ fileIds: z.array(identifier).min(1).max(400) })).output(z.object({ files: z.array(inspectedFile) })),
  start: procedure.input(z.object({
    fileIds: z.array(identifier).min(1).max(400), prefectureNumber: z.string().regex(/^\d{2}$/).nullable().default(null),
    listKind: z.enum(facilityListKinds).nullable().default(null), dryRun: z.boolean().default(false),
    /** Heading of the column for each item; remembered for files with the same headings. */
    columns: columnMapping.nullable().default(null),
  })).output(job),
  /** Puts the list into use that a job asks about. */
  confirm: procedure.input(withId('jobId')).output(job),
  cancel: procedure.input(withId('jobId')).output(job),
  /** フリガナ: joined from 医療情報ネット's files (none = those held already stay), the rest guessed. */
  startReadings: procedure.input(z.object({ fileIds: z.array(identifier).max(20) })).output(job),
  /** Items with characters that cannot be printed, each with the best guess. */
  corrections: procedure.input(z.object({ limit: z.int().min(1).max(500).default(100) })).output(z.object({ items: z.array(correctionItem), total: z.int() })),
  correct: procedure.input(z.object({
    facilityCode: facilityCodeText, item: z.enum(correctableItems),
    replacements: z.array(z.object({ character: z.string().min(1).max(4), replacement: z.string().min(1).max(16) })).min(1).max(20),
  })).output(nothing),
  /** Closed facilities with a new one of the same address and telephone. */
  offeredSuccessions: procedure.input(nothing).output(z.array(z.object({ predecessor: maskedFacility, successor: maskedFacility }))),
  setSuccession: procedure.input(z.object({
    facilityCode: facilityCodeText, successorCode: facilityCodeText, state: z.enum(['linked', 'dismissed', 'removed']), reason: z.string().trim().min(1).max(500),
  })).output(nothing),
}
