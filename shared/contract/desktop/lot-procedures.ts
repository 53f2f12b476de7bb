/** Lots: from the queue to the posted letter. */
import { z } from 'zod'
import { noticeStates } from '../../domain/notice.ts'
import { identifier, instant, lotRecord } from '../records.ts'
import { noticeSummary, postageClass } from './notice-procedures.ts'
import { nothing, pdf, procedure, withId } from './procedure.ts'

export const queuedNotice = noticeSummary.extend({
  /** Since when it waits for its lot. */
  queuedAt: instant,
  /** Why this letter cannot be made now, each a Japanese sentence with the remedy; empty = ready. */
  problems: z.array(z.string()),
  /** The facility changed since it was verified: to be sent back to the operators. */
  isToBeSentBack: z.boolean(),
  /** False where this person requested or approved it (dual control). */
  mayPrint: z.boolean(),
})
export type QueuedNotice = z.infer<typeof queuedNotice>

export const mailroomQueue = z.object({
  notices: z.array(queuedNotice),
  /** Next collection of the post, and whether it is still today. */
  nextCollection: z.object({ at: instant, isToday: z.boolean() }),
  postageClasses: z.array(postageClass),
})
export type MailroomQueue = z.infer<typeof mailroomQueue>

export const lotPiece = z.object({
  noticeId: identifier, noticeNumber: z.string(), facilityName: z.string(), prefectureName: z.string(),
  /** Place in the stack from 1; 0 = left out of the lot, nothing was printed. */
  sheetNumber: z.int(),
  state: z.enum(noticeStates), trackingNumber: z.string().nullable(),
  isRecorded: z.boolean(),
  /** Its sheet is to be destroyed, and has not been. */
  isToBeDestroyed: z.boolean(),
  /** Why it was left out of the lot (reason code), or null. */
  refusal: z.string().nullable(),
})
export type LotPiece = z.infer<typeof lotPiece>

export const lotView = z.object({
  lot: lotRecord,
  pieces: z.array(lotPiece),
  counts: z.object({ printed: z.int(), sealed: z.int(), posted: z.int(), voided: z.int(), destroyed: z.int() }),
  /** This desk works on it; else it can only be looked at, or adopted. */
  isMine: z.boolean(),
  mayAdopt: z.boolean(),
  /** Sheets to be destroyed when it is closed: voided ones and duplicates. */
  sheetsToDestroy: z.int(),
  /** 11 digits expected on the next label of the roll; null until one was scanned. */
  predictedTrackingNumber: z.string().nullable(),
  /** The sealed piece whose label comes next, in the order they were sealed; null = none. */
  nextToPost: z.object({ noticeId: identifier, noticeNumber: z.string() }).nullable(),
  /** Sheet expected under the scanner, from 1; null = all scanned, or the first one decides. */
  nextSheet: z.int().nullable(),
  /** The letter's making while it goes on. */
  progress: z.object({ step: z.enum(['hashing', 'accepting', 'drawing', 'printing']), done: z.int(), total: z.int() }).nullable(),
})
export type LotView = z.infer<typeof lotView>

export const scanCodes = [
  'good', 'unknownMark', 'foreignLot', 'ended', 'duplicateSheet', 'skippedSheet', 'stopped', 'notSealed', 'alreadyPosted',
  'trackingNumberUsed', 'trackingNumberFormat', 'trackingNumberMissing', 'pieceMarkExpected', 'labelExpected',
] as const
export const scanWarnings = ['trackingNumberCheckDigit', 'trackingNumberOutOfOrder'] as const
/** Result of one scan: the screen shows it full screen where it is bad, with a sound, never by colour alone. */
export const scanResult = z.object({
  isGood: z.boolean(),
  code: z.enum(scanCodes),
  noticeId: identifier.nullable(),
  noticeNumber: z.string().nullable(),
  /** Place of the sheet in the stack. */
  sheetNumber: z.int().nullable(),
  warning: z.enum(scanWarnings).nullable(),
  lot: lotView,
})
export type ScanResult = z.infer<typeof scanResult>

/** A second person of the mailroom or a supervisor, by their own password; never the one who is signed in. */
export const witness = z.object({ staffId: z.string().trim().min(1).max(80), password: z.string().min(1).max(400) })

export const lotsProcedures = {
  queue: procedure.input(nothing).output(mailroomQueue),
  list: procedure.input(nothing).output(z.array(lotView)),
  get: procedure.input(withId('lotId')).output(lotView),
  /** Prints the challenge sheet; no password exists yet. */
  start: procedure.input(z.object({ noticeIds: z.array(identifier).min(1).max(25) })).output(lotView),
  /** The code on the challenge sheet and its measured ruler (mm): right → verifiers to central → letters drawn → printer. Answers when it has ended; `lots` changes meanwhile. */
  confirmChallenge: procedure.input(z.object({ lotId: identifier, code: z.string().max(10), measuredMillimetres: z.number().min(1).max(400) })).output(lotView),
  /** Stops the making of letters; those central has accepted are voided. Nothing to stop once the printer has them. */
  cancel: procedure.input(withId('lotId')).output(lotView),
  /** The piece mark read through the window of the closed envelope. */
  seal: procedure.input(z.object({ lotId: identifier, pieceMark: z.string().max(100) })).output(scanResult),
  /** The registered-mail number of a sealed piece; empty = the predicted one, confirmed by the person who sees the label. */
  post: procedure.input(z.object({ lotId: identifier, noticeId: identifier, trackingNumber: z.string().max(40) })).output(scanResult),
  /** After a skipped sheet: found by itself, or two sheets in the envelope before (both are voided). */
  resolveStop: procedure.input(z.object({ lotId: identifier, finding: z.enum(['foundSeparately', 'doubleFilled']) })).output(lotView),
  /** After a mark was read a second time: the same envelope again, or a second sheet, which is one more to destroy and an alert. */
  resolveDuplicate: procedure.input(z.object({ lotId: identifier, noticeId: identifier, finding: z.enum(['sameEnvelope', 'secondSheet']) })).output(lotView),
  /** Ends the scans: voids what was not sealed. Where sheets are to be destroyed the lot waits for that. */
  close: procedure.input(withId('lotId')).output(lotView),
  /**
   * The sheets of a closed lot were counted and destroyed before a second person; the count must agree. Where the paper is uncertain
   * (`lot.isPaperUncertain`) it is whatever was found.
   */
  destroy: procedure.input(z.object({ lotId: identifier, countedSheets: z.int().min(0).max(300), witness })).output(lotView),
  /** Takes over the lot of a desk that cannot go on. */
  adopt: procedure.input(withId('lotId')).output(lotView),
  /** The facility changed since it was verified: back to the operators. */
  sendBack: procedure.input(z.object({ noticeId: identifier })).output(nothing),
  /** What happened to each piece of the lot. PDF. */
  report: procedure.input(withId('lotId')).output(pdf),
}
