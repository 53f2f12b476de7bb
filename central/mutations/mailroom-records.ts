/** Handlers of the mailroom's own records: lots, 差出票, closed days. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import { isUniqueViolation } from '../database/open-database.ts'
import { countNotices, countPosted } from '../notices/notice-repository.ts'
import { listPieces } from '../notices/posting-slip-repository.ts'
import type { MutationContext, RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { mayMoveLot } from './request-transitions.ts'
import { saveRecord } from './save-record.ts'
import { requireWitness } from './witness.ts'

/** Written here, by the person named. */
function requireOwn(context: MutationContext, deviceId: string, staffId: string): void {
  if (deviceId !== context.deviceId || staffId !== context.staffId) throw new Rejection('FORBIDDEN')
}

/** Sheets are destroyed once, by who says so and a second person; a lot that waits for it is not closed without. */
async function requireDestruction(context: RecordContext, previous: LotRecord | null, lot: LotRecord): Promise<void> {
  if (previous?.state === 'destroying' && lot.state === 'closed' && lot.destruction === null) throw new Rejection('ILLEGAL_TRANSITION')
  if (lot.destruction === null || (previous?.destruction ?? null) !== null) return
  if (lot.destruction.staffId !== context.staffId) throw new Rejection('FORBIDDEN')
  await requireWitness(context, lot.destruction.witnessStaffId)
}

export async function lotSaved(context: RecordContext, lot: MutationPayload<'lot.saved'>): Promise<void> {
  // Any mailroom desk may adopt a lot whose desk died, by saving it as its own.
  if (lot.deviceId !== context.deviceId) throw new Rejection('FORBIDDEN')
  const known = await context.records.find('lot', lot.lotId)
  await requireDestruction(context, known?.body ?? null, lot)
  await saveRecord(context, 'lot', lot.lotId, lot, (previous) => {
    if (previous === null) {
      if (lot.startedBy !== context.staffId) throw new Rejection('FORBIDDEN')
      return { ...lot, adoptedFrom: null }
    }
    if (!mayMoveLot(previous.state, lot.state)) throw new Rejection('ILLEGAL_TRANSITION')
    return {
      ...lot, startedBy: previous.startedBy, startedAt: previous.startedAt, lotNumber: previous.lotNumber,
      adoptedFrom: previous.deviceId === context.deviceId ? previous.adoptedFrom : previous.deviceId, destruction: previous.destruction ?? lot.destruction,
    }
  })
}

/** A slip that was made is not changed: it lies at the post office. */
export async function postingSlipSaved(context: MutationContext, slip: MutationPayload<'postingSlip.saved'>): Promise<void> {
  requireOwn(context, slip.deviceId, slip.madeBy)
  const noticeIds = [...new Set(slip.noticeIds.map((noticeId) => noticeId.toLowerCase()))]
  if (noticeIds.length !== slip.noticeIds.length) throw new Rejection('INVALID_PAYLOAD')
  const { transaction } = context
  if ((await countNotices(transaction, noticeIds)) !== noticeIds.length) throw new Rejection('NOT_FOUND')
  if ((await countPosted(transaction, noticeIds)) !== noticeIds.length) throw new Rejection('ILLEGAL_TRANSITION')
  await saveRecord(context, 'postingSlip', slip.slipId, slip, (previous) => {
    if (previous !== null) throw new Rejection('ILLEGAL_TRANSITION')
    return slip
  })
  if (!(await listPieces(transaction, slip.slipId, noticeIds))) throw new Rejection('ALREADY_LISTED')
}

/** Once a desk and day, and only where the pieces agree: 印刷 = 発送 + 廃棄 + 手元. */
export async function mailDayClosed(context: MutationContext, day: MutationPayload<'mailDay.closed'>): Promise<void> {
  requireOwn(context, day.deviceId, day.closedBy)
  const { printed, posted, destroyed, inHand } = day.counts
  if (printed !== posted + destroyed + inHand) throw new Rejection('INVALID_PAYLOAD')
  try {
    await saveRecord(context, 'mailDay', day.dayId, day, (previous) => {
      if (previous !== null) throw new Rejection('ILLEGAL_TRANSITION')
      return day
    })
  } catch (error) {
    if (isUniqueViolation(error, 'mail_day_once')) throw new Rejection('ILLEGAL_TRANSITION')
    throw error
  }
}
