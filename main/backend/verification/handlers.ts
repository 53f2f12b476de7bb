/** verifications.*: compare what the caller says with what is registered, without showing it first. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { FacilityRecord, VerificationRecord } from '#shared/contract/records.ts'
import { compareItem, decideComparisons, verificationItems, type SpokenAnswers, type VerificationItem, type VerificationResult } from '#shared/domain/verification.ts'
import type { VerificationRule } from '#shared/domain/verification-rule.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, instantOf, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { snapshotOf } from '../facilities/masked-facility.ts'
import { currentVerificationRule } from '../office-documents/current-settings.ts'
import { moveRequestsOfVerification } from '../requests/after-verification.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { carriedOver, historyOf, saysThisFacilityAlone } from './carried-over.ts'
import { reachedLimit } from './comparison-repository.ts'
import { asComparison, withComparison } from './comparisons.ts'
import { createMailQuestions } from './mail-questions.ts'
import { spokenAddressHash } from './spoken-address-hash.ts'
import { attemptsLeft, viewOf } from './verification-view.ts'
import { createWaitingHandlers } from './waiting-handlers.ts'

interface Said {
  readonly item: VerificationItem
  readonly spoken: string
  readonly spokenTown?: string | undefined
}

/** Spoken text as the item takes it. */
const spokenOf = ({ item, spoken, spokenTown }: Said): SpokenAnswers[VerificationItem] => {
  if (item === 'nameAndTown') return { name: spoken, town: spokenTown ?? '' }
  if (item === 'movedRecently') {
    if (spoken !== 'yes' && spoken !== 'no') throw new DeskError('INVALID_INPUT', 'YES_OR_NO')
    return spoken
  }
  return spoken
}

const requireOwn = async (manager: EntityManager, verificationId: string, session: SignedIn): Promise<VerificationRecord> => {
  const verification = await verifications.get(manager, verificationId)
  if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
  if (verification.performedBy !== session.staffId) throw new DeskError('FORBIDDEN', 'VERIFICATION_OF_ANOTHER')
  return verification
}

const isMoved = ({ comparisons }: VerificationRecord): boolean => comparisons.findLast(({ item }) => item === 'movedRecently')?.result === 'mismatch'

/** Asked of central alone: whoever cannot reach it now has nothing left to compare. */
const isLeftToCentral = (missing: readonly VerificationItem[]): boolean => missing.every((item) => item === 'registeredMail')

export const createVerificationHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions }): Handlers<Caller>['verifications'] => {
  const mail = createMailQuestions(core, parts)
  const limitOf = async (manager: EntityManager, { facilityCode, performedBy }: VerificationRecord, rule: VerificationRule) =>
    await reachedLimit(manager, { facilityCode, staffId: performedBy, now: core.deps.clock.now() }, rule)
  const facilityOf = ({ facilityCode }: VerificationRecord): FacilityRecord => {
    const facility = facilityByCode(core.facilityList.handle(), facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    return facility
  }

  /** Of the caller, under way, with an attempt left and below the limits. */
  const requireComparable = async (manager: EntityManager, verificationId: string, session: SignedIn, item: VerificationItem, rule: VerificationRule) => {
    const current = await requireOwn(manager, verificationId, session)
    if (current.outcome !== 'pending') throw new DeskError('CONFLICT', 'VERIFICATION_CONCLUDED')
    if (current.comparisons.some((comparison) => comparison.item === item && comparison.result === 'notHeld')) throw new DeskError('REFUSED', 'ITEM_NOT_HELD')
    // "Moved recently?" may be put right; everything else has one retry.
    if (attemptsLeft(current, item, rule) === 0 && item !== 'movedRecently') throw new DeskError('REFUSED', 'NO_ATTEMPTS_LEFT')
    const limit = await limitOf(manager, current, rule)
    if (limit !== null) throw new DeskError('REFUSED', limit)
    return current
  }

  /** Which item and how it came out; never what was said. */
  const keep = async (manager: EntityManager, session: SignedIn, next: VerificationRecord, { item, result }: VerificationResult): Promise<VerificationRecord> => {
    await verifications.save(manager, next)
    await audit(manager, core, { staffId: session.staffId, action: `verifications.compare.${item}.${result}`, subject: next.facilityCode })
    return next
  }

  const compareMail = async (caller: Caller, session: SignedIn, verificationId: string, spoken: string, rule: VerificationRule) => {
    const email = spoken.trim()
    if (email === '') throw new DeskError('INVALID_INPUT', 'NOTHING_SAID')
    const { facilityCode } = await requireComparable(core.database.reader.manager, verificationId, session, 'registeredMail', rule)
    const result: VerificationResult = { item: 'registeredMail', result: await mail.ask(caller, { facilityCode, email }) }
    const kept = await core.database.write(async (manager) => {
      const current = await requireComparable(manager, verificationId, session, 'registeredMail', rule)
      return await keep(manager, session, withComparison(current, result), result)
    })
    if (result.result === 'unconfirmed') mail.askLater(caller, session.staffId, verificationId, { facilityCode, email })
    return kept
  }

  const compareHeld = async (session: SignedIn, verificationId: string, said: Said, rule: VerificationRule) => {
    const { item } = said
    const hash = item === 'addressNumbers' ? await spokenAddressHash(core, parts.link, said.spoken) : null
    return await core.database.write(async (manager) => {
      const pending = await requireOwn(manager, verificationId, session)
      // Who moved tells the new 番地: the list does not have it, so there is nothing to compare it with, and no attempt to spend.
      if (item === 'addressNumbers' && pending.outcome === 'pending' && isMoved(pending)) {
        const told = { ...pending, spokenAddressHash: hash }
        await verifications.save(manager, told)
        return told
      }
      const current = await requireComparable(manager, verificationId, session, item, rule)
      const facility = facilityOf(current)
      if (item === 'nameAndTown' && !saysThisFacilityAlone(core.facilityList.handle(), facility, { name: said.spoken, town: said.spokenTown ?? '' })) {
        throw new DeskError('REFUSED', 'NAME_NOT_UNIQUE')
      }
      const result = compareItem(item, spokenOf(said) as never, facility, historyOf(facility))
      if (result.result === 'notAsked') throw new DeskError('INVALID_INPUT', 'NOTHING_SAID')
      // What agrees with the list is no address it has yet to bring.
      const spokenHash = item === 'addressNumbers' && result.result !== 'match' ? hash : current.spokenAddressHash
      return await keep(manager, session, { ...withComparison(current, result), spokenAddressHash: spokenHash }, result)
    })
  }

  return {
    ...createWaitingHandlers(core),
    rule: async () => {
      const { confirmedBy, musts, plus, plusNeeded, attemptsPerItem, neutralSentence } = await currentVerificationRule(core)
      return { confirmedBy, musts, plus, plusNeeded, attemptsPerItem, neutralSentence }
    },
    begin: async ({ callId, facilityCode, typed }, caller) => {
      const session = requireSession(caller)
      const list = core.facilityList.handle()
      const facility = facilityByCode(list, facilityCode)
      if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
      const verification = await core.database.write(async (manager) => {
        await requireOpenCall(manager, callId, session)
        // A page that starts again goes on where it was: attempts are not given anew.
        const begunBefore = await verifications.list(manager, { where: { callId, facilityCode, outcome: 'pending' }, limit: 1 })
        if (begunBefore[0] !== undefined) return begunBefore[0]
        const comparisons = carriedOver(list, facility, typed).map((answer) => asComparison(answer, 1))
        // What the list does not hold is known before anything is asked.
        for (const item of verificationItems) {
          const unasked = compareItem(item, null, facility)
          if (unasked.result === 'notHeld') comparisons.push(asComparison(unasked, 0))
        }
        const begun: VerificationRecord = {
          verificationId: core.deps.ids.next(), version: 0, callId, facilityCode, facility: snapshotOf(facility), comparisons, outcome: 'pending',
          performedBy: session.staffId, performedAt: instantOf(core), decidedBy: null, decidedAt: null, decisionReason: null, spokenAddressHash: null,
        }
        await verifications.save(manager, begun)
        await audit(manager, core, { staffId: session.staffId, action: 'verifications.begin', subject: facilityCode })
        return begun
      })
      return viewOf(verification, await currentVerificationRule(core))
    },
    compare: async ({ verificationId, ...said }, caller) => {
      const session = requireSession(caller)
      const rule = await currentVerificationRule(core)
      const verification = said.item === 'registeredMail'
        ? await compareMail(caller, session, verificationId, said.spoken, rule)
        : await compareHeld(session, verificationId, said, rule)
      return viewOf(verification, rule)
    },
    conclude: async ({ verificationId }, caller) => {
      const session = requireSession(caller)
      const rule = await currentVerificationRule(core)
      const verification = await core.database.write(async (manager) => {
        const current = await requireOwn(manager, verificationId, session)
        if (current.outcome !== 'pending') return current
        const decision = decideComparisons(current.comparisons, rule)
        const isLeftToSupervisor = decision.outcome === 'pending' && (isLeftToCentral(decision.missing) || (await limitOf(manager, current, rule)) !== null)
        const outcome = isLeftToSupervisor ? 'supervisor' : decision.outcome
        if (outcome === 'pending') throw new DeskError('REFUSED', 'VERIFICATION_PENDING')
        // Nothing of what was said outlives the conversation, but for an address that waits for the list.
        const concluded: VerificationRecord = {
          ...current, outcome, performedAt: instantOf(core), spokenAddressHash: outcome === 'addressDiffers' ? current.spokenAddressHash : null,
        }
        await verifications.save(manager, { ...concluded, version: 1 })
        const foreseen = await moveRequestsOfVerification(manager, core, session.staffId, concluded)
        await send(manager, core, session, { type: 'verification.recorded', payload: concluded, entity: 'verification', entityId: verificationId, foreseen })
        await audit(manager, core, { staffId: session.staffId, action: `verifications.conclude.${outcome}`, subject: current.facilityCode })
        return concluded
      })
      changed(core, 'verifications', 'emailChangeRequests')
      return viewOf(verification, rule)
    },
    get: async ({ verificationId }) => {
      const verification = await verifications.get(core.database.reader.manager, verificationId)
      if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
      return viewOf(verification, await currentVerificationRule(core))
    },
  }
}
