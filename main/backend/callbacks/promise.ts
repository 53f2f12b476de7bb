/** A promise to call back, as it is made during a call. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import type { CallbackKind, CallbackTarget } from '#shared/domain/callback.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import { requireOpenCall } from '../calls/save-call.ts'
import { historyEventOf, instantOf, type Core, type SignedIn } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { openCallbackOfVerification } from './callback-repository.ts'
import { requireAssignable, requireAhead } from './checks.ts'

export interface Promised {
  readonly callId: string
  readonly facilityCode: string | null
  readonly verificationId: string | null
  readonly kind: Exclude<CallbackKind, 'listUpdated'>
  readonly target: CallbackTarget
  readonly telephone: string
  readonly about: string
  readonly dueAt: string | null
  readonly assignedTo: string | null
}

/** A number somebody can be called at; an extension alone is none. */
const fewestDigits = 6

/** The verification that is to be settled: of this call's facility, failed, and waiting for no other call. */
const requireVerification = async (manager: EntityManager, { kind, target, facilityCode, verificationId }: Promised): Promise<string | null> => {
  if (verificationId === null) {
    if (kind === 'verification') throw new DeskError('INVALID_INPUT', 'VERIFICATION_MISSING')
    return facilityCode
  }
  const verification = await verifications.get(manager, verificationId)
  if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
  if (facilityCode !== null && facilityCode !== verification.facilityCode) throw new DeskError('INVALID_INPUT', 'VERIFICATION_OF_ANOTHER')
  if (kind !== 'verification') return verification.facilityCode
  if (target !== 'listed') throw new DeskError('INVALID_INPUT', 'CALLBACK_NOT_LISTED')
  if (verification.outcome !== 'callback') throw new DeskError('CONFLICT', 'VERIFICATION_NOT_CALLBACK')
  if ((await openCallbackOfVerification(manager, verificationId)) !== null) throw new DeskError('CONFLICT', 'CALLBACK_ALREADY_OPEN')
  return verification.facilityCode
}

/** The new record; nothing is saved yet. @param minutes until it is due, where no time was promised */
export const promisedCallback = async (manager: EntityManager, core: Core, session: SignedIn, promised: Promised, minutes: number): Promise<CallbackRecord> => {
  const call = await requireOpenCall(manager, promised.callId, session)
  const facilityCode = await requireVerification(manager, promised)
  const facility = facilityCode === null ? null : facilityByCode(core.facilityList.handle(), facilityCode)
  if (facilityCode !== null && facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
  if (promised.target === 'listed') {
    if (facility === null) throw new DeskError('INVALID_INPUT', 'FACILITY_MISSING')
    if (telephoneKey(facility.telephone ?? '') === '') throw new DeskError('REFUSED', 'NO_LISTED_TELEPHONE')
  } else if (telephoneKey(promised.telephone).length < fewestDigits) throw new DeskError('INVALID_INPUT', 'TELEPHONE_MISSING')
  if (promised.dueAt !== null) requireAhead(core, promised.dueAt)
  if (promised.assignedTo !== null) await requireAssignable(manager, promised.assignedTo)
  return {
    callbackId: core.deps.ids.next(), version: 0, callId: call.callId, facilityCode, verificationId: promised.verificationId,
    kind: promised.kind, target: promised.target,
    // The listed number is looked up, and audited, when it is called.
    telephone: promised.target === 'listed' ? '' : promised.telephone,
    callerName: call.callerName, about: promised.about,
    dueAt: promised.dueAt ?? new Date(core.deps.clock.now() + minutes * 60_000).toISOString(), assignedTo: promised.assignedTo,
    state: 'open', attempts: [], result: null, createdBy: session.staffId, createdAt: instantOf(core),
    events: [await historyEventOf(manager, core, session.staffId, null, 'open', null)],
  }
}
