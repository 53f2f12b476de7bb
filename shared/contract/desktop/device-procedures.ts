/** Putting a desktop into use. */
import { z } from 'zod'
import { nothing, procedure } from './procedure.ts'
import { systemStatus } from './system-procedures.ts'

export const deviceProcedures = {
  /** What the screen before the first sign-in needs to know. */
  enrolment: procedure.input(nothing).output(z.object({
    /** False where no address of central is set on this machine. */
    hasCentral: z.boolean(),
    /** The machine's own name. */
    suggestedName: z.string(),
  })),
  /** With a one-time code; only while this desktop is not enrolled, revoked, or not known to central. */
  enrol: procedure.input(z.object({ enrolmentCode: z.string().trim().min(1).max(80), deviceName: z.string().trim().min(1).max(80) })).output(systemStatus),
}
