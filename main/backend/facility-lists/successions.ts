/** facilityLists.offeredSuccessions and .setSuccession: 承継, an old code and the facility that goes on under a new one. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { offeredSuccessions } from '../facilities/facility-repository.ts'
import { maskFacility } from '../facilities/masked-facility.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { askCentral } from './ask-central.ts'
import { fetchList } from './fetch-list.ts'

/** More than a month brings; those decided make room for the next. */
const mostOffered = 200

type Parts = { link: CentralLink; sessions: Sessions; engine: SyncEngine }

export const createSuccessionHandlers = (core: Core, parts: Parts): Pick<Handlers<Caller>['facilityLists'], 'offeredSuccessions' | 'setSuccession'> => ({
  offeredSuccessions: async () => await Promise.resolve(
    offeredSuccessions(core.facilityList.handle(), mostOffered).map(({ predecessor, successor }) => ({ predecessor: maskFacility(predecessor), successor: maskFacility(successor) })),
  ),
  setSuccession: async ({ facilityCode, successorCode, state, reason }, caller) => {
    const { staffId } = requireSession(caller)
    if (facilityCode === successorCode) throw new DeskError('INVALID_INPUT', 'SUCCESSION_OF_ITSELF')
    await askCentral(parts, caller, 'setSuccession', { parameters: { facilityCode }, body: { successorCode, state, reason } }, {
      NOT_FOUND: ['NOT_FOUND', 'FACILITY'], CONFLICT: ['CONFLICT', 'SUCCESSION_CONFLICT'],
    })
    await core.database.write(async (manager) => await audit(manager, core, { staffId, action: 'facilityLists.successionSet', subject: `${facilityCode} ${successorCode} ${state}` }))
    await fetchList(core, parts.engine)
    return {}
  },
})
