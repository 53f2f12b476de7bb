/**
 * Requests for letters within a transaction: written at once, or, where nothing of the facility stands in the way, held in memory and
 * written together.
 */
import type { Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { joinNotice, type JoiningRequest } from './join-notice.ts'
import { beginNotice, beginNotices, noteOnNotice, type Actor } from './move-notice.ts'
import { lockEndedToFollowUp, lockLiveNoticeOf, lockOpenNoticeOf, lockRequestsOf, lockRequestsOfAll, noticesInTheWay } from './notice-repository.ts'
import { addReceipt, addReceipts } from './receipt-repository.ts'

export interface Letters {
  /** Requests for one facility follow each other until their transactions end. */
  readonly lockRequestsOf: (facilityCode: string) => Promise<void>
  /** Held until the transaction ends. */
  readonly lockOpenOf: (facilityCode: string) => Promise<NoticeRow | null>
  /** Letters of the facility a person had to see to are seen to by this request. @returns the one it takes the place of */
  readonly takeOver: (facilityCode: string, actor: Actor) => Promise<string | null>
  /** @throws a unique violation for an id in use */
  readonly begin: (request: NoticeRow, receiptVerifier: string | null, actor: Actor) => Promise<void>
  readonly join: (open: NoticeRow, request: JoiningRequest, receiptVerifier: string | null, actor: Actor) => Promise<void>
}

/** Every change is written when it is made. */
export const lettersAtOnce = (transaction: Transaction): Letters => ({
  lockRequestsOf: (facilityCode) => lockRequestsOf(transaction, facilityCode),
  lockOpenOf: (facilityCode) => lockOpenNoticeOf(transaction, facilityCode),
  takeOver: async (facilityCode, actor) => {
    const live = await lockLiveNoticeOf(transaction, facilityCode)
    const ended = await lockEndedToFollowUp(transaction, facilityCode)
    for (const letter of ended) await noteOnNotice(transaction, letter, 'followedUp', { ...actor, reason: 'replaced' }, { followUp: 'done' })
    return live?.noticeId ?? ended[0]?.noticeId ?? null
  },
  begin: async (request, receiptVerifier, actor) => {
    await beginNotice(transaction, request, actor)
    if (receiptVerifier !== null) await addReceipt(transaction, { noticeId: request.noticeId, verifier: receiptVerifier, verificationId: null })
  },
  join: (open, request, receiptVerifier, actor) => joinNotice(transaction, open, request, receiptVerifier, actor),
})

/** Not to be settled in memory: it is to be settled on the database instead. */
export class NotHeld extends Error {}

export interface RequestedLetter {
  readonly facilityCode: string
  readonly noticeId: string
}

export interface HeldLetters extends Letters {
  /** Locks the facilities of these requests, in the order of codes, and sees which have nothing in the way. */
  readonly hold: (requested: readonly RequestedLetter[]) => Promise<void>
  /** A letter begun here. */
  readonly begun: (noticeId: string) => NoticeRow | null
  /** The last step of a request: it cannot be undone. */
  readonly begin: Letters['begin']
  /** Order numbers of the letters to be written. */
  readonly pending: () => number[]
  /** Writes what was begun. @param places in the feed, by order number */
  readonly flush: (places: ReadonlyMap<number, number>) => Promise<void>
  /** Only after `flush`. */
  readonly forget: () => void
}

/**
 * Its steps throw NotHeld where the request is not the facility's only one.
 * @param order counts the changes of the transaction
 */
export function heldLetters(transaction: Transaction, order: () => number): HeldLetters {
  const free = new Set<string>()
  const takenIds = new Set<string>()
  const letters = new Map<string, NoticeRow>()
  let fresh: { readonly row: NoticeRow; readonly actor: Actor; readonly receiptVerifier: string | null; readonly begunAs: number }[] = []
  const requireFree = (facilityCode: string): Promise<void> => (free.has(facilityCode) ? Promise.resolve() : Promise.reject(new NotHeld()))

  return {
    lockRequestsOf: requireFree,
    lockOpenOf: async (facilityCode) => {
      await requireFree(facilityCode)
      return null
    },
    takeOver: async (facilityCode) => {
      await requireFree(facilityCode)
      return null
    },
    begin: async (row, receiptVerifier, actor) => {
      const noticeId = row.noticeId.toLowerCase()
      await requireFree(row.facilityCode)
      if (takenIds.has(noticeId)) throw new NotHeld()
      free.delete(row.facilityCode)
      takenIds.add(noticeId)
      letters.set(noticeId, row)
      fresh.push({ row, actor, receiptVerifier, begunAs: order() })
    },
    join: () => Promise.reject(new NotHeld()),
    hold: async (requested) => {
      if (requested.length === 0) return
      const codes = [...new Set(requested.map(({ facilityCode }) => facilityCode))]
      await lockRequestsOfAll(transaction, codes)
      const found = await noticesInTheWay(transaction, codes, requested.map(({ noticeId }) => noticeId))
      for (const code of codes) if (!found.facilityCodes.has(code)) free.add(code)
      for (const noticeId of found.noticeIds) takenIds.add(noticeId)
    },
    begun: (noticeId) => letters.get(noticeId.toLowerCase()) ?? null,
    pending: () => fresh.map(({ begunAs }) => begunAs),
    flush: async (places) => {
      if (fresh.length === 0) return
      await beginNotices(transaction, fresh.map(({ row, actor, begunAs }) => ({ row, actor, position: places.get(begunAs) ?? 0 })))
      await addReceipts(transaction, fresh.flatMap(({ row: { noticeId }, receiptVerifier }) => (receiptVerifier === null ? [] : [{ noticeId, verifier: receiptVerifier, verificationId: null }])))
      fresh = []
    },
    forget: () => {
      free.clear()
      takenIds.clear()
      letters.clear()
    },
  }
}
