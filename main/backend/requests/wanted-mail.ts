/**
 * Is a wanted e-mail address on file for another facility? Only central knows. The answer is for the operator, never for the
 * caller; what central could not be asked stays 未確認 and is asked again by itself.
 */
import type { EntityManager } from 'typeorm'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { EmailChangeRequestRecord } from '#shared/contract/records.ts'
import { emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { mayCallOperation } from '#shared/domain/permissions.ts'
import { audit, changed, historyEventOf, type Caller, type Core } from '../core.ts'
import { emailChangeRequests } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { askCentral } from '../facility-lists/ask-central.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { openEmailChanges } from './request-repository.ts'
import { saveEmailChange } from './save-request.ts'

type WantedMailUse = NonNullable<EmailChangeRequestRecord['wantedEmailUse']>

/** An answer serves the dialogue it was asked in; the address is kept in memory only. */
const answerMilliseconds = 10 * 60_000
const mostAnswers = 50
/** Limited per facility and person: asked again no sooner than this. */
const pauseAfterRefusal = 30 * 60_000

/** No answer that says anything about the address. */
const isAway = (error: unknown): boolean =>
  error instanceof CentralUnreachable || (error instanceof DeskError && error.kind === 'OFFLINE') || (error instanceof CentralProblem && error.status >= 500)

const isWaitingForAnswer = (request: EmailChangeRequestRecord): boolean =>
  request.wantedEmail !== null && request.wantedEmailUse === 'unconfirmed' && emailChangeTransitions[request.state].length > 0

export type WantedMails = ReturnType<typeof createWantedMails>

export const createWantedMails = (core: Core, parts: { link: CentralLink; sessions: Sessions }) => {
  const answers = new Map<string, { use: WantedMailUse; until: number }>()
  /** Requests of this desktop still to be asked about; those of earlier runs once the database was looked through. */
  const waiting = new Set<string>()
  let hasLooked = false
  let pausedUntil = 0
  const now = () => core.deps.clock.now()
  const keyOf = (facilityCode: string, wantedEmail: string) => `${facilityCode} ${wantedEmail.toLowerCase()}`

  const askAs = async (clientId: string, session: Caller['session'], facilityCode: string, wantedEmail: string): Promise<WantedMailUse> => {
    const key = keyOf(facilityCode, wantedEmail)
    const known = answers.get(key)
    if (known !== undefined && known.until > now()) return known.use
    const { result } = await askCentral(parts, { clientId, session, signal: undefined }, 'compareMail', { parameters: { facilityCode }, body: { email: wantedEmail, purpose: 'wanted' } }, {
      TOO_MANY_REQUESTS: ['REFUSED', 'TOO_MANY_MAIL_QUESTIONS'], NOT_FOUND: ['NOT_FOUND', 'FACILITY'], INVALID_REQUEST: ['INVALID_INPUT', 'EMAIL_SYNTAX'],
    })
    if (result !== 'free' && result !== 'usedElsewhere' && result !== 'registeredHere') throw new DeskError('REFUSED', 'CENTRAL_REFUSED')
    const oldest = answers.keys().next()
    if (answers.size >= mostAnswers && oldest.done !== true) answers.delete(oldest.value)
    answers.set(key, { use: result, until: now() + answerMilliseconds })
    return result
  }

  /** This desktop asks about what was taken down at it. */
  const findWaiting = async (): Promise<string[]> => {
    const manager = core.database.reader.manager
    const deviceId = await readSetting(manager, 'deviceId')
    const open = await openEmailChanges(manager)
    return open.filter((request) => isWaitingForAnswer(request) && request.events[0]?.deviceId === deviceId).map(({ requestId }) => requestId)
  }

  const saveAnswer = async (manager: EntityManager, requestId: string, wantedEmail: string, use: WantedMailUse, author: { staffId: string; sessionId: string }): Promise<void> => {
    const current = await emailChangeRequests.get(manager, requestId)
    if (current === null || !isWaitingForAnswer(current) || current.wantedEmail !== wantedEmail) return
    const event = await historyEventOf(manager, core, author.staffId, current.state, current.state, '希望アドレスの使用状況をセンターに照会しました')
    await audit(manager, core, { staffId: author.staffId, action: 'emailChangeRequests.wantedConfirmed', subject: current.requestNumber })
    await saveEmailChange(manager, core, author, { ...current, wantedEmailUse: use, events: [...current.events, event] })
  }

  return {
    /** @throws DeskError REFUSED where the questions of the day are used up, INVALID_INPUT, NOT_FOUND; never for central being away */
    use: async (caller: Caller, facilityCode: string, wantedEmail: string): Promise<WantedMailUse> => {
      try {
        return await askAs(caller.clientId, caller.session, facilityCode, wantedEmail)
      } catch (error) {
        if (isAway(error)) return 'unconfirmed'
        throw error
      }
    },
    /** A request with an unanswered question was taken down here. */
    remember: (requestId: string): void => void waiting.add(requestId),
    /**
     * Asks again what is unconfirmed, under somebody who is signed in with central; to be called when central answers.
     * @returns whether something was saved that is to go up
     */
    askAgain: async (): Promise<boolean> => {
      if (now() < pausedUntil) return false
      const page = parts.sessions.onlinePages().find(({ session }) => mayCallOperation(session.staff.role, 'compareMail'))
      if (page === undefined) return false
      if (!hasLooked) for (const requestId of await findWaiting()) waiting.add(requestId)
      hasLooked = true
      let hasSaved = false
      for (const requestId of [...waiting]) {
        const request = await emailChangeRequests.get(core.database.reader.manager, requestId)
        const wantedEmail = request?.wantedEmail ?? null
        if (request === null || wantedEmail === null || !isWaitingForAnswer(request)) {
          waiting.delete(requestId)
          continue
        }
        try {
          const use = await askAs(page.clientId, page.session, request.facilityCode, wantedEmail)
          await core.database.write(async (manager) => await saveAnswer(manager, requestId, wantedEmail, use, page.session))
          waiting.delete(requestId)
          hasSaved = true
        } catch (error) {
          if (isAway(error)) break
          if (!(error instanceof DeskError) && !(error instanceof CentralProblem)) throw error
          if (error instanceof DeskError && error.data.reason === 'TOO_MANY_MAIL_QUESTIONS') pausedUntil = now() + pauseAfterRefusal
          // What central does not take stays 未確認; it is asked again after the next start.
          else waiting.delete(requestId)
        }
      }
      if (hasSaved) changed(core, 'emailChangeRequests')
      return hasSaved
    },
  }
}
