/** Promises to call back as they are listed. */
import { In, MoreThanOrEqual, type EntityManager } from 'typeorm'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { callbacks } from '../database/record-repository.ts'

const day = 86_400_000
/** Ended ones are shown so long; they may have been due long before. */
const shownAfterEnd = 30 * day
const lookedBack = 120 * day

const endOf = (callback: CallbackRecord): string => callback.events.findLast(({ to }) => to !== 'open')?.at ?? callback.dueAt

/** The most urgent first: what is late comes before what is not. @param facilityCode null = of all */
export const openCallbacks = async (manager: EntityManager, facilityCode: string | null): Promise<CallbackRecord[]> =>
  await callbacks.list(manager, { where: { ...(facilityCode !== null && { facilityCode }), state: 'open' }, order: { dueAt: 'ASC' } })

/** Those of the last 30 days, ended last first. @param now milliseconds since the epoch */
export const endedCallbacks = async (manager: EntityManager, facilityCode: string | null, now: number): Promise<CallbackRecord[]> => {
  const ended = await callbacks.list(manager, {
    where: { ...(facilityCode !== null && { facilityCode }), state: In(['done', 'cancelled']), dueAt: MoreThanOrEqual(new Date(now - lookedBack).toISOString()) },
  })
  return ended.filter((callback) => Date.parse(endOf(callback)) >= now - shownAfterEnd).sort((left, right) => (endOf(left) < endOf(right) ? 1 : -1))
}

export const openCallbackOfVerification = async (manager: EntityManager, verificationId: string): Promise<CallbackRecord | null> => {
  const open = await callbacks.list(manager, { where: { verificationId, state: 'open' } })
  return open.find(({ kind }) => kind === 'verification') ?? null
}
