/** facilities.*: find, look at, reveal, check a code. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { PortalAccount } from '#shared/contract/records.ts'
import { checkFacilityCode, nearbyFacilityCodes } from '#shared/domain/facility-code.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { portalAccountEntity } from '../database/entities/staff.ts'
import { notices } from '../database/record-repository.ts'
import { noticeSummaryOf } from '../notices/notice-summary.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { facilitiesByCodes, facilityByCode } from './facility-repository.ts'
import { findFacilities } from './find-repository.ts'
import { maskFacility } from './masked-facility.ts'

/** What central said of the facility's portal account; `unknown` where it has said nothing yet. */
export const accountStateOf = async (core: Core, facilityCode: string): Promise<PortalAccountState> => {
  const row = await core.database.reader.manager.findOneBy(portalAccountEntity, { facilityCode })
  return (row?.state as PortalAccount['state'] | undefined) ?? 'unknown'
}

export const createFacilityHandlers = (core: Core): Handlers<Caller>['facilities'] => ({
  find: async (input) => {
    const { results, hasMore } = findFacilities(core.database.rawReader, input)
    return { results: results.map(({ facility, matchedBy }) => ({ ...maskFacility(facility), matchedBy })), hasMore }
  },
  get: async ({ facilityCode }) => {
    const facility = facilityByCode(core.database.rawReader, facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    const manager = core.database.reader.manager
    const nameOf = await staffNames(manager)
    const known = await notices.list(manager, { where: { facilityCode }, order: { requestedAt: 'DESC' }, limit: 20 })
    return {
      facility: maskFacility(facility),
      accountState: await accountStateOf(core, facilityCode),
      notices: known.map((notice) => noticeSummaryOf(notice, nameOf)),
    }
  },
  reveal: async ({ facilityCode }, caller) => {
    const facility = facilityByCode(core.database.rawReader, facilityCode)
    if (facility === null) throw new DeskError('NOT_FOUND', 'FACILITY')
    await core.database.write(async (manager) => {
      await audit(manager, core, { staffId: requireSession(caller).staffId, action: 'facilities.reveal', subject: facilityCode })
    })
    return facility
  },
  checkCode: async ({ code }) => {
    const check = checkFacilityCode(code)
    const isListed = facilityByCode(core.database.rawReader, check.code) !== null
    const near = isListed ? [] : facilitiesByCodes(core.database.rawReader, nearbyFacilityCodes(check.code))
    return {
      code: check.code, valid: check.valid, rule: check.rule, prefecture: check.prefecture?.name ?? null, kind: check.kind,
      isListed, suggestions: near.slice(0, 10).map(maskFacility),
    }
  },
})
