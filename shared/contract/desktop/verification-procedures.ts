/** 登録情報の確認. */
import { z } from 'zod'
import { comparisonResults, verificationItems } from '../../domain/verification-result.ts'
import { confirmers, mustItems, plusItemChoices } from '../../domain/verification-rule.ts'
import { facilityCodeText, identifier, instant, isoDate, verificationOutcomes, verificationRecord } from '../records.ts'
import { maskedFacility } from './masked-facility.ts'
import { nothing, procedure, withId } from './procedure.ts'

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
    /** By the rule in use; null = it counts neither way (an e-mail address may still be compared). */
    counts: z.enum(['must', 'plus']).nullable(),
  })),
  outcome: z.enum(verificationOutcomes),
  missing: z.array(z.enum(verificationItems)),
  /** Reason code for the outcome, with a sentence in the catalogue. */
  because: z.string().nullable(),
  isConcluded: z.boolean(),
  decisionReason: z.string().nullable(),
  /** Who has the last word, and what is said to the caller whatever came out. */
  confirmedBy: z.enum(confirmers),
  neutralSentence: z.string(),
  /** 住所相違・一覧待ち: the day it goes to a supervisor. */
  waitsUntil: isoDate.nullable(),
})
export type VerificationView = z.infer<typeof verificationView>

export const verificationsProcedures = {
  /** The rule in use. */
  rule: procedure.input(nothing).output(z.object({
    confirmedBy: z.enum(confirmers), musts: z.array(z.enum(mustItems)), plus: z.array(z.enum(plusItemChoices)), plusNeeded: z.int(), attemptsPerItem: z.int(), neutralSentence: z.string(),
  })),
  /** 住所相違・一覧待ち, and those the list has caught up with. */
  listAddressWaits: procedure.input(nothing).output(z.array(z.object({
    verificationId: identifier, facility: maskedFacility, outcome: z.enum(verificationOutcomes), performedAt: instant, performedByName: z.string(), waitsUntil: isoDate,
  }))),
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
}
