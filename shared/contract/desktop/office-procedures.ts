/** Documents of the office and alerts. */
import { z } from 'zod'
import { officeDocumentKinds } from '../../domain/office-documents.ts'
import { identifier, officeDocumentRecord, securityAlertRecord } from '../records.ts'
import { nothing, pdf, procedure, withId } from './procedure.ts'

export const officeDocument = officeDocumentRecord.extend({ proposedByName: z.string(), decidedByName: z.string().nullable(), mayPublish: z.boolean(), problems: z.array(z.string()) })
export type OfficeDocument = z.infer<typeof officeDocument>

/** `name`: of a guidance card; empty for every other kind. */
const which = { kind: z.enum(officeDocumentKinds), name: officeDocumentRecord.shape.name }

export const officeDocumentsProcedures = {
  /** Every version, newest first; what is built in while none is published is given as `builtIn`. */
  list: procedure.input(nothing).output(z.object({ documents: z.array(officeDocument), builtIn: z.array(z.object({ ...which, text: z.string() })) })),
  /** Sentences a clerk understands, each naming the place in the document; empty = good. */
  check: procedure.input(z.object({ ...which, text: z.string().max(60_000) })).output(z.object({ problems: z.array(z.string()) })),
  propose: procedure.input(z.object({ ...which, text: z.string().max(60_000), note: z.string().trim().min(1).max(500) })).output(officeDocument),
  /** The letter (or challenge sheet, for envelopes) as it would look. 見本, PDF. */
  preview: procedure.input(z.object({ kind: z.enum(['passwordNotice', 'envelopes']), text: z.string().max(60_000) })).output(pdf),
  publish: procedure.input(withId('documentId')).output(officeDocument),
  withdraw: procedure.input(withId('documentId')).output(officeDocument),
}

export const securityAlertsProcedures = {
  list: procedure.input(nothing).output(z.array(securityAlertRecord.extend({ resolvedByName: z.string().nullable() }))),
  resolve: procedure.input(z.object({ alertId: identifier, resolution: z.string().trim().min(1).max(500) })).output(nothing),
}
