/** A 仮コード request on its way: filled in later, moved on, linked to the facility it has become. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { HistoryEvent, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { changedFields, fillReasons, isStillItsTwin, mayFill } from '#shared/domain/provisional-code-changes.ts'
import { canMoveProvisionalCode, missingProvisionalCodeFields, normaliseProvisionalNumber } from '#shared/domain/provisional-code-request.ts'
import { audit, changed, historyEventOf, requireSession, type Caller, type Core } from '../core.ts'
import { provisionalCodeRequests } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { saveProvisionalCode } from './save-request.ts'

type Procedures = Handlers<Caller>['provisionalCodeRequests']

/** @throws DeskError CONFLICT where somebody else was quicker: nothing of theirs is overwritten */
const requireCurrent = async (manager: EntityManager, requestId: string, version: number): Promise<ProvisionalCodeRequestRecord> => {
  const current = await provisionalCodeRequests.get(manager, requestId)
  if (current === null) throw new DeskError('NOT_FOUND', 'REQUEST')
  if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
  return current
}

/** As text, width folded. @throws DeskError INVALID_INPUT for what is no number */
export const asNumber = (text: string | null): string | null => {
  if (text === null) return null
  const number = normaliseProvisionalNumber(text)
  if (number === null) throw new DeskError('INVALID_INPUT', 'PROVISIONAL_NUMBER_FORMAT')
  return number
}

/** @throws DeskError INVALID_INPUT FORM_INCOMPLETE with the names of the fields */
export const requireComplete = (form: ProvisionalCodeRequestRecord['form']): void => {
  const missing = missingProvisionalCodeFields(form)
  if (missing.length > 0) throw new DeskError('INVALID_INPUT', 'FORM_INCOMPLETE', { fields: missing.join(' ') })
}

export const createFill = (core: Core): Procedures['fill'] => async (input, caller) => {
  const session = requireSession(caller)
  requireComplete(input.form)
  const filled = { form: input.form, designationReceiptNumber: asNumber(input.designationReceiptNumber), notes: input.notes }
  const request = await core.database.write(async (manager) => {
    const current = await requireCurrent(manager, input.requestId, input.version)
    if (!mayFill(current.state)) throw new DeskError('CONFLICT', 'REQUEST_STATE', { state: current.state })
    if (current.twinRequestId !== null && !isStillItsTwin(current.form, filled.form)) throw new DeskError('INVALID_INPUT', 'TWIN_TYPE')
    const fields = changedFields(current, filled)
    if (fields.length === 0) throw new DeskError('INVALID_INPUT', 'NOTHING_CHANGED')
    const events: HistoryEvent[] = []
    for (const reason of fillReasons(fields, input.reason)) events.push(await historyEventOf(manager, core, session.staffId, current.state, current.state, reason))
    await audit(manager, core, { staffId: session.staffId, action: 'provisionalCodeRequests.fill', subject: current.requestNumber })
    return await saveProvisionalCode(manager, core, session, { ...current, ...filled, events: [...current.events, ...events] })
  })
  changed(core, 'provisionalCodeRequests')
  return request
}

export const createMove = (core: Core): Procedures['move'] => async ({ requestId, to, reason, version, provisionalCode, facilityCode }, caller) => {
  const session = requireSession(caller)
  const request = await core.database.write(async (manager) => {
    const current = await requireCurrent(manager, requestId, version)
    if (!canMoveProvisionalCode(current.state, to)) throw new DeskError('CONFLICT', 'REQUEST_STATE', { state: current.state })
    const next = {
      ...current, state: to,
      provisionalCode: to === 'numbered' ? (asNumber(provisionalCode) ?? current.provisionalCode) : current.provisionalCode,
      facilityCode: to === 'migrated' ? (facilityCode ?? current.facilityCode) : current.facilityCode,
    }
    if (to === 'numbered' && next.provisionalCode === null) throw new DeskError('INVALID_INPUT', 'PROVISIONAL_CODE_MISSING')
    if (to === 'migrated') {
      if (next.facilityCode === null) throw new DeskError('INVALID_INPUT', 'FACILITY_CODE_MISSING')
      if (facilityByCode(core.facilityList.handle(), next.facilityCode) === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    }
    const event = await historyEventOf(manager, core, session.staffId, current.state, to, reason)
    await audit(manager, core, { staffId: session.staffId, action: `provisionalCodeRequests.${to}`, subject: current.requestNumber })
    return await saveProvisionalCode(manager, core, session, { ...next, events: [...current.events, event] })
  })
  changed(core, 'provisionalCodeRequests')
  return request
}
