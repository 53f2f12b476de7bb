/** Cases of every kind as one kind of line, and their history. */
import type { EntityManager } from 'typeorm'
import type { CaseSummary } from '#shared/contract/desktop/case-procedures.ts'
import type { CallRecord, HistoryEvent } from '#shared/contract/records.ts'
import { decidedValue } from '#shared/domain/provisional-code-request.ts'
import type { Core } from '../core.ts'
import { facilitiesByCodes } from '../facilities/facility-repository.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { callersOf, type Case } from './case-repository.ts'

type Facts = Omit<CaseSummary, 'facilityName' | 'staffName'> & { readonly callId: string | null; readonly ownFacilityName: string | null }

const factsOf = ({ kind, record }: Case): Facts => {
  switch (kind) {
    case 'call':
      return {
        kind, id: record.callId, number: null, at: record.startedAt, state: record.outcome ?? '', facilityCode: record.facilityCodes[0] ?? null, callerName: record.callerName || null,
        staffId: record.operatorId, question: record.question ?? '', isOverride: record.paths.some((path) => path.overrideReason !== null), callId: null, ownFacilityName: null,
      }
    case 'notice':
      return {
        kind, id: record.noticeId, number: record.noticeNumber, at: record.requestedAt, state: record.state, facilityCode: record.facilityCode, callerName: null,
        staffId: record.requestedBy, question: '', isOverride: record.overrideReason !== null, callId: record.callId, ownFacilityName: record.facility.name,
      }
    case 'emailChange':
      return {
        kind, id: record.requestId, number: record.requestNumber, at: record.requestedAt, state: record.state, facilityCode: record.facilityCode, callerName: null,
        staffId: record.assignedTo ?? record.requestedBy, question: '', isOverride: false, callId: record.callId, ownFacilityName: null,
      }
    case 'provisionalCode':
      return {
        kind, id: record.requestId, number: record.requestNumber, at: record.requestedAt, state: record.state, facilityCode: record.facilityCode, callerName: null,
        staffId: record.assignedTo ?? record.requestedBy, question: '', isOverride: false, callId: record.callId, ownFacilityName: decidedValue(record.form.facilityName),
      }
    case 'callback':
      return {
        kind, id: record.callbackId, number: null, at: record.createdAt, state: record.state, facilityCode: record.facilityCode, callerName: record.callerName || null,
        staffId: record.assignedTo ?? record.createdBy, question: '', isOverride: false, callId: record.callId, ownFacilityName: null,
      }
  }
}

/** In the order given. */
export const summariesOf = async (manager: EntityManager, core: Core, cases: readonly Case[]): Promise<CaseSummary[]> => {
  const facts = cases.map(factsOf)
  const nameOf = await staffNames(manager)
  const callers = await callersOf(manager, facts.map(({ callId }) => callId).filter((callId) => callId !== null))
  const codes = [...new Set(facts.map(({ facilityCode }) => facilityCode).filter((code) => code !== null))]
  const facilities = new Map(facilitiesByCodes(core.facilityList.handle(), codes).map((facility) => [facility.facilityCode, facility.name]))
  return facts.map(({ callId, ownFacilityName, ...one }) => ({
    ...one,
    facilityName: ownFacilityName ?? (one.facilityCode === null ? null : (facilities.get(one.facilityCode) ?? null)),
    callerName: one.callerName ?? ((callId === null ? null : callers.get(callId)) || null),
    staffName: one.staffId === null ? null : nameOf(one.staffId),
  }))
}

/** A call keeps times, no events: its steps are read from them. Why it went against the guidance is told with its end. */
const stepsOfCall = (call: CallRecord): HistoryEvent[] => {
  const step = { staffId: call.operatorId, deviceId: null }
  const overrides = call.paths.flatMap(({ overrideReason }) => overrideReason ?? [])
  return [
    { ...step, at: call.startedAt, from: null, to: 'started', reason: null },
    ...(call.parked === null ? [] : [{ ...step, at: call.parked.at, from: 'started', to: 'parked', reason: call.parked.note || null }]),
    ...(call.endedAt === null ? [] : [{ ...step, at: call.endedAt, from: 'started', to: 'ended', reason: overrides.join(' ／ ').slice(0, 500) || null }]),
    ...(call.paperSlip === null ? [] : [{ ...step, at: call.paperSlip.enteredAt, from: 'ended', to: 'entered', reason: null }]),
  ]
}

/** Oldest first. */
export const eventsOf = ({ kind, record }: Case): HistoryEvent[] => (kind === 'call' ? stepsOfCall(record) : record.events)
