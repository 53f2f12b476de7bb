/**
 * The desktop contract: all that a page may ask of the backend, on every host (Electron message port, loopback HTTP,
 * in process). Procedures are noun.verb; who may call each is in shared/domain/permissions.ts.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { facilityListKinds, facilityStatuses, facilityTypes, listColumns, listForms, readingSources } from '../../domain/facility.ts'
import { correctableItems } from '../../domain/gaiji-correction.ts'
import { emailChangeStates, oldEmailKnowledge } from '../../domain/email-change-request.ts'
import { noticeRequestReasons, noticeReturnReasons, noticeStates, portalAccountStates } from '../../domain/notice.ts'
import { officeDocumentKinds } from '../../domain/office-documents.ts'
import { provisionalCodeStates } from '../../domain/provisional-code-request.ts'
import { findMatches } from '../../domain/facility-query.ts'
import { comparisonResults, verificationItems } from '../../domain/verification-result.ts'
import {
  callRecord, callerRoles, coverageCell, emailChangeRequestRecord, facilityCodeText, facilityRecord, historyEvent, identifier,
  instant, isoDate, listQuestion, lotRecord, mailDayRecord, noticeCase, noticeRecord, officeDocumentRecord, postingSlipRecord, provisionalCodeForm,
  provisionalCodeRequestRecord, securityAlertRecord, staffMember, templateReference, verificationOutcomes, verificationRecord,
} from '../records.ts'
import { deskErrorData, deskErrorKinds, type DeskErrorKind } from './errors.ts'

const errors = Object.fromEntries(deskErrorKinds.map((kind) => [kind, { data: deskErrorData }])) as Record<DeskErrorKind, { data: typeof deskErrorData }>
const procedure = oc.errors(errors)
const nothing = z.object({})

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

export { findMatches } from '../../domain/facility-query.ts'
/** A facility that goes on, or went before, under another code. */
const otherFacility = z.object({ facilityCode: facilityCodeText, name: z.string().nullable() })
export const foundFacility = maskedFacility.extend({
  matchedBy: z.enum(findMatches),
  /** 承継: the facility that goes on today under another code, or null. */
  successor: otherFacility.nullable(),
  /** The old code that was asked for and led here, or null. */
  formerCode: facilityCodeText.nullable(),
})
export type FoundFacility = z.infer<typeof foundFacility>

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

export const centralStates = ['connected', 'connecting', 'offline', 'deviceRevoked', 'notEnrolled', 'clientTooOld'] as const
export const systemStatus = z.object({
  central: z.enum(centralStates),
  lastSyncAt: instant.nullable(),
  /** Local changes not yet taken by central. */
  waiting: z.int(),
  /** Changes central refused: a person must look. */
  needsPerson: z.int(),
  facilityList: z.object({ version: z.int(), isSample: z.boolean(), count: z.int(), updatedAt: instant.nullable() }).nullable(),
  isTrial: z.boolean(),
  deviceNumber: z.int().nullable(),
  clientVersion: z.string(),
})
export type SystemStatus = z.infer<typeof systemStatus>

export const topics = ['facilities', 'calls', 'verifications', 'notices', 'lots', 'mailroom', 'officeDocuments', 'securityAlerts', 'emailChangeRequests', 'provisionalCodeRequests', 'staff', 'session', 'rejected'] as const
export const systemEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: systemStatus }),
  /** Something under these topics changed: ask again. */
  z.object({ kind: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ kind: z.literal('job'), job }),
])
export type SystemEvent = z.infer<typeof systemEvent>

export const currentSession = z.object({
  staff: staffMember.nullable(),
  /** Signed in against the local verifier because central could not be reached. */
  isOffline: z.boolean(),
  host: z.enum(['electron', 'web', 'command']),
  isTrial: z.boolean(),
})
export type CurrentSession = z.infer<typeof currentSession>

/** State of one verification as the operator sees it: which items the list holds, how each compared, what is missing. */
export const verificationView = z.object({
  verificationId: identifier,
  callId: identifier,
  facility: maskedFacility,
  items: z.array(z.object({
    item: z.enum(verificationItems),
    isHeld: z.boolean(),
    result: z.enum(comparisonResults),
    reason: z.string().nullable(),
    attemptsLeft: z.int(),
  })),
  outcome: z.enum(verificationOutcomes),
  missing: z.array(z.enum(verificationItems)),
  /** Reason code for the outcome, with a sentence in the catalogue. */
  because: z.string().nullable(),
  isConcluded: z.boolean(),
  decisionReason: z.string().nullable(),
})
export type VerificationView = z.infer<typeof verificationView>

export const noticeSummary = z.object({
  noticeId: identifier, noticeNumber: z.string(), state: z.enum(noticeStates), reason: z.enum(noticeRequestReasons),
  facilityCode: facilityCodeText, facilityName: z.string(), prefectureNumber: z.string(), isSample: z.boolean(),
  requestedAt: instant, requestedBy: z.string(), requestedByName: z.string(), postageClass: z.string(),
  validUntil: isoDate.nullable(), postedOn: isoDate.nullable(), redeemedAt: instant.nullable(), trackingNumber: z.string().nullable(),
  returned: noticeRecord.shape.returned.unwrap(), followUp: noticeRecord.shape.followUp.unwrap(),
  /** Number of the notice this request joined, or of the letter it takes the place of. */
  joinedToNumber: z.string().nullable(), replacesNumber: z.string().nullable(),
  /** Callers who wait for it besides the first. */
  joinedCases: z.int(),
  /** Until then the person who asks may take it back without a reason; null = not (any more), or not by this person. */
  undoUntil: instant.nullable(),
  /** 0 = only on this desktop so far. */
  version: z.int(),
})
export type NoticeSummary = z.infer<typeof noticeSummary>

/** When a letter will arrive, as the operator may promise it (shared/domain/delivery.ts). */
export const deliveryPromise = z.object({
  /** false = central cannot be reached, so nothing can be printed now: no day is promised. */
  isCertain: z.boolean(),
  postsOn: isoDate.nullable(), arrivesFrom: isoDate.nullable(), arrivesUntil: isoDate.nullable(),
  /** Japanese, to be read aloud. */
  sentence: z.string(),
})
export type DeliveryPromise = z.infer<typeof deliveryPromise>

/** Class of postage of the letter's template. */
export const postageClass = z.object({ id: z.string(), name: z.string(), marks: z.array(z.string()), feeYen: z.int(), isRecorded: z.boolean() })
export type PostageClass = z.infer<typeof postageClass>

/** What is read back before a letter is requested, and what the operator must know. */
export const noticePreparation = z.object({
  facility: maskedFacility,
  /** Last four digits of the code. */
  lastFour: z.string(),
  /** The facility has an open notice: this caller will join it. */
  openNotice: noticeSummary.nullable(),
  /** A letter is on its way or was posted: a new one ends it. */
  liveNotice: noticeSummary.nullable(),
  /** Why the letter cannot be printed yet, each a sentence with its remedy; the request is taken all the same. */
  problems: z.array(z.string()),
  postageClasses: z.array(postageClass),
  isSecondNumberUsed: z.boolean(),
  delivery: deliveryPromise,
})
export type NoticePreparation = z.infer<typeof noticePreparation>

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

/** Chain of custody of one piece. */
export const custody = z.object({
  notice: noticeSummary,
  pieceId: z.string().nullable(),
  template: templateReference.nullable(),
  lotNumber: z.string().nullable(),
  postingSlipNumber: z.string().nullable(),
  steps: z.array(z.object({
    event: historyEvent, staffName: z.string().nullable(), deviceNumber: z.int().nullable(),
    /** Entry of the audit trail that proves the step. */
    audit: z.object({ deviceNumber: z.int(), position: z.int(), hash: z.string() }).nullable(),
  })),
  cases: z.array(noticeCase.extend({ staffName: z.string(), noticeNumber: z.string().nullable() })),
  /** central = every desktop's chain was recomputed by central for this page; desktop = only this desktop's own, central being away. */
  checkedBy: z.enum(['central', 'desktop']),
  chains: z.array(z.object({ deviceNumber: z.int(), entries: z.int(), firstBroken: z.int().nullable() })),
})
export type Custody = z.infer<typeof custody>

export const officeDocument = officeDocumentRecord.extend({ proposedByName: z.string(), decidedByName: z.string().nullable(), mayPublish: z.boolean(), problems: z.array(z.string()) })
export type OfficeDocument = z.infer<typeof officeDocument>

const pdf = z.object({ fileName: z.string(), document: z.instanceof(Blob) })

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

const withId = <T extends string>(name: T) => z.object({ [name]: identifier } as { [K in T]: typeof identifier })
const listInput = z.object({ facilityCode: facilityCodeText.optional(), limit: z.int().min(1).max(500).default(100) })

export const contract = {
  session: {
    current: procedure.input(nothing).output(currentSession),
    signIn: procedure.input(z.object({ staffId: z.string().trim().min(1).max(80), password: z.string().min(1).max(400) })).output(currentSession),
    signOut: procedure.input(nothing).output(currentSession),
  },
  system: {
    status: procedure.input(nothing).output(systemStatus),
    /** First the status, then whatever happens, until the page goes away. */
    watch: procedure.input(nothing).output(eventIterator(systemEvent)),
    syncNow: procedure.input(nothing).output(systemStatus),
    rejectedChanges: procedure.input(nothing).output(z.array(z.object({
      mutationId: identifier, type: z.string(), occurredAt: instant, code: z.string(), staffName: z.string(), subject: z.string().nullable(),
    }))),
  },
  facilities: {
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
  },
  facilityLists: {
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
  },
  calls: {
    start: procedure.input(nothing).output(callRecord),
    save: procedure.input(z.object({
      callId: identifier,
      callerName: z.string().max(100).optional(), callerRole: z.enum(callerRoles).optional(), callbackTelephone: z.string().max(40).optional(),
      question: callRecord.shape.question.optional(), facilityCodes: callRecord.shape.facilityCodes.optional(), notes: z.string().max(5000).optional(),
    })).output(callRecord),
    finish: procedure.input(withId('callId')).output(callRecord),
    /** The operator's own unfinished call, to go on with after a restart, or null. */
    open: procedure.input(nothing).output(callRecord.nullable()),
    list: procedure.input(listInput).output(z.array(callRecord)),
  },
  verifications: {
    /** `typed`: what found the facility; where it agrees it counts as a first answer. Never kept. */
    begin: procedure.input(z.object({ callId: identifier, facilityCode: facilityCodeText, typed: z.string().max(200).default('') })).output(verificationView),
    compare: procedure.input(z.object({
      verificationId: identifier, item: z.enum(verificationItems), spoken: z.string().max(400),
      /** Only for nameAndTown: `spoken` is the name, this the town. */
      spokenTown: z.string().max(200).optional(),
    })).output(verificationView),
    /** Record the outcome. Where nothing is left to compare, it goes to a supervisor. */
    conclude: procedure.input(withId('verificationId')).output(verificationView),
    get: procedure.input(withId('verificationId')).output(verificationView),
    listWaiting: procedure.input(nothing).output(z.array(z.object({ verification: verificationRecord.omit({ facility: true }), performedByName: z.string(), facility: maskedFacility, noticeNumber: z.string().nullable() }))),
    decide: procedure.input(z.object({ verificationId: identifier, decision: z.enum(['approved', 'refused']), reason: z.string().trim().min(1).max(500) })).output(verificationView),
  },
  notices: {
    /** What to read back before the request, and what the caller can be promised. */
    prepare: procedure.input(z.object({ callId: identifier, verificationId: identifier })).output(noticePreparation),
    /**
     * `receiptNumber`: the six digits to read to the caller; this is the only time they are given out. null = the policy does without.
     * Where the facility has an open notice the caller joins it (`notice.state` = joined).
     */
    request: procedure.input(z.object({
      callId: identifier, verificationId: identifier, reason: z.enum(noticeRequestReasons), postageClass: z.string().max(40).nullable().default(null),
    })).output(z.object({ notice: noticeSummary, receiptNumber: z.string().regex(/^\d{6}$/).nullable(), delivery: deliveryPromise })),
    approve: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
    /** Taken back by the person who requested it, within ten minutes, before its lot starts. */
    undo: procedure.input(withId('noticeId')).output(noticeSummary),
    cancel: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
    /** Ends a live letter: its password redeems nothing from now on. */
    void: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
    /** Only those a person must see to, with `followUp`. */
    list: procedure.input(listInput.extend({ states: z.array(z.enum(noticeStates)).optional(), followUp: z.literal('open').optional() })).output(z.array(noticeSummary)),
    finishFollowUp: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
    get: procedure.input(withId('noticeId')).output(z.object({ notice: noticeSummary, events: z.array(historyEvent.extend({ staffName: z.string().nullable() })) })),
    custody: procedure.input(withId('noticeId')).output(custody),
    /** The letter as 見本 with a dummy password, by the template it was or will be drawn with: never a live one. PDF. */
    preview: procedure.input(withId('noticeId')).output(pdf),
  },
  emailChangeRequests: {
    record: procedure.input(z.object({
      callId: identifier, facilityCode: facilityCodeText, verificationId: identifier.nullable().default(null), noticeId: identifier.nullable().default(null),
      oldEmail: z.enum(oldEmailKnowledge), wantedEmail: z.string().max(254).nullable().default(null), notes: z.string().max(2000).default(''),
    })).output(emailChangeRequestRecord),
    list: procedure.input(listInput).output(z.array(emailChangeRequestRecord.extend({ facilityName: z.string(), requestedByName: z.string() }))),
    move: procedure.input(z.object({ requestId: identifier, to: z.enum(emailChangeStates), reason: z.string().max(500).nullable().default(null), version: z.int() })).output(emailChangeRequestRecord),
  },
  provisionalCodeRequests: {
    record: procedure.input(z.object({
      callId: identifier, form: provisionalCodeForm, designationReceiptNumber: provisionalCodeRequestRecord.shape.designationReceiptNumber.default(null), notes: z.string().max(2000).default(''),
    })).output(provisionalCodeRequestRecord),
    list: procedure.input(listInput.omit({ facilityCode: true })).output(z.array(provisionalCodeRequestRecord.extend({ requestedByName: z.string() }))),
    move: procedure.input(z.object({
      requestId: identifier, to: z.enum(provisionalCodeStates), reason: z.string().max(500).nullable().default(null), version: z.int(),
      provisionalCode: provisionalCodeRequestRecord.shape.provisionalCode.default(null),
    })).output(provisionalCodeRequestRecord),
    /** アカウント登録用仮コード付番依頼書 as PDF. */
    form: procedure.input(withId('requestId')).output(pdf),
  },
  lots: {
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
  },
  mailroom: {
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
  },
  officeDocuments: {
    /** Every version, newest first; what is built in while none is published is given as `builtIn`. */
    list: procedure.input(nothing).output(z.object({ documents: z.array(officeDocument), builtIn: z.array(z.object({ kind: z.enum(officeDocumentKinds), text: z.string() })) })),
    /** Sentences a clerk understands, each naming the place in the document; empty = good. */
    check: procedure.input(z.object({ kind: z.enum(officeDocumentKinds), text: z.string().max(60_000) })).output(z.object({ problems: z.array(z.string()) })),
    propose: procedure.input(z.object({ kind: z.enum(officeDocumentKinds), text: z.string().max(60_000), note: z.string().trim().min(1).max(500) })).output(officeDocument),
    /** The letter (or challenge sheet, for envelopes) as it would look. 見本, PDF. */
    preview: procedure.input(z.object({ kind: z.enum(['passwordNotice', 'envelopes']), text: z.string().max(60_000) })).output(pdf),
    publish: procedure.input(withId('documentId')).output(officeDocument),
    withdraw: procedure.input(withId('documentId')).output(officeDocument),
  },
  securityAlerts: {
    list: procedure.input(nothing).output(z.array(securityAlertRecord.extend({ resolvedByName: z.string().nullable() }))),
    resolve: procedure.input(z.object({ alertId: identifier, resolution: z.string().trim().min(1).max(500) })).output(nothing),
  },
}
export type DeskContract = typeof contract
