/** securityAlerts.*: what a supervisor is called to, and what was done about it. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, changed, instantOf, requireSession, send, type Caller, type Core } from '../core.ts'
import { securityAlerts } from '../database/record-repository.ts'
import { staffNames } from '../staff/staff-repository.ts'

const mostShown = 500

export const createSecurityAlertHandlers = (core: Core): Handlers<Caller>['securityAlerts'] => ({
  list: async () => {
    const { manager } = core.database.reader
    const nameOf = await staffNames(manager)
    const found = await securityAlerts.list(manager, { order: { raisedAt: 'DESC' }, limit: mostShown })
    return found.map((alert) => ({ ...alert, resolvedByName: alert.resolvedBy === null ? null : nameOf(alert.resolvedBy) }))
  },
  resolve: async ({ alertId, resolution }, caller) => {
    const session = requireSession(caller)
    await core.database.write(async (manager) => {
      const alert = await securityAlerts.get(manager, alertId)
      if (alert === null) throw new DeskError('NOT_FOUND', 'ALERT')
      if (alert.resolvedAt !== null) throw new DeskError('CONFLICT', 'ALERT_RESOLVED')
      await securityAlerts.save(manager, { ...alert, resolvedBy: session.staffId, resolvedAt: instantOf(core), resolution })
      await send(manager, core, session, { type: 'securityAlert.resolved', payload: { alertId, resolution }, entity: 'securityAlert', entityId: alertId })
      await audit(manager, core, { staffId: session.staffId, action: 'securityAlert.resolved', subject: alertId })
    })
    changed(core, 'securityAlerts')
    return {}
  },
})
