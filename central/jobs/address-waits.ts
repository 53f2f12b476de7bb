import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { beginningOfDay, addDays } from '#shared/domain/japan-days.ts'
import { lockRecord, storeRecord } from '../sync/record-repository.ts'
import { tokyoDate } from '../tokyo-date.ts'
import { waitsBefore } from '../verification/address-wait-repository.ts'
import { currentVerificationRule } from '../office/current-settings.ts'

/** 住所相違・一覧待ち that no list has answered within the rule's days goes to a supervisor. @returns how many did */
export async function endAddressWaits(database: Database, clock: Clock): Promise<number> {
  const { addressWaitDays } = await currentVerificationRule(database.reader)
  const overdue = await waitsBefore(database.reader, beginningOfDay(addDays(tokyoDate(clock.now()), 1 - addressWaitDays)))
  let ended = 0
  for (const verificationId of overdue) {
    const isEnded = await database.transaction(async (transaction) => {
      const held = await lockRecord(transaction, 'verification', verificationId)
      // Another process, a list or a supervisor may have been quicker.
      if (held === null || held.body.outcome !== 'addressDiffers') return false
      await storeRecord(transaction, 'verification', verificationId, held, { ...held.body, outcome: 'supervisor', decisionReason: 'listNotUpdated', spokenAddressHash: null }, null)
      return true
    })
    if (isEnded) ended += 1
  }
  return ended
}
