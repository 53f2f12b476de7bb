/** Who may neither approve nor print a letter, because the address it goes to is of their making (domain §4). */
import { addressChangerOf } from '#shared/domain/notice.ts'
import type { Core } from '../core.ts'
import { facilityByCode } from './facility-repository.ts'

export const addressChangedBy = (core: Core, facilityCode: string): string | null =>
  addressChangerOf(facilityByCode(core.facilityList.handle(), facilityCode)?.addressChange ?? null, core.deps.clock.now())
