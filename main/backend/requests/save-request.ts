/** A request saved here goes up whole, with the version it was made on; here it already has the one central will give it. */
import type { EntityManager } from 'typeorm'
import type { EmailChangeRequestRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { send, type Core } from '../core.ts'
import { emailChangeRequests, provisionalCodeRequests } from '../database/record-repository.ts'
import type { Author } from '../sync/outbox-repository.ts'

export const saveEmailChange = async (manager: EntityManager, core: Core, author: Author, request: EmailChangeRequestRecord): Promise<EmailChangeRequestRecord> => {
  const next = { ...request, version: request.version + 1 }
  const base = await emailChangeRequests.get(manager, request.requestId)
  await emailChangeRequests.save(manager, next)
  await send(manager, core, author, { type: 'emailChangeRequest.saved', payload: request, entity: 'emailChangeRequest', entityId: request.requestId, base })
  return next
}

export const saveProvisionalCode = async (manager: EntityManager, core: Core, author: Author, request: ProvisionalCodeRequestRecord): Promise<ProvisionalCodeRequestRecord> => {
  const next = { ...request, version: request.version + 1 }
  const base = await provisionalCodeRequests.get(manager, request.requestId)
  await provisionalCodeRequests.save(manager, next)
  await send(manager, core, author, { type: 'provisionalCodeRequest.saved', payload: request, entity: 'provisionalCodeRequest', entityId: request.requestId, base })
  return next
}
