/** What central has parked it settles when a version of it that knows the change starts: the same envelope, handed in again, says so. */
import type { Core } from '../core.ts'
import type { CentralLink } from './central-link.ts'
import { deferredMutations, settleMutation } from './outbox-repository.ts'

/** Milliseconds between two questions: central settles them when it is updated, not before. */
const pause = 5 * 60_000
const most = 100

/** @returns asks at the first run and every few minutes after it; true = something is parked no longer */
export const createDeferredQuestion = (core: Core, link: CentralLink): (() => Promise<boolean>) => {
  let askedAt: number | null = null
  return async () => {
    const now = core.deps.clock.now()
    // A clock that was set back counts as time that has passed.
    if (askedAt !== null && Math.abs(now - askedAt) < pause) return false
    askedAt = now
    const mutations = await deferredMutations(core.database.reader.manager, most)
    if (mutations.length === 0) return false
    const { outcomes } = await link.callAsDevice('pushMutations', { body: { clientVersion: core.deps.clientVersion, mutations } })
    const asked = new Set(mutations.map(({ mutationId }) => mutationId))
    const settled = outcomes.filter(({ mutationId, outcome }) => outcome !== 'deferred' && asked.has(mutationId))
    if (settled.length === 0) return false
    await core.database.write(async (manager) => {
      for (const { mutationId, outcome, code } of settled) await settleMutation(manager, mutationId, outcome, code)
    })
    return true
  }
}
