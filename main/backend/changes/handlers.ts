/** changes.*: what central refused or parked. */
import type { ChangeView } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, changed, requireSession, type Caller, type Core, type SignedIn } from '../core.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { rejectedMutations } from '../sync/outbox-repository.ts'
import { changeText } from './change-text.ts'
import { discardChange, mayDiscard } from './discard-change.ts'
import { mayRetry, retryChange } from './retry-change.ts'
import { subjectOf } from './subject.ts'

export const createChangeHandlers = (core: Core, link: CentralLink): Handlers<Caller>['changes'] => {
  /** Texts of others that a supervisor has been shown, by session: each is audited once. */
  const seen = new Map<string, Set<string>>()

  const noteSeen = async (session: SignedIn, rows: readonly OutboxRow[]): Promise<void> => {
    const before = seen.get(session.sessionId) ?? new Set<string>()
    const fresh = rows.filter((row) => row.staffId !== session.staffId && !before.has(row.mutationId))
    if (fresh.length === 0) return
    await core.database.write(async (manager) => {
      for (const row of fresh) await audit(manager, core, { staffId: session.staffId, action: 'changes.list', subject: `${row.type} ${row.staffId} ${row.entityId ?? row.mutationId}` })
    })
    seen.set(session.sessionId, new Set([...before, ...fresh.map(({ mutationId }) => mutationId)]))
  }

  return {
    list: async (_input, caller) => {
      const session = requireSession(caller)
      const { manager } = core.database.reader
      const rows = (await rejectedMutations(manager)).filter((row) => row.staffId === session.staffId || session.staff.role === 'supervisor')
      await noteSeen(session, rows)
      const nameOf = await staffNames(manager)
      const views: ChangeView[] = []
      for (const row of rows) {
        views.push({
          mutationId: row.mutationId, type: row.type, occurredAt: row.occurredAt, staffId: row.staffId, staffName: nameOf(row.staffId),
          isOwn: row.staffId === session.staffId, isDeferred: row.state === 'deferred', code: row.code,
          subject: await subjectOf(manager, core, row), mayRetry: mayRetry(session, row), mayDiscard: mayDiscard(session, row), text: changeText(row),
        })
      }
      return views
    },
    retry: async ({ mutationId, version, choices }, caller) => {
      const reply = await retryChange(core, link, requireSession(caller), mutationId, { version, choices })
      if (reply.outcome === 'sent') changed(core, 'rejected', 'calls', 'callbacks', 'deputies', 'emailChangeRequests', 'provisionalCodeRequests')
      return reply
    },
    discard: async ({ mutationId, reason }, caller) => {
      const topic = await discardChange(core, link, requireSession(caller), mutationId, reason)
      changed(core, 'rejected', ...(topic === null ? [] : [topic]))
      return {}
    },
  }
}
