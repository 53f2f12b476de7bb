import type { z } from 'zod'
import type { pushRequest } from '#shared/contract/central/sync.ts'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { DeviceCaller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import { applyPush } from '../mutations/apply-push.ts'
import type { CentralLog, Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { WrittenReply } from '../written-reply.ts'
import type { Feed } from './feed.ts'

/** Numbers of a version like 1.4.0-beta; what is not a number counts as 0. */
const versionNumbers = (version: string): number[] => version.split(/[.\-+]/u).slice(0, 3).map((part) => (/^\d{1,9}$/u.test(part) ? Number(part) : 0))

export function isOlderVersion(version: string, minimum: string): boolean {
  const [own, least] = [versionNumbers(version), versionNumbers(minimum)]
  for (let index = 0; index < 3; index++) {
    const difference = (own[index] ?? 0) - (least[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/**
 * In order; one that is rejected does not stop those after it (`applyPush`).
 * @throws Refusal CLIENT_TOO_OLD: nothing was taken, the desktop keeps its outbox
 */
export async function pushMutations(
  database: Database, clock: Clock, settings: { readonly minimumClientVersion: string; readonly log: CentralLog }, caller: DeviceCaller, request: z.output<typeof pushRequest>,
): Promise<CentralReply<'pushMutations'>> {
  if (isOlderVersion(request.clientVersion, settings.minimumClientVersion)) throw new Refusal('CLIENT_TOO_OLD')
  return { outcomes: await applyPush(database, clock, settings.log, caller.deviceId, request.mutations) }
}

const usualPage = 1000

export async function pullChanges(feed: Feed, clock: Clock, query: { cursor?: string | undefined; limit?: number | undefined }): Promise<WrittenReply> {
  const { changes, cursor, hasMore } = await feed.page(query.cursor, query.limit ?? usualPage)
  return new WrittenReply(`{"changes":[${changes.join(',')}],"cursor":${JSON.stringify(cursor)},"hasMore":${hasMore},"serverTime":${JSON.stringify(new Date(clock.now()).toISOString())}}`)
}
