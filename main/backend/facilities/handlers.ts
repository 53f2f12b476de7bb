/** facilities.*: find, look at, reveal, check a code. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { PortalAccount } from '#shared/contract/records.ts'
import { checkFacilityCode, nearbyFacilityCodes } from '#shared/domain/facility-code.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { portalAccountEntity } from '../database/entities/staff.ts'
import { notices } from '../database/record-repository.ts'
import { noticeSummariesOf } from '../notices/notice-summary.ts'
import { setReading } from '../facility-lists/set-reading.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { facilitiesByCodes, facilityByCode } from './facility-repository.ts'
import { findFacilities } from './find-repository.ts'
import { foundFacilityOf, predecessorsOf, successorOf } from './found-facility.ts'
import { maskFacility } from './masked-facility.ts'

/** What central said of the facility's portal account; `unknown` where it has said nothing yet. */
export const accountStateOf = async (core: Core, facilityCode: string): Promise<PortalAccountState> => {
  const row = await core.database.reader.manager.findOneBy(portalAccountEntity, { facilityCode })
  return (row?.state as PortalAccount['state'] | undefined) ?? 'unknown'
}

export const createFacilityHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions }): Handlers<Caller>['facilities'] => ({
  find: async (input) => {
    const list = core.facilityList.handle()
    const { results, hasMore } = findFacilities(list, input)
    return { results: results.map((result) => foundFacilityOf(list, result)), hasMore }
  },
  get: async ({ facilityCode }, caller) => {
    const list = core.facilityList.handle()
    const facility = facilityByCode(list, facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    const manager = core.database.reader.manager
    const known = await notices.list(manager, { where: { facilityCode }, order: { requestedAt: 'DESC' }, limit: 20 })
    return {
      facility: maskFacility(facility),
      accountState: await accountStateOf(core, facilityCode),
      notices: await noticeSummariesOf(manager, core, requireSession(caller), known),
      successor: successorOf(list, facility),
      predecessors: predecessorsOf(list, facility),
      formerNames: facility.formerNames,
      reading: facility.reading === null || facility.readingSource === null ? null : { text: facility.reading, source: facility.readingSource },
    }
  },
  reveal: async ({ facilityCode }, caller) => {
    const facility = facilityByCode(core.facilityList.handle(), facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    await core.database.write(async (manager) => {
      await audit(manager, core, { staffId: requireSession(caller).staffId, action: 'facilities.reveal', subject: facilityCode })
    })
    return facility
  },
  setReading: async (input, caller) => await setReading(core, parts.link, parts.sessions, input, caller),
  checkCode: async ({ code }) => {
    const check = checkFacilityCode(code)
    const isListed = facilityByCode(core.facilityList.handle(), check.code) !== null
    const near = isListed ? [] : facilitiesByCodes(core.facilityList.handle(), nearbyFacilityCodes(check.code))
    return {
      code: check.code, valid: check.valid, rule: check.rule, prefecture: check.prefecture?.name ?? null, kind: check.kind,
      isListed, suggestions: near.slice(0, 10).map(maskFacility),
    }
  },
})
