/** Requests by what lists of requests ask for. */
import { In, type EntityManager } from 'typeorm'
import type { EmailChangeRequestRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { emailChangeStates, emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { provisionalCodeStates, provisionalCodeTransitions } from '#shared/domain/provisional-code-request.ts'
import { emailChangeRequests, provisionalCodeRequests } from '../database/record-repository.ts'

const openMailStates = emailChangeStates.filter((state) => emailChangeTransitions[state].length > 0)
const endedMailStates = emailChangeStates.filter((state) => emailChangeTransitions[state].length === 0)
const openCodeStates = provisionalCodeStates.filter((state) => provisionalCodeTransitions[state].length > 0)
const endedCodeStates = provisionalCodeStates.filter((state) => provisionalCodeTransitions[state].length === 0)

/** Of one facility, or of all. */
export const openEmailChanges = async (manager: EntityManager, facilityCode?: string): Promise<EmailChangeRequestRecord[]> =>
  await emailChangeRequests.list(manager, { where: { state: In(openMailStates), ...(facilityCode !== undefined && { facilityCode }) } })

/** The newest first. */
export const endedEmailChanges = async (manager: EntityManager, limit: number, facilityCode?: string): Promise<EmailChangeRequestRecord[]> =>
  await emailChangeRequests.list(manager, { where: { state: In(endedMailStates), ...(facilityCode !== undefined && { facilityCode }) }, order: { requestedAt: 'DESC' }, limit })

/** Taken down, their caller not verified yet. */
export const receivedEmailChanges = async (manager: EntityManager, facilityCode: string): Promise<EmailChangeRequestRecord[]> =>
  await emailChangeRequests.list(manager, { where: { facilityCode, state: 'received' } })

export const openProvisionalCodes = async (manager: EntityManager): Promise<ProvisionalCodeRequestRecord[]> =>
  await provisionalCodeRequests.list(manager, { where: { state: In(openCodeStates) } })

/** The newest first. */
export const endedProvisionalCodes = async (manager: EntityManager, limit: number): Promise<ProvisionalCodeRequestRecord[]> =>
  await provisionalCodeRequests.list(manager, { where: { state: In(endedCodeStates) }, order: { requestedAt: 'DESC' }, limit })
