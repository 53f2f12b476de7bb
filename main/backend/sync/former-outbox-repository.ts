/** The outbox of an enrolment that has ended. */
import type { EntityManager } from 'typeorm'
import { outboxEntity } from '../database/entities/sync.ts'
import { markForeseen } from './refusal-repository.ts'

/**
 * What was not sent is refused here as central would refuse it: the sessions it was made in ended with the enrolment. It stays for a person
 * to see, and nothing of it goes up by itself: central may have taken some of it although its answer was lost. Audit entries are no person's
 * text; they are handed in from the trail itself.
 */
export const refuseAllWaiting = async (manager: EntityManager): Promise<void> => {
  await manager.delete(outboxEntity, { state: 'waiting', type: 'audit.recorded' })
  await markForeseen(manager, await manager.findBy(outboxEntity, { state: 'waiting' }))
  await manager.update(outboxEntity, { state: 'waiting' }, { state: 'rejected', code: 'SESSION_ENDED' })
}
