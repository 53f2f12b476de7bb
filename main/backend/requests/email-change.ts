/** emailChangeRequests.*: another e-mail address is wanted (Q13). Nothing is applied by us: the facility enters it itself. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { EmailChangeRequestRecord } from '#shared/contract/records.ts'
import { canMoveEmailChange, checkEmailAddress, emailChangeEnd, mayBeMovedByHand } from '#shared/domain/email-change-request.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, historyEventOf, instantOf, nextNumber, requireSession, type Caller, type Core } from '../core.ts'
import { emailChangeRequests, notices, verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { currentCaseSettings } from '../office-documents/current-settings.ts'
import { isConfirmed } from './after-verification.ts'
import { byUrgency, caseCare } from './case-care.ts'
import { endedEmailChanges, openEmailChanges } from './request-repository.ts'
import { saveEmailChange } from './save-request.ts'
import type { WantedMails } from './wanted-mail.ts'

interface NewRequest {
  readonly facilityCode: string
  readonly oldEmail: EmailChangeRequestRecord['oldEmail']
  readonly verificationId: string | null
  readonly noticeId: string | null
}

/** Known and usable → self-service. Otherwise as far as verification and notice have come. @throws DeskError for those of another facility */
const firstState = async (manager: EntityManager, { facilityCode, oldEmail, verificationId, noticeId }: NewRequest): Promise<EmailChangeRequestRecord['state']> => {
  const verification = verificationId === null ? null : await verifications.get(manager, verificationId)
  if (verificationId !== null && verification?.facilityCode !== facilityCode) throw new DeskError('INVALID_INPUT', 'VERIFICATION_OF_ANOTHER')
  const notice = noticeId === null ? null : await notices.get(manager, noticeId)
  if (noticeId !== null && notice?.facilityCode !== facilityCode) throw new DeskError('INVALID_INPUT', 'NOTICE_OF_ANOTHER')
  if (emailChangeEnd(oldEmail) === 'selfService') return 'selfService'
  if (notice !== null) return 'noticeArranged'
  return isConfirmed(verification) ? 'verified' : 'received'
}

const checkedAddress = (text: string): string => {
  if (!checkEmailAddress(text).valid) throw new DeskError('INVALID_INPUT', 'EMAIL_SYNTAX')
  return text.trim()
}

export const createEmailChangeHandlers = (core: Core, wantedMails: WantedMails): Handlers<Caller>['emailChangeRequests'] => {
  const requireFacility = (facilityCode: string) => {
    if (facilityByCode(core.facilityList.handle(), facilityCode) === null) throw new DeskError('NOT_FOUND', 'FACILITY')
  }
  /** What cannot be asked now does not keep a request from being taken down: it is asked again by itself. */
  const useOf = async (caller: Caller, facilityCode: string, wantedEmail: string | null): Promise<EmailChangeRequestRecord['wantedEmailUse']> => {
    if (wantedEmail === null) return null
    try {
      return await wantedMails.use(caller, facilityCode, wantedEmail)
    } catch (error) {
      if (error instanceof DeskError && error.kind !== 'NOT_SIGNED_IN') return 'unconfirmed'
      throw error
    }
  }
  return {
    checkWanted: async ({ facilityCode, wantedEmail }, caller) => {
      const session = requireSession(caller)
      const address = checkedAddress(wantedEmail)
      requireFacility(facilityCode)
      await core.database.write(async (manager) => {
        await audit(manager, core, { staffId: session.staffId, action: 'emailChangeRequests.checkWanted', subject: facilityCode })
      })
      return { use: await wantedMails.use(caller, facilityCode, address) }
    },
    record: async (input, caller) => {
      const session = requireSession(caller)
      const wantedEmail = input.wantedEmail === null || input.wantedEmail.trim() === '' ? null : checkedAddress(input.wantedEmail)
      requireFacility(input.facilityCode)
      // Before the write: nothing waits for the network with the database held.
      await requireOpenCall(core.database.reader.manager, input.callId, session)
      const wantedEmailUse = await useOf(caller, input.facilityCode, wantedEmail)
      const request = await core.database.write(async (manager) => {
        await requireOpenCall(manager, input.callId, session)
        const state = await firstState(manager, input)
        await audit(manager, core, { staffId: session.staffId, action: 'emailChangeRequests.record', subject: input.facilityCode })
        return await saveEmailChange(manager, core, session, {
          requestId: core.deps.ids.next(), version: 0, requestNumber: await nextNumber(manager, core, 'M'), facilityCode: input.facilityCode, callId: input.callId,
          verificationId: input.verificationId, noticeId: input.noticeId, oldEmail: input.oldEmail, wantedEmail, wantedEmailUse, assignedTo: null, state,
          requestedBy: session.staffId, requestedAt: instantOf(core), notes: input.notes, events: [await historyEventOf(manager, core, session.staffId, null, state, null)],
        })
      })
      if (wantedEmailUse === 'unconfirmed') wantedMails.remember(request.requestId)
      changed(core, 'emailChangeRequests')
      return request
    },
    list: async ({ facilityCode, limit }, caller) => {
      const manager = core.database.reader.manager
      const careOf = await caseCare(core, requireSession(caller).staffId, (await currentCaseSettings(core)).emailChangeLimits)
      const open = await openEmailChanges(manager, facilityCode)
      const ended = open.length < limit ? await endedEmailChanges(manager, limit - open.length, facilityCode) : []
      const shown = [...open, ...ended].map((request) => ({ ...request, ...careOf(request) })).sort(byUrgency).slice(0, limit)
      const list = core.facilityList.handle()
      return await Promise.all(shown.map(async (request) => ({
        ...request,
        facilityName: facilityByCode(list, request.facilityCode)?.name ?? '',
        noticeNumber: request.noticeId === null ? null : ((await notices.get(manager, request.noticeId))?.noticeNumber ?? null),
      })))
    },
    move: async ({ requestId, to, reason, version }, caller) => {
      const session = requireSession(caller)
      const request = await core.database.write(async (manager) => {
        const current = await emailChangeRequests.get(manager, requestId)
        if (current === null) throw new DeskError('NOT_FOUND', 'REQUEST')
        if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
        if (!mayBeMovedByHand(to) || !canMoveEmailChange(current.state, to)) throw new DeskError('CONFLICT', 'REQUEST_STATE', { state: current.state })
        const event = await historyEventOf(manager, core, session.staffId, current.state, to, reason)
        await audit(manager, core, { staffId: session.staffId, action: `emailChangeRequests.${to}`, subject: current.requestNumber })
        return await saveEmailChange(manager, core, session, { ...current, state: to, events: [...current.events, event] })
      })
      changed(core, 'emailChangeRequests')
      return request
    },
  }
}
