/** deputies.*: who stands in for whom. For oneself; a supervisor for anybody. */
import type { EntityManager } from 'typeorm'
import type { DeputyView } from '#shared/contract/desktop/case-procedures.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { DeputyRecord } from '#shared/contract/records.ts'
import { deputyProblem, isAhead, isInForce } from '#shared/domain/deputies.ts'
import { audit, changed, instantOf, requireSession, send, todayInJapan, type Caller, type Core, type SignedIn } from '../core.ts'
import { deputies } from '../database/record-repository.ts'
import { findStaff, staffNames } from '../staff/staff-repository.ts'
import { careRoles } from './assign-case.ts'
import { deputiesUntil } from './deputy-repository.ts'

const requireOwn = (session: SignedIn, staffId: string): void => {
  if (staffId !== session.staffId && session.staff.role !== 'supervisor') throw new DeskError('FORBIDDEN', 'DEPUTY_OF_ANOTHER')
}

/** Both must be people who see to cases. */
const requireCarers = async (manager: EntityManager, ...staffIds: string[]): Promise<void> => {
  for (const staffId of staffIds) {
    const staff = await findStaff(manager, staffId)
    if (staff === null || !staff.isActive || !careRoles.includes(staff.role)) throw new DeskError('INVALID_INPUT', 'NOT_ASSIGNABLE')
  }
}

export const createDeputyHandlers = (core: Core): Handlers<Caller>['deputies'] => {
  const viewsOf = async (list: readonly DeputyRecord[]): Promise<DeputyView[]> => {
    const nameOf = await staffNames(core.database.reader.manager)
    const today = todayInJapan(core)
    return list.map((deputy) => ({ ...deputy, staffName: nameOf(deputy.staffId), deputyName: nameOf(deputy.deputyStaffId), isInForce: isInForce(deputy, today) }))
  }
  const viewOf = async (deputy: DeputyRecord): Promise<DeputyView> => {
    const [view] = await viewsOf([deputy])
    if (view === undefined) throw new DeskError('NOT_FOUND', 'DEPUTY')
    return view
  }
  const store = async (manager: EntityManager, session: SignedIn, deputy: DeputyRecord): Promise<DeputyRecord> => {
    const next = { ...deputy, version: deputy.version + 1 }
    const base = await deputies.get(manager, deputy.deputyId)
    await deputies.save(manager, next)
    await send(manager, core, session, { type: 'deputy.saved', payload: deputy, entity: 'deputy', entityId: deputy.deputyId, base })
    return next
  }

  return {
    list: async () => {
      const today = todayInJapan(core)
      return await viewsOf((await deputiesUntil(core.database.reader.manager, today)).filter((deputy) => isAhead(deputy, today)))
    },
    set: async (wanted, caller) => {
      const session = requireSession(caller)
      requireOwn(session, wanted.staffId)
      const deputy = await core.database.write(async (manager) => {
        const today = todayInJapan(core)
        const made: DeputyRecord = { deputyId: core.deps.ids.next(), version: 0, ...wanted, setBy: session.staffId, setAt: instantOf(core), endedAt: null }
        const problem = deputyProblem(made, today, await deputiesUntil(manager, made.from))
        if (problem !== null) throw new DeskError('INVALID_INPUT', problem)
        await requireCarers(manager, made.staffId, made.deputyStaffId)
        await audit(manager, core, { staffId: session.staffId, action: 'deputies.set', subject: `${made.staffId} ${made.deputyStaffId}` })
        return await store(manager, session, made)
      })
      changed(core, 'deputies')
      return await viewOf(deputy)
    },
    end: async ({ deputyId, version }, caller) => {
      const session = requireSession(caller)
      const deputy = await core.database.write(async (manager) => {
        const current = await deputies.get(manager, deputyId)
        if (current === null) throw new DeskError('NOT_FOUND', 'DEPUTY')
        requireOwn(session, current.staffId)
        if (current.version !== version) throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
        if (!isAhead(current, todayInJapan(core))) throw new DeskError('CONFLICT', 'DEPUTY_OVER')
        await audit(manager, core, { staffId: session.staffId, action: 'deputies.end', subject: `${current.staffId} ${current.deputyStaffId}` })
        return await store(manager, session, { ...current, endedAt: instantOf(core) })
      })
      changed(core, 'deputies')
      return await viewOf(deputy)
    },
  }
}
