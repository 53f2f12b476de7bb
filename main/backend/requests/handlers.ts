/** emailChangeRequests.* and provisionalCodeRequests.*: what a caller asks for, taken down and followed to its end. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { EmailChangeRequestRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { canMoveEmailChange, checkEmailAddress, emailChangeEnd } from '#shared/domain/email-change-request.ts'
import { canMoveProvisionalCode, missingProvisionalCodeFields, type ProvisionalCodeState } from '#shared/domain/provisional-code-request.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, historyEventOf, instantOf, nextNumber, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { emailChangeRequests, notices, provisionalCodeRequests, verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { staffNames } from '../staff/staff-repository.ts'

const confirmedOutcomes: readonly string[] = ['passed', 'approved']

export const createEmailChangeHandlers = (core: Core): Handlers<Caller>['emailChangeRequests'] => {
  const store = async (manager: EntityManager, session: SignedIn, request: EmailChangeRequestRecord) => {
    const next = { ...request, version: request.version + 1 }
    await emailChangeRequests.save(manager, next)
    await send(manager, core, session, { type: 'emailChangeRequest.saved', payload: request, entity: 'emailChangeRequest', entityId: request.requestId })
    return next
  }
  /** Known and usable → self-service. Otherwise as far as verification and notice have come. */
  const firstState = async (manager: EntityManager, input: { oldEmail: EmailChangeRequestRecord['oldEmail']; verificationId: string | null; noticeId: string | null }) => {
    if (emailChangeEnd(input.oldEmail) === 'selfService') return 'selfService'
    if (input.noticeId !== null) return 'noticeArranged'
    const verification = input.verificationId === null ? null : await verifications.get(manager, input.verificationId)
    return verification !== null && confirmedOutcomes.includes(verification.outcome) ? 'verified' : 'received'
  }
  return {
    record: async (input, caller) => {
      const session = requireSession(caller)
      const wantedEmail = input.wantedEmail?.trim() === '' ? null : (input.wantedEmail?.trim() ?? null)
      if (wantedEmail !== null && !checkEmailAddress(wantedEmail).valid) throw new DeskError('INVALID_INPUT', 'EMAIL_SYNTAX')
      const request = await core.database.write(async (manager) => {
        await requireOpenCall(manager, input.callId, session)
        if (facilityByCode(core.facilityList.handle(), input.facilityCode) === null) throw new DeskError('NOT_FOUND', 'FACILITY')
        const verification = input.verificationId === null ? null : await verifications.get(manager, input.verificationId)
        if (input.verificationId !== null && verification?.facilityCode !== input.facilityCode) throw new DeskError('INVALID_INPUT', 'VERIFICATION_OF_ANOTHER')
        const notice = input.noticeId === null ? null : await notices.get(manager, input.noticeId)
        if (input.noticeId !== null && notice?.facilityCode !== input.facilityCode) throw new DeskError('INVALID_INPUT', 'NOTICE_OF_ANOTHER')
        const state = await firstState(manager, input)
        await audit(manager, core, { staffId: session.staffId, action: 'emailChangeRequests.record', subject: input.facilityCode })
        return await store(manager, session, {
          requestId: core.deps.ids.next(), version: 0, requestNumber: await nextNumber(manager, core, 'M'), facilityCode: input.facilityCode, callId: input.callId,
          verificationId: input.verificationId, noticeId: input.noticeId, oldEmail: input.oldEmail, wantedEmail, state, requestedBy: session.staffId,
          requestedAt: instantOf(core), notes: input.notes, events: [await historyEventOf(manager, core, session.staffId, null, state, null)],
        })
      })
      changed(core, 'emailChangeRequests')
      return request
    },
    list: async ({ facilityCode, limit }) => {
      const manager = core.database.reader.manager
      const nameOf = await staffNames(manager)
      const found = await emailChangeRequests.list(manager, { where: facilityCode === undefined ? {} : { facilityCode }, order: { requestedAt: 'DESC' }, limit })
      return found.map((request) => ({
        ...request, facilityName: facilityByCode(core.facilityList.handle(), request.facilityCode)?.name ?? '', requestedByName: nameOf(request.requestedBy),
      }))
    },
    move: async ({ requestId, to, reason, version }, caller) => {
      const session = requireSession(caller)
      const request = await core.database.write(async (manager) => {
        const current = await emailChangeRequests.get(manager, requestId)
        if (current === null) throw new DeskError('NOT_FOUND', 'REQUEST')
        if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
        if (!canMoveEmailChange(current.state, to)) throw new DeskError('CONFLICT', 'REQUEST_STATE', { state: current.state })
        const event = await historyEventOf(manager, core, session.staffId, current.state, to, reason)
        await audit(manager, core, { staffId: session.staffId, action: `emailChangeRequests.${to}`, subject: current.requestNumber })
        return await store(manager, session, { ...current, state: to, events: [...current.events, event] })
      })
      changed(core, 'emailChangeRequests')
      return request
    },
  }
}

/** From here on the record must hold what the step is about. */
const requireFor = (to: ProvisionalCodeState, request: ProvisionalCodeRequestRecord) => {
  if ((to === 'numbered' || to === 'informed') && request.provisionalCode === null) throw new DeskError('INVALID_INPUT', 'PROVISIONAL_CODE_MISSING')
  if (to === 'migrated' && request.facilityCode === null) throw new DeskError('INVALID_INPUT', 'FACILITY_CODE_MISSING')
}

export const createProvisionalCodeHandlers = (core: Core, office: LetterOffice): Handlers<Caller>['provisionalCodeRequests'] => {
  const store = async (manager: EntityManager, session: SignedIn, request: ProvisionalCodeRequestRecord) => {
    const next = { ...request, version: request.version + 1 }
    await provisionalCodeRequests.save(manager, next)
    await send(manager, core, session, { type: 'provisionalCodeRequest.saved', payload: request, entity: 'provisionalCodeRequest', entityId: request.requestId })
    return next
  }
  return {
    record: async (input, caller) => {
      const session = requireSession(caller)
      const missing = missingProvisionalCodeFields(input.form)
      if (missing.length > 0) throw new DeskError('INVALID_INPUT', 'FORM_INCOMPLETE', { fields: missing.join(' ') })
      const request = await core.database.write(async (manager) => {
        await requireOpenCall(manager, input.callId, session)
        const requestNumber = await nextNumber(manager, core, 'K')
        await audit(manager, core, { staffId: session.staffId, action: 'provisionalCodeRequests.record', subject: requestNumber })
        return await store(manager, session, {
          requestId: core.deps.ids.next(), version: 0, requestNumber, callId: input.callId, form: input.form,
          designationReceiptNumber: input.designationReceiptNumber, provisionalCode: null, facilityCode: null, state: 'received', requestedBy: session.staffId,
          requestedAt: instantOf(core), notes: input.notes, events: [await historyEventOf(manager, core, session.staffId, null, 'received', null)],
        })
      })
      changed(core, 'provisionalCodeRequests')
      return request
    },
    list: async ({ limit }) => {
      const manager = core.database.reader.manager
      const nameOf = await staffNames(manager)
      const found = await provisionalCodeRequests.list(manager, { order: { requestedAt: 'DESC' }, limit })
      return found.map((request) => ({ ...request, requestedByName: nameOf(request.requestedBy) }))
    },
    move: async ({ requestId, to, reason, version, provisionalCode }, caller) => {
      const session = requireSession(caller)
      const request = await core.database.write(async (manager) => {
        const current = await provisionalCodeRequests.get(manager, requestId)
        if (current === null) throw new DeskError('NOT_FOUND', 'REQUEST')
        if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
        if (!canMoveProvisionalCode(current.state, to)) throw new DeskError('CONFLICT', 'REQUEST_STATE', { state: current.state })
        const next = { ...current, state: to, provisionalCode: provisionalCode ?? current.provisionalCode }
        requireFor(to, next)
        const event = await historyEventOf(manager, core, session.staffId, current.state, to, reason)
        await audit(manager, core, { staffId: session.staffId, action: `provisionalCodeRequests.${to}`, subject: current.requestNumber })
        return await store(manager, session, { ...next, events: [...current.events, event] })
      })
      changed(core, 'provisionalCodeRequests')
      return request
    },
    form: async ({ requestId }, caller) => {
      const request = await provisionalCodeRequests.get(core.database.reader.manager, requestId)
      if (request === null) throw new DeskError('NOT_FOUND', 'REQUEST')
      const isSample = core.facilityList.state()?.isSample === true
      const document = await office.drawRequestForm(request, isSample)
      await core.database.write(async (manager) => {
        await audit(manager, core, { staffId: requireSession(caller).staffId, action: 'provisionalCodeRequests.form', subject: request.requestNumber })
      })
      return { fileName: `仮コード付番依頼書-${request.requestNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
    },
  }
}
