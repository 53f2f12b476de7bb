/** Records that a refused change had foreseen something in, as central has them. */
import type { Core } from '../core.ts'
import type { ChangedTopic } from './apply-change.ts'
import type { CentralLink } from './central-link.ts'
import { becomeAsAtCentral, withCentralState } from './central-state.ts'
import { forgetRecordToFetch, isTouchedByWaiting, isUnsettled, recordsToFetch } from './refusal-repository.ts'

/**
 * Each in a transaction of its own; what fails stays marked. One that something on its way touches waits until that is answered.
 * @returns what changed here by it @throws DeskError OFFLINE, CentralUnreachable, CentralProblem
 */
export const fetchMarkedRecords = async (core: Core, link: CentralLink): Promise<Set<ChangedTopic>> => {
  const topics = new Set<ChangedTopic>()
  for (const record of await recordsToFetch(core.database.reader.manager)) {
    if (await isTouchedByWaiting(core.database.reader.manager, record)) continue
    const name = { entity: record.entity, entityId: record.id }
    const topic = await withCentralState(core, link, name, async (manager, state) => {
      if (await isTouchedByWaiting(manager, record)) return null
      await forgetRecordToFetch(manager, record)
      // Central never had it, and whose it is has not decided yet: it goes with their decision.
      if (state === null && (await isUnsettled(manager, record))) return null
      return await becomeAsAtCentral({ manager, runner: manager }, name, state)
    })
    if (topic !== null) topics.add(topic)
  }
  return topics
}
