/** What every step of a promise to call back is checked for. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { mayCallProcedure } from '#shared/domain/permissions.ts'
import type { Core } from '../core.ts'
import { callbacks } from '../database/record-repository.ts'
import { findStaff } from '../staff/staff-repository.ts'

/** A time that is still to come. */
export const requireAhead = (core: Core, dueAt: string): void => {
  if (Date.parse(dueAt) <= core.deps.clock.now()) throw new DeskError('INVALID_INPUT', 'DUE_IN_PAST')
}

/** Somebody who may call back and works here. */
export const requireAssignable = async (manager: EntityManager, staffId: string): Promise<void> => {
  const staff = await findStaff(manager, staffId)
  if (staff === null || !staff.isActive || !mayCallProcedure(staff.role, 'callbacks.finish')) throw new DeskError('INVALID_INPUT', 'ASSIGNEE_UNKNOWN')
}

/** The open promise, as the page saw it. */
export const requireOpenCallback = async (manager: EntityManager, callbackId: string, version: number): Promise<CallbackRecord> => {
  const callback = await callbacks.get(manager, callbackId)
  if (callback === null) throw new DeskError('NOT_FOUND', 'CALLBACK')
  // First what helps: somebody else has called already.
  if (callback.state !== 'open') throw new DeskError('CONFLICT', callback.state === 'done' ? 'CALLBACK_DONE' : 'CALLBACK_CANCELLED')
  if (callback.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
  return callback
}
