/** system.*: status, what happens, what central refused. */
import type { SystemEvent } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { mayCallProcedure } from '#shared/domain/permissions.ts'
import type { Caller, Core } from '../core.ts'
import type { Sessions } from '../staff/sessions.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { rejectedMutations } from '../sync/outbox-repository.ts'
import { systemStatusOf } from './status.ts'

export const createSystemHandlers = (core: Core, parts: { link: CentralLink; engine: SyncEngine; sessions: Pick<Sessions, 'of' | 'lockedAt'> }): Handlers<Caller>['system'] => {
  const status = async () => await systemStatusOf(core, parts.link)

  /** Only who answers calls hears who rings, and never a locked page; asked at every ring, because people come and go while their page watches. */
  const mayHearRinging = (clientId: string): boolean => parts.sessions.lockedAt(clientId) === null && mayCallProcedure(parts.sessions.of(clientId)?.staff.role ?? null, 'calls.start')

  const watch = ({ signal, clientId }: Caller): AsyncIteratorObject<SystemEvent, unknown, void> => {
    const events = core.hub.watch(signal)
    let isFirst = true
    const iterator: AsyncIteratorObject<SystemEvent, unknown, void> = {
      next: async (): Promise<IteratorResult<SystemEvent, unknown>> => {
        if (isFirst) {
          isFirst = false
          return { done: false, value: { kind: 'status', status: await status() } }
        }
        for (;;) {
          const next = await events.next()
          if (next.done) return { done: true, value: undefined }
          if (next.value.kind === 'incomingCall' && !mayHearRinging(clientId)) continue
          return { done: false, value: next.value.kind === 'status' ? { kind: 'status', status: await status() } : next.value }
        }
      },
      return: async () => {
        events.end()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]: () => iterator,
      [Symbol.asyncDispose]: async () => events.end(),
    }
    return iterator
  }

  return {
    status,
    watch: async (_input, caller) => watch(caller),
    syncNow: async () => {
      await parts.engine.syncNow()
      return await status()
    },
    rejectedChanges: async () => {
      const manager = core.database.reader.manager
      const nameOf = await staffNames(manager)
      return (await rejectedMutations(manager)).map((row) => ({
        mutationId: row.mutationId, type: row.type, occurredAt: row.occurredAt, code: row.code ?? row.state, staffName: nameOf(row.staffId), subject: row.entityId,
      }))
    },
  }
}
