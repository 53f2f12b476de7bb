/**
 * The registered e-mail address: central alone compares it. While central is away the address that was said stays in memory
 * only, is asked about by itself once central answers, and is gone when the person signs out.
 */
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { emailAddressKey } from '#shared/domain/email-address.ts'
import { audit, changed, type Caller, type Core } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { askCentral } from '../facility-lists/ask-central.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { withComparison } from './comparisons.ts'

type MailResult = 'match' | 'mismatch' | 'notHeld'
interface Question {
  readonly facilityCode: string
  readonly email: string
}
interface Waiting extends Question {
  readonly caller: Caller
  readonly staffId: string
}

export interface MailQuestions {
  /**
   * Asks central; `unconfirmed` where it cannot be reached.
   * @throws DeskError INVALID_INPUT EMAIL_SYNTAX; REFUSED MAIL_QUESTION_LIMIT
   */
  ask(caller: Caller, question: Question): Promise<MailResult | 'unconfirmed'>
  /** Ask again by itself: called once the comparison has been kept as `unconfirmed`. */
  askLater(caller: Caller, staffId: string, verificationId: string, question: Question): void
}

export const createMailQuestions = (core: Core, parts: { link: CentralLink; sessions: Sessions }): MailQuestions => {
  const { link, sessions } = parts
  const waiting = new Map<string, Waiting>()

  const ask = async (caller: Caller, { facilityCode, email }: Question): Promise<MailResult> => {
    const { result } = await askCentral(parts, caller, 'compareMail', { parameters: { facilityCode }, body: { email, purpose: 'registered' } }, {
      TOO_MANY_REQUESTS: ['REFUSED', 'MAIL_QUESTION_LIMIT'], NOT_FOUND: ['NOT_FOUND', 'FACILITY'], INVALID_REQUEST: ['INVALID_INPUT', 'EMAIL_SYNTAX'],
    })
    if (result !== 'match' && result !== 'mismatch' && result !== 'notHeld') throw new Error('Central answered another question')
    return result
  }
  const isAway = (error: unknown): boolean => (error instanceof DeskError && error.kind === 'OFFLINE') || (error instanceof CentralProblem && error.status >= 500)

  /** Concluded meanwhile without it: what was decided stands, and the address is forgotten. */
  const keepAnswer = async (verificationId: string, { staffId, facilityCode }: Waiting, result: MailResult) => {
    await core.database.write(async (manager) => {
      const current = await verifications.get(manager, verificationId)
      if (current === null || current.outcome !== 'pending' || current.performedBy !== staffId) return
      await verifications.save(manager, withComparison(current, { item: 'registeredMail', result }))
      await audit(manager, core, { staffId, action: `verifications.compare.registeredMail.${result}`, subject: facilityCode })
    })
    changed(core, 'verifications')
  }

  const forgetEnded = () => {
    for (const [verificationId, { caller, staffId }] of waiting) if (sessions.of(caller.clientId)?.staffId !== staffId) waiting.delete(verificationId)
  }
  sessions.whenEnded(forgetEnded)

  let isAsking = false
  const askWaiting = async () => {
    if (isAsking) return
    isAsking = true
    try {
      forgetEnded()
      for (const [verificationId, question] of waiting) {
        try {
          const result = await ask(question.caller, question)
          // Signed out while central was asked: nothing is kept for that person any more.
          if (waiting.delete(verificationId)) await keepAnswer(verificationId, question, result)
        } catch (error) {
          if (isAway(error)) return
          waiting.delete(verificationId)
          core.deps.log.error('verifications.askMailLater', error)
        }
      }
    } finally {
      isAsking = false
    }
  }
  const watch = async () => {
    const events = core.hub.watch()
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (waiting.size > 0 && link.state() === 'connected') await askWaiting()
    }
  }
  watch().catch((error: unknown) => core.deps.log.error('verifications.askMailLater', error))

  return {
    ask: async (caller, question) => {
      if (emailAddressKey(question.email) === null) throw new DeskError('INVALID_INPUT', 'EMAIL_SYNTAX')
      try {
        return await ask(caller, question)
      } catch (error) {
        if (isAway(error)) return 'unconfirmed'
        throw error
      }
    },
    askLater: (caller, staffId, verificationId, question) => {
      waiting.set(verificationId, { ...question, caller, staffId })
      forgetEnded()
    },
  }
}
