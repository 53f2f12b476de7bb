/** Somebody else goes on at a desk that was locked: the call of the one before is put on hold, with all that was typed. */
import { audit, changed, instantOf, type Core, type SignedIn } from '../core.ts'
import { openCallsOf } from './call-repository.ts'
import { saveCall } from './save-call.ts'

export const parkForAnother = async (core: Core, session: SignedIn): Promise<void> => {
  const hasParked = await core.database.write(async (manager) => {
    const { active } = await openCallsOf(manager, session.staffId)
    if (active === null || active.parked !== null) return false
    await saveCall(manager, core, session, { ...active, parked: { at: instantOf(core), note: '' } })
    await audit(manager, core, { staffId: session.staffId, action: 'calls.parkedForAnother', subject: active.callId })
    return true
  })
  if (hasParked) changed(core, 'calls')
}
