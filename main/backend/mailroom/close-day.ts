/** mailroom.day and closeDay. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { MailDayRecord } from '#shared/contract/records.ts'
import { audit, changed, instantOf, requireSession, send, todayInJapan, type Caller, type Core } from '../core.ts'
import { mailDays } from '../database/record-repository.ts'
import { mailDayView, readDay } from './day.ts'

export const createDayHandlers = (core: Core): Pick<Handlers<Caller>['mailroom'], 'day' | 'closeDay'> => ({
  day: async ({ date }) => await mailDayView(core.database.reader.manager, core, date ?? todayInJapan(core)),
  closeDay: async ({ date, countedInHand }, caller) => {
    const session = requireSession(caller)
    const refusal = await core.database.write(async (manager): Promise<string | null> => {
      const day = await readDay(manager, core, date)
      if (day.closed !== null) throw new DeskError('CONFLICT', 'DAY_CLOSED')
      const reason = day.obstacles.length > 0 ? 'DAY_HAS_OBSTACLES' : countedInHand !== day.counts.inHand ? 'COUNT_DIFFERS' : null
      await audit(manager, core, { staffId: session.staffId, action: 'mailroom.dayClosed', subject: date, outcome: reason === null ? 'done' : 'refused' })
      if (reason !== null) return reason
      const closing: MailDayRecord = {
        dayId: core.deps.ids.next(), version: 0, date, deviceId: day.deviceId, closedBy: session.staffId, closedAt: instantOf(core), counts: day.counts,
      }
      await mailDays.save(manager, { ...closing, version: 1 })
      await send(manager, core, session, { type: 'mailDay.closed', payload: closing, entity: 'mailDay', entityId: closing.dayId })
      return null
    })
    // The right number is not told: it has to be counted.
    if (refusal !== null) throw new DeskError('REFUSED', refusal)
    changed(core, 'mailroom', 'notices')
    return await mailDayView(core.database.reader.manager, core, date)
  },
})
