/** Finding a facility and what may be known of it. */
import { z } from 'zod'
import { facilityListKinds, readingSources } from '../../domain/facility.ts'
import { portalAccountStates } from '../../domain/notice.ts'
import { facilityCodeText, facilityRecord } from '../records.ts'
import { foundFacility, maskedFacility, otherFacility } from './masked-facility.ts'
import { noticeSummary } from './notice-procedures.ts'
import { nothing, procedure } from './procedure.ts'

export const facilitiesProcedures = {
  find: procedure
    .input(z.object({
      query: z.string().max(200), limit: z.int().min(1).max(200).default(30),
      prefectureNumber: z.string().regex(/^\d{2}$/).nullable().default(null), listKind: z.enum(facilityListKinds).nullable().default(null),
    }))
    .output(z.object({ results: z.array(foundFacility), hasMore: z.boolean() })),
  get: procedure.input(z.object({ facilityCode: facilityCodeText })).output(z.object({
    facility: maskedFacility,
    accountState: z.enum(portalAccountStates),
    notices: z.array(noticeSummary),
    successor: otherFacility.nullable(),
    predecessors: z.array(otherFacility),
    formerNames: z.array(z.string()),
    /** For searching only: shown as what it is, with its source. */
    reading: z.object({ text: z.string(), source: z.enum(readingSources) }).nullable(),
  })),
  /** The whole row; every use is audited. */
  reveal: procedure.input(z.object({ facilityCode: facilityCodeText })).output(facilityRecord),
  checkCode: procedure.input(z.object({ code: z.string().max(60) })).output(z.object({
    code: z.string(), valid: z.boolean(), rule: z.string().nullable(), prefecture: z.string().nullable(), kind: z.enum(facilityListKinds).nullable(),
    /** In the list: right by definition. */
    isListed: z.boolean(),
    /** Real facilities one digit or one swap away. */
    suggestions: z.array(maskedFacility),
  })),
  /** A reading by hand; null takes it away. Needs central. */
  setReading: procedure.input(z.object({ facilityCode: facilityCodeText, reading: z.string().trim().max(400).nullable() })).output(nothing),
}
