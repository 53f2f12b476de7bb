/** What the status line shows. */
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { countOutbox } from '../sync/outbox-repository.ts'

export const facilityListStatus = (core: Core): SystemStatus['facilityList'] => core.facilityList.state()

export const systemStatusOf = async (core: Core, link: CentralLink): Promise<SystemStatus> => {
  const manager = core.database.reader.manager
  const deviceNumber = await readSetting(manager, 'deviceNumber')
  return {
    central: deviceNumber === null ? 'notEnrolled' : link.state(),
    clockOffMinutes: link.clockOffMinutes(),
    lastSyncAt: await readSetting(manager, 'lastSyncAt'),
    ...(await countOutbox(manager)),
    facilityList: facilityListStatus(core),
    isTrial: (await readSetting(manager, 'isTrial')) === '1',
    deviceNumber: deviceNumber === null ? null : Number(deviceNumber),
    clientVersion: core.deps.clientVersion,
  }
}
