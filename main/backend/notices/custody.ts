/** notices.custody: the way of one piece, each step with the audit entry that proves it. */
import type { Custody } from '#shared/contract/desktop/contract.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { proofsOf } from '#shared/domain/custody.ts'
import { firstBrokenAudit } from '../audit/audit-repository.ts'
import { requireSession, type Caller, type Core } from '../core.ts'
import { lots } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { askCentral } from '../facility-lists/ask-central.ts'
import type { Sessions } from '../staff/sessions.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { auditOf, countAudit, postingSlipOf } from './custody-repository.ts'
import { noticeNumbersOf } from './notice-repository.ts'
import { noticeSummaryOf } from './notice-summary.ts'

type Proof = Pick<Custody, 'checkedBy' | 'chains'> & { readonly steps: readonly Omit<Custody['steps'][number], 'staffName'>[] }

/** No answer, or none that is about this notice: what this desktop knows must do. */
const isAway = (error: unknown): boolean =>
  (error instanceof DeskError && (error.kind === 'OFFLINE' || error.kind === 'NOT_FOUND')) || (error instanceof CentralProblem && error.status >= 500)

const askedOfCentral = async (parts: { link: CentralLink; sessions: Sessions }, caller: Caller, noticeId: string): Promise<Proof | null> => {
  try {
    const answer = await askCentral(parts, caller, 'noticeCustody', { parameters: { noticeId } }, { NOT_FOUND: ['NOT_FOUND', 'NOTICE'] })
    return { ...answer, checkedBy: 'central' }
  } catch (error) {
    if (isAway(error)) return null
    throw error
  }
}

/** By the same rule from this desktop's own trail; an entry at or after the first broken one proves nothing. */
const knownHere = async (core: Core, notice: NoticeRecord, { lotNumber, joinedNumbers }: { lotNumber: string | null; joinedNumbers: readonly string[] }): Promise<Proof> => {
  const { manager } = core.database.reader
  const deviceId = (await readSetting(manager, 'deviceId')) ?? ''
  const deviceNumber = Number((await readSetting(manager, 'deviceNumber')) ?? '0')
  const firstBroken = await firstBrokenAudit(manager)
  const subjects = [notice.noticeNumber, ...(lotNumber === null ? [] : [lotNumber]), ...joinedNumbers]
  const whole = (await auditOf(manager, subjects)).filter(({ position }) => firstBroken === null || position < firstBroken)
  const proofs = proofsOf(notice.events, whole.map((entry) => ({ ...entry, deviceId })), { noticeNumber: notice.noticeNumber, lotNumber, joinedNumbers })
  return {
    checkedBy: 'desktop',
    steps: notice.events.map((event, index) => {
      const proof = proofs[index] ?? null
      return {
        event, deviceNumber: event.deviceId === deviceId ? deviceNumber : null,
        audit: proof === null ? null : { deviceNumber, position: proof.position, hash: proof.hash },
      }
    }),
    chains: [{ deviceNumber, entries: await countAudit(manager), firstBroken }],
  }
}

export const custodyOf = async (core: Core, parts: { link: CentralLink; sessions: Sessions }, caller: Caller, notice: NoticeRecord): Promise<Custody> => {
  const { manager } = core.database.reader
  const lotNumber = notice.lotId === null ? null : ((await lots.get(manager, notice.lotId))?.lotNumber ?? null)
  const numbers = await noticeNumbersOf(manager, notice.cases.map((joined) => joined.noticeId))
  const { steps, checkedBy, chains } = (await askedOfCentral(parts, caller, notice.noticeId)) ?? (await knownHere(core, notice, { lotNumber, joinedNumbers: [...numbers.values()] }))
  const nameOf = await staffNames(manager)
  return {
    notice: await noticeSummaryOf(manager, core, requireSession(caller), notice),
    pieceId: notice.pieceId, template: notice.template, lotNumber,
    postingSlipNumber: (await postingSlipOf(manager, notice.noticeId, notice.postedOn))?.slipNumber ?? null,
    steps: steps.map((step) => ({ ...step, staffName: step.event.staffId === null ? null : nameOf(step.event.staffId) })),
    cases: notice.cases.map((joined) => ({ ...joined, staffName: nameOf(joined.staffId), noticeNumber: numbers.get(joined.noticeId) ?? null })),
    checkedBy, chains,
  }
}
