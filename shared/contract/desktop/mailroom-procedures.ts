/** The mailroom's day, posting slips, returned mail. */
import { z } from 'zod'
import { noticeReturnReasons, noticeStates } from '../../domain/notice.ts'
import { identifier, isoDate, lotRecord, mailDayRecord, postingSlipRecord } from '../records.ts'
import { lotView, witness } from './lot-procedures.ts'
import { noticeSummary } from './notice-procedures.ts'
import { pdf, procedure, withId } from './procedure.ts'

/** One day of this mailroom desk. */
export const mailDay = z.object({
  date: isoDate,
  lots: z.array(z.object({ lotId: identifier, lotNumber: z.string(), state: lotRecord.shape.state, counts: lotView.shape.counts, sheetsToDestroy: z.int() })),
  /** Of the pieces printed on this day or in hand from an earlier one. */
  counts: mailDayRecord.shape.counts,
  /** Printed, not yet posted, not destroyed: closed envelopes and sheets that must lie in the mailroom. */
  inHand: z.array(z.object({ noticeId: identifier, noticeNumber: z.string(), state: z.enum(noticeStates), lotNumber: z.string().nullable() })),
  toDestroy: z.array(z.object({ noticeId: identifier, noticeNumber: z.string(), state: z.enum(noticeStates) })),
  /** Posted today and on no 差出票 yet. */
  notListed: z.int(),
  slips: z.array(postingSlipRecord.extend({ madeByName: z.string() })),
  closed: mailDayRecord.extend({ closedByName: z.string() }).nullable(),
  /** Why it cannot be closed yet, each a sentence with what to do. */
  obstacles: z.array(z.string()),
})
export type MailDay = z.infer<typeof mailDay>

/** A piece that came back, as found by its mark or tracking number. */
export const foundPiece = noticeSummary.extend({ prefectureName: z.string(), mayReturn: z.boolean(), isIncident: z.boolean() })
export type FoundPiece = z.infer<typeof foundPiece>

export const mailroomProcedures = {
  /** null = today. */
  day: procedure.input(z.object({ date: isoDate.nullable().default(null) })).output(mailDay),
  closeDay: procedure.input(z.object({ date: isoDate, countedInHand: z.int().min(0).max(5000) })).output(mailDay),
  /** Lists what was posted on that day at this desk and stands on no slip yet. */
  makePostingSlip: procedure.input(z.object({ date: isoDate })).output(mailDay),
  /** 差出票 with its 控え. PDF. */
  postingSlip: procedure.input(withId('slipId')).output(pdf),
  /** By piece mark (through the window) or tracking number; newest first: numbers are used again. */
  lookUpPiece: procedure.input(z.object({ mark: z.string().trim().min(1).max(100) })).output(z.array(foundPiece)),
  returnPiece: procedure.input(z.object({
    noticeId: identifier, returnReason: z.enum(noticeReturnReasons), isOpened: z.boolean(), note: z.string().trim().max(500).default(''),
  })).output(noticeSummary),
  /** Returned letters and others left over, counted and destroyed before a second person. */
  destroyPieces: procedure.input(z.object({ noticeIds: z.array(identifier).min(1).max(200), countedSheets: z.int().min(1).max(300), witness })).output(mailDay),
}
