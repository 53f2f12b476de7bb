/** A facility as the page may show it before anything was compared. */
import { z } from 'zod'
import { findMatches } from '../../domain/facility-query.ts'
import { facilityListKinds, facilityStatuses, facilityTypes } from '../../domain/facility.ts'
import { facilityCodeText } from '../records.ts'

/** What the page shows of a facility before anything was compared: no 番地, telephone or 開設者. */
export const maskedFacility = z.object({
  facilityCode: facilityCodeText,
  name: z.string(),
  type: z.enum(facilityTypes),
  listKind: z.enum(facilityListKinds),
  prefectureNumber: z.string(),
  prefectureName: z.string(),
  /** Address up to, without, the 番地. */
  town: z.string(),
  status: z.enum(facilityStatuses),
  isSample: z.boolean(),
})
export type MaskedFacility = z.infer<typeof maskedFacility>

/** A facility that goes on, or went before, under another code. */
export const otherFacility = z.object({ facilityCode: facilityCodeText, name: z.string().nullable() })
export const foundFacility = maskedFacility.extend({
  matchedBy: z.enum(findMatches),
  /** 承継: the facility that goes on today under another code, or null. */
  successor: otherFacility.nullable(),
  /** The old code that was asked for and led here, or null. */
  formerCode: facilityCodeText.nullable(),
})
export type FoundFacility = z.infer<typeof foundFacility>
