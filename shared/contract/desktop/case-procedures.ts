/** Cases of every kind: looking for past ones, their history, who sees to them, the supervisor's list. */
import { z } from 'zod'
import { deputyRecord, facilityCodeText, historyEvent, identifier, isoDate, staffIdentifier, roleSchema } from '../records.ts'
import { nothing, pdf, procedure } from './procedure.ts'

/** 通話, 通知書, メールアドレス変更, 仮コード, 折り返し. */
export const caseKinds = ['call', 'notice', 'emailChange', 'provisionalCode', 'callback'] as const
export type CaseKind = (typeof caseKinds)[number]

export const caseSummary = z.object({
  kind: z.enum(caseKinds),
  id: identifier,
  /** Human number; of a call and a callback: none. */
  number: z.string().nullable(),
  at: z.string(),
  /** State of its kind; of a call its outcome, or empty. */
  state: z.string(),
  facilityCode: facilityCodeText.nullable(),
  facilityName: z.string().nullable(),
  callerName: z.string().nullable(),
  staffId: staffIdentifier.nullable(),
  staffName: z.string().nullable(),
  /** Question of a call; otherwise empty. */
  question: z.string(),
  isOverride: z.boolean(),
})
export type CaseSummary = z.infer<typeof caseSummary>

export const caseFilter = z.object({
  /** Number, facility, caller, text: as search keys. */
  text: z.string().trim().max(200).default(''),
  kinds: z.array(z.enum(caseKinds)).max(5).default([]),
  states: z.array(z.string().max(40)).max(30).default([]),
  staffId: staffIdentifier.nullable().default(null),
  facilityCode: facilityCodeText.nullable().default(null),
  /** Days in Japan, both included. */
  from: isoDate.nullable().default(null),
  until: isoDate.nullable().default(null),
  /** Only those that went against the guidance. */
  onlyOverrides: z.boolean().default(false),
})
export type CaseFilter = z.infer<typeof caseFilter>

const oneCase = { kind: z.enum(caseKinds), id: identifier }

export const casesProcedures = {
  /** At least one criterion; every search is audited (which criteria, never the words). Newest first. */
  search: procedure.input(caseFilter.extend({ limit: z.int().min(1).max(200).default(50) })).output(z.object({ cases: z.array(caseSummary), hasMore: z.boolean() })),
  history: procedure.input(z.object(oneCase)).output(z.object({
    summary: caseSummary,
    events: z.array(historyEvent.extend({ staffName: z.string().nullable() })),
  })),
  /** One line a step (who, when, from → to, why) of at most 10,000 cases. CSV: UTF-8 with BOM, no cell a spreadsheet would run. Counted and audited. */
  export: procedure.input(caseFilter).output(pdf),
  /** People a case may be given to. */
  staff: procedure.input(nothing).output(z.array(z.object({ staffId: staffIdentifier, displayName: z.string(), role: roleSchema }))),
  /** 担当替え. */
  assign: procedure.input(z.object({ kind: z.enum(['emailChange', 'provisionalCode']), id: identifier, version: z.int(), assignedTo: staffIdentifier, reason: z.string().trim().min(1).max(500) })).output(caseSummary),
}

export const deputyView = deputyRecord.extend({ staffName: z.string(), deputyName: z.string(), isInForce: z.boolean() })
export type DeputyView = z.infer<typeof deputyView>
export const deputiesProcedures = {
  /** In force or still to come. */
  list: procedure.input(nothing).output(z.array(deputyView)),
  /** For oneself; a supervisor for anybody. */
  set: procedure.input(z.object({ staffId: staffIdentifier, deputyStaffId: staffIdentifier, from: isoDate, until: isoDate })).output(deputyView),
  end: procedure.input(z.object({ deputyId: identifier, version: z.int() })).output(deputyView),
}
