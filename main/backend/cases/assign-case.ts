/** 担当替え: a request is given to another person. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { HistoryEvent, Role } from '#shared/contract/records.ts'
import { emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { provisionalCodeTransitions } from '#shared/domain/provisional-code-request.ts'
import { audit, historyEventOf, type Core, type SignedIn } from '../core.ts'
import { emailChangeRequests, provisionalCodeRequests } from '../database/record-repository.ts'
import { saveEmailChange, saveProvisionalCode } from '../requests/save-request.ts'
import { findStaff, staffNames } from '../staff/staff-repository.ts'
import type { Case } from './case-repository.ts'

/** Who sees to requests. */
export const careRoles: readonly Role[] = ['operator', 'supervisor']

export interface Assignment { readonly id: string; readonly version: number; readonly assignedTo: string; readonly reason: string }

interface Assignable { readonly version: number; readonly state: string; readonly requestNumber: string; readonly assignedTo: string | null; readonly requestedBy: string; readonly events: readonly HistoryEvent[] }

/** Longest reason a step may have. */
const longestReason = 500

const settled = async <R extends Assignable>(
  manager: EntityManager, core: Core, session: SignedIn, current: R | null, { version, assignedTo, reason }: Assignment, hasEnded: (request: R) => boolean,
): Promise<R> => {
  if (current === null) throw new DeskError('NOT_FOUND', 'CASE')
  if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
  if (hasEnded(current)) throw new DeskError('CONFLICT', 'CASE_ENDED')
  const before = current.assignedTo ?? current.requestedBy
  if (before === assignedTo) throw new DeskError('INVALID_INPUT', 'ALREADY_ASSIGNED')
  const staff = await findStaff(manager, assignedTo)
  if (staff === null || !staff.isActive || !careRoles.includes(staff.role)) throw new DeskError('INVALID_INPUT', 'NOT_ASSIGNABLE')
  const nameOf = await staffNames(manager)
  const words = `担当替え：${nameOf(before)} → ${nameOf(assignedTo)}（${reason}）`
  const event = await historyEventOf(manager, core, session.staffId, current.state, current.state, words.length > longestReason ? `${words.slice(0, longestReason - 2)}…）` : words)
  await audit(manager, core, { staffId: session.staffId, action: 'cases.assign', subject: current.requestNumber })
  return { ...current, assignedTo, events: [...current.events, event] }
}

/** @throws DeskError where somebody else was quicker, the request has ended, or the person sees to no requests */
export const assignCase = async (manager: EntityManager, core: Core, session: SignedIn, kind: 'emailChange' | 'provisionalCode', assignment: Assignment): Promise<Case> => {
  const { id } = assignment
  if (kind === 'emailChange') {
    const request = await settled(manager, core, session, await emailChangeRequests.get(manager, id), assignment, ({ state }) => emailChangeTransitions[state].length === 0)
    return { kind, record: await saveEmailChange(manager, core, session, request) }
  }
  const request = await settled(manager, core, session, await provisionalCodeRequests.get(manager, id), assignment, ({ state }) => provisionalCodeTransitions[state].length === 0)
  return { kind, record: await saveProvisionalCode(manager, core, session, request) }
}
