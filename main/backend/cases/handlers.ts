/** cases.*: looking for cases, their history, who sees to them, the supervisor's list. Every look is audited, never what was looked for. */
import type { EntityManager } from 'typeorm'
import type { CaseFilter } from '#shared/contract/desktop/case-procedures.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, changed, requireSession, todayInJapan, type Caller, type Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { activeStaff, staffNames } from '../staff/staff-repository.ts'
import { assignCase, careRoles } from './assign-case.ts'
import { casesOf, type Case } from './case-repository.ts'
import { caseTable, type CaseSteps } from './case-table.ts'
import { eventsOf, summariesOf } from './case-view.ts'
import { criteriaOf, searchCases } from './search.ts'

const mostExported = 10_000

/** Number of this desktop for what was done on it; of another one only central knows. */
const deviceNumbers = async (manager: EntityManager): Promise<(deviceId: string | null) => number | null> => {
  const own = await readSetting(manager, 'deviceId')
  const number = Number((await readSetting(manager, 'deviceNumber')) ?? '0')
  return (deviceId) => (deviceId !== null && deviceId === own ? number : null)
}

const stepsOf = async (manager: EntityManager, core: Core, cases: readonly Case[]): Promise<CaseSteps[]> => {
  const summaries = await summariesOf(manager, core, cases)
  const nameOf = await staffNames(manager)
  const numberOf = await deviceNumbers(manager)
  return summaries.map((summary, index) => {
    const one = cases[index]
    const events = one === undefined ? [] : eventsOf(one)
    return { summary, events: events.map((event) => ({ ...event, staffName: event.staffId === null ? null : nameOf(event.staffId), deviceNumber: numberOf(event.deviceId) })) }
  })
}

export const createCaseHandlers = (core: Core): Handlers<Caller>['cases'] => {
  const { manager } = core.database.reader
  const noteLook = async (caller: Caller, action: string, subject: string): Promise<void> => {
    await core.database.write(async (writer) => await audit(writer, core, { staffId: requireSession(caller).staffId, action, subject }))
  }
  const noteSearch = async (caller: Caller, action: string, filter: CaseFilter, count: number): Promise<void> =>
    await noteLook(caller, action, `${criteriaOf(filter).join(' ')}: ${count}`)

  return {
    search: async ({ limit, ...filter }, caller) => {
      const found = searchCases(core, filter, limit + 1)
      const cases = await summariesOf(manager, core, await casesOf(manager, found.slice(0, limit)))
      await noteSearch(caller, 'cases.search', filter, cases.length)
      return { cases, hasMore: found.length > limit }
    },
    history: async (which, caller) => {
      const [steps] = await stepsOf(manager, core, await casesOf(manager, [which]))
      if (steps === undefined) throw new DeskError('NOT_FOUND', 'CASE')
      await noteLook(caller, 'cases.history', steps.summary.number ?? which.id)
      return { summary: steps.summary, events: steps.events.map(({ deviceNumber: _deviceNumber, ...event }) => event) }
    },
    export: async (filter, caller) => {
      const found = searchCases(core, filter, mostExported + 1)
      if (found.length > mostExported) throw new DeskError('REFUSED', 'TOO_MANY_CASES', { most: mostExported })
      const steps: CaseSteps[] = []
      for (let start = 0; start < found.length; start += 500) steps.push(...await stepsOf(manager, core, await casesOf(manager, found.slice(start, start + 500))))
      await noteSearch(caller, 'cases.export', filter, steps.length)
      return { fileName: `受付履歴-${todayInJapan(core)}.csv`, document: new Blob([caseTable(steps)], { type: 'text/csv' }) }
    },
    staff: async () => await activeStaff(manager, careRoles),
    assign: async ({ kind, ...assignment }, caller) => {
      const session = requireSession(caller)
      const assigned = await core.database.write(async (writer) => await assignCase(writer, core, session, kind, assignment))
      changed(core, kind === 'emailChange' ? 'emailChangeRequests' : 'provisionalCodeRequests')
      const [summary] = await summariesOf(manager, core, [assigned])
      if (summary === undefined) throw new DeskError('NOT_FOUND', 'CASE')
      return summary
    },
  }
}
