/** What the records of the contracts are made of. */
import { z } from 'zod'

export const identifier = z.uuid()
export const instant = z.iso.datetime({ precision: 3 })
export const isoDate = z.iso.date()
export const facilityCodeText = z.string().regex(/^\d{10}$/)
export const staffIdentifier = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)
export const line = (maximum: number) => z.string().max(maximum)

/** One step in the life of a notice or a request: who, when, from, to, why. */
export const historyEvent = z.object({
  at: instant,
  staffId: staffIdentifier.nullable(),
  deviceId: identifier.nullable(),
  from: line(40).nullable(),
  to: line(40),
  reason: line(500).nullable(),
})
export type HistoryEvent = z.infer<typeof historyEvent>

export const versioned = {
  /** Counts up with every change central accepted; 0 = central has not seen it yet. */
  version: z.int().min(0),
}
