/** Settles mutations one after the other within one transaction: those that reach records only in memory, the others apart. */
import type { MutationEnvelope, RejectionCode } from '#shared/contract/central/sync.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import { heldAuditChain } from '../audit/audit-chain.ts'
import { apart, type Transaction } from '../database/open-database.ts'
import { heldLetters, lettersAtOnce, NotHeld } from '../notices/letters.ts'
import { findSessions } from '../staff/session-repository.ts'
import { isSessionGoodFor } from '../staff/sessions.ts'
import { feedPlaces } from '../sync/feed-repository.ts'
import { heldRecords, recordsAtOnce } from '../sync/records.ts'
import { isKnownType, stepOf, type Reach, type Step } from './handlers.ts'
import { lookUps } from './look-ups.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

interface Allowed {
  readonly refused: null
  readonly step: Step
  readonly who: Pick<RecordContext, 'deviceId' | 'staffId' | 'role' | 'occurredAt' | 'now'>
}
/** Read and allowed, or the code of its refusal. */
export type Prepared = { readonly refused: RejectionCode } | Allowed

/** A mutation with what its content says; null where that does not fit its type. */
export interface ReadMutation {
  readonly envelope: MutationEnvelope
  readonly step: Step | null
}
export const readMutation = (envelope: MutationEnvelope): ReadMutation => ({ envelope, step: isKnownType(envelope.type) ? stepOf(envelope.type, envelope.payload) : null })

export interface Settling {
  /** Looks up the person and session of each. All are of a type known here. */
  readonly prepare: (read: readonly ReadMutation[]) => Promise<Prepared[]>
  /** Before each: reads what it and those after it will need, up to the first that is settled apart; once for all of them. */
  readonly announce: (prepared: readonly Prepared[], from: number) => Promise<void>
  /** @returns the code of a refusal, of which nothing takes effect; null where it is settled */
  readonly settle: (prepared: Prepared) => Promise<RejectionCode | null>
  /** Writes what was settled so far. */
  readonly flush: () => Promise<void>
}

export function startSettling(transaction: Transaction, deviceId: string, now: number): Settling {
  let changes = 0
  const order = () => ++changes
  const records = heldRecords(transaction, order)
  const letters = heldLetters(transaction, order)
  const audit = heldAuditChain(transaction, deviceId)
  const look = lookUps(transaction, letters.begun)
  let isAnnounced = false

  const flush = async () => {
    const places = await feedPlaces(transaction, [...records.pending(), ...letters.pending()])
    await records.flush(places)
    await letters.flush(places)
    await audit.flush()
  }
  const inMemory = async (settle: () => Promise<void>): Promise<RejectionCode | null> => {
    records.begin()
    audit.begin()
    try {
      await settle()
      return null
    } catch (error) {
      records.undo()
      audit.undo()
      if (!(error instanceof Rejection)) throw error
      return error.code
    }
  }
  const onItsOwn = async ({ step, who }: Allowed): Promise<RejectionCode | null> => {
    await flush()
    try {
      await apart(transaction, (inner) => step.settle({ ...who, transaction: inner, look, audit, records: recordsAtOnce(inner), letters: lettersAtOnce(inner) }))
      return null
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      return error.code
    } finally {
      // It may have changed what is held here.
      records.forget()
      letters.forget()
      look.forgetNotices()
      isAnnounced = false
    }
  }

  return {
    /** The person's rights at the time count, proved by the session: somebody disabled since may still have acted before. */
    prepare: async (read) => {
      const envelopes = read.map(({ envelope }) => envelope)
      const sessions = await findSessions(transaction, [...new Set(envelopes.map(({ sessionId }) => sessionId.toLowerCase()))])
      await look.readStaff([...new Set(envelopes.map(({ staffId }) => staffId))])
      const prepared: Prepared[] = []
      for (const { envelope: { type, staffId, sessionId, occurredAt }, step } of read) {
        const isGood = isSessionGoodFor(sessions.get(sessionId.toLowerCase()), { staffId, occurredAt }, deviceId)
        const staff = isGood ? await look.staff(staffId) : null
        const isAllowed = staff !== null && isKnownType(type) && mayHandInMutation(staff.role, type)
        if (!isGood) prepared.push({ refused: 'SESSION_ENDED' })
        else if (!isAllowed) prepared.push({ refused: 'FORBIDDEN' })
        else if (step === null) prepared.push({ refused: 'INVALID_PAYLOAD' })
        else prepared.push({ refused: null, step, who: { deviceId, staffId, role: staff.role, occurredAt, now } })
      }
      return prepared
    },
    announce: async (prepared, from) => {
      if (isAnnounced) return
      isAnnounced = true
      const reaches: Reach[] = []
      for (let index = from; index < prepared.length; index++) {
        const one = prepared[index]
        if (one === undefined || one.refused !== null) continue
        if (one.step.isAlone) break
        reaches.push(one.step.reach)
      }
      if (reaches.length === 0) return
      const requested = reaches.flatMap((reach) => reach.letters)
      await letters.hold(requested)
      await look.readFacilities(requested.map(({ facilityCode }) => facilityCode))
      // Notices before the requests that wait for them, as where a notice moves.
      await look.holdNotices(reaches.flatMap(({ noticeIds }) => noticeIds))
      await records.hold({
        locks: reaches.flatMap(({ locks }) => locks), reads: reaches.flatMap(({ reads }) => reads), verificationIds: reaches.flatMap(({ verificationIds }) => verificationIds),
      })
    },
    settle: async (prepared) => {
      if (prepared.refused !== null) return prepared.refused
      const { step, who } = prepared
      if (step.isAlone) return onItsOwn(prepared)
      try {
        return await inMemory(() => step.settle({ ...who, look, audit, records, letters }))
      } catch (error) {
        if (!(error instanceof NotHeld)) throw error
        return onItsOwn(prepared)
      }
    },
    flush,
  }
}
