/** lots.adopt: the lot of a desk that cannot go on. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, changed, requireSession, type Caller } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { abandonLot, requireLot, storeLot, viewOf, type LotDesk } from './lot-desk.ts'
import { adoptableStates } from './lot-view.ts'

export const createAdoption = (desk: LotDesk): Pick<Handlers<Caller>['lots'], 'adopt'> => {
  const { core, engine } = desk
  return {
    adopt: async ({ lotId }, caller) => {
      const session = requireSession(caller)
      if (session.isOffline) throw new DeskError('OFFLINE', 'SIGNED_IN_OFFLINE')
      // As the other desk left it: what it has handed in meanwhile counts. Throws OFFLINE without central.
      await engine.syncNow()
      await core.database.write(async (manager) => {
        const deviceId = await readSetting(manager, 'deviceId')
        const lot = await requireLot(manager, lotId)
        if (deviceId === null || lot.deviceId === deviceId || !adoptableStates.includes(lot.state)) throw new DeskError('CONFLICT', 'LOT_STATE')
        const adopted = { ...lot, deviceId, adoptedFrom: lot.deviceId }
        // Their passwords were in the memory of the other desk: no sheet of these is in hand.
        if (lot.state === 'challenge' || lot.state === 'issuing') await abandonLot(manager, core, session, adopted, 'ADOPTED')
        else await storeLot(manager, core, session, adopted)
        await audit(manager, core, { staffId: session.staffId, action: 'lots.adopt', subject: lot.lotNumber })
      })
      // Another desk may have been quicker: central's answer stands.
      await engine.syncNow()
      changed(core, 'lots', 'notices')
      return await viewOf(desk, lotId)
    },
  }
}
