/** Calls: a person's open ones, those about a facility, and what came of a call. */
import { In, IsNull, MoreThanOrEqual, Raw, type EntityManager } from 'typeorm'
import type { OpenCalls } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { calls, emailChangeRequests, notices, provisionalCodeRequests, verifications } from '../database/record-repository.ts'

/**
 * The call at hand and the parked ones, those begun last first. Begun on two desktops at once, two calls are at hand: the newer one counts,
 * the other is shown among the parked.
 */
export const openCallsOf = async (manager: EntityManager, operatorId: string): Promise<OpenCalls> => {
  // Ids count up with time; `startedAt` of a paper slip lies in the past.
  const open = await calls.list(manager, { where: { operatorId, endedAt: IsNull() }, order: { id: 'DESC' } })
  const active = open.find((call) => call.parked === null) ?? null
  return { active, parked: open.filter((call) => call !== active) }
}

/** Everybody's calls about a facility, newest first. */
export const callsOfFacility = async (manager: EntityManager, facilityCode: string, limit: number): Promise<CallRecord[]> =>
  await calls.list(manager, {
    where: { id: Raw((id) => `${id} IN (SELECT "callId" FROM call_facility WHERE "facilityCode" = :facilityCode ORDER BY "startedAt" DESC LIMIT :most)`, { facilityCode, most: limit }) },
    order: { startedAt: 'DESC' },
    limit,
  })

/** Whether a caller was verified in the call, and whether something was taken down that somebody sees to afterwards. */
export const whatCameOf = async (manager: EntityManager, call: CallRecord): Promise<{ hasVerification: boolean; hasRequest: boolean }> => {
  const concluded = (await verifications.list(manager, { where: { callId: call.callId } })).filter(({ outcome }) => outcome !== 'pending')
  const since = MoreThanOrEqual(call.paperSlip?.enteredAt ?? call.startedAt)
  const letters = await notices.list(manager, { where: { facilityCode: In(concluded.map(({ facilityCode }) => facilityCode)), requestedAt: since } })
  const isOfCall = ({ callId }: { readonly callId: string }) => callId === call.callId
  const hasRequest = letters.some(isOfCall)
    // Who is sent to self-service waits for nothing.
    || (await emailChangeRequests.list(manager, { where: { requestedAt: since } })).some((request) => isOfCall(request) && request.state !== 'selfService')
    || (await provisionalCodeRequests.list(manager, { where: { requestedAt: since } })).some(isOfCall)
  return { hasVerification: concluded.length > 0, hasRequest }
}
