/** A refused change is sent anew: a step as it was, a whole record on top of what central has by now. */
import type { EntityManager } from 'typeorm'
import { changeBodies, mutationPayloads, type Change, type MutationType } from '#shared/contract/central/sync.ts'
import type { RetryReply } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { isMergeable, isWorthSendingAgain, type MergeableType } from '#shared/domain/change-again.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import { mergeThreeWay, settleConflicts, type Side } from '#shared/domain/three-way.ts'
import { audit, send, type Core, type SignedIn } from '../core.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { withCentralState } from '../sync/central-state.ts'
import { dropMutation, savesTogether, unsettledMutation } from '../sync/outbox-repository.ts'
import { mergedRecords } from './changed-records.ts'
import { fieldsOf, fieldText, recordOf, recordShapes } from './record-shape.ts'

interface Choice {
  readonly version: number | null
  readonly choices: Readonly<Record<string, Side>>
}

const isKnownType = (type: string): type is MutationType => Object.hasOwn(mutationPayloads, type)

export const mayRetry = ({ staffId, staff }: SignedIn, row: OutboxRow): boolean =>
  row.state === 'rejected' && row.staffId === staffId && isKnownType(row.type) && mayHandInMutation(staff.role, row.type) && isWorthSendingAgain(row.type, row.code)

/** @throws DeskError NOT_FOUND, FORBIDDEN, REFUSED CHANGE_IS_HOPELESS */
const requireRetryable = async (manager: EntityManager, session: SignedIn, mutationId: string): Promise<OutboxRow & { type: MutationType }> => {
  const row = await unsettledMutation(manager, mutationId)
  if (row === null) throw new DeskError('NOT_FOUND', 'CHANGE')
  if (row.staffId !== session.staffId) throw new DeskError('FORBIDDEN', 'CHANGE_OF_ANOTHER')
  const { type } = row
  if (!isKnownType(type) || !mayRetry(session, row)) throw new DeskError('REFUSED', 'CHANGE_IS_HOPELESS')
  return { ...row, type }
}

const noteRetry = async (manager: EntityManager, core: Core, session: SignedIn, { type, entityId }: OutboxRow): Promise<void> => {
  await audit(manager, core, { staffId: session.staffId, action: 'changes.retry', subject: entityId === null ? type : `${type} ${entityId}` })
}

const sendStep = async (core: Core, session: SignedIn, mutationId: string): Promise<void> => {
  await core.database.write(async (manager) => {
    const row = await requireRetryable(manager, session, mutationId)
    await noteRetry(manager, core, session, row)
    const payload = mutationPayloads[row.type].safeParse(row.payload)
    if (!payload.success) throw new DeskError('REFUSED', 'CHANGE_IS_HOPELESS')
    await send(manager, core, session, { type: row.type, payload: payload.data, entity: row.entity, entityId: row.entityId })
    await dropMutation(manager, row.mutationId)
  })
}

/** As central or, where a newer change of it is on its way, as this desktop has it. */
const currentState = async (manager: EntityManager, type: MergeableType, entityId: string, state: Change | null, isUnderWay: boolean): Promise<{ readonly version: number } | null> => {
  if (isUnderWay) return await mergedRecords[type].get(manager, entityId)
  return state === null ? null : mutationPayloads[type].parse(changeBodies[state.entity as keyof typeof changeBodies].parse(state.body))
}

interface Together { readonly base: object | null; readonly mine: object }

/** Nobody's text is not asked about: central's stays. */
const onTopOf = (type: MergeableType, { base, mine }: Together, current: object) => {
  const merge = mergeThreeWay({ base: base === null ? null : fieldsOf(type, base), mine: fieldsOf(type, mine), theirs: fieldsOf(type, current) }, new Set(recordShapes[type].appended))
  const conflicts = merge.conflicts.filter(({ field }) => recordShapes[type].shown.includes(field))
  return { ...merge, conflicts }
}

const sendRecord = async (core: Core, link: CentralLink, session: SignedIn, row: OutboxRow & { type: MergeableType; entity: string; entityId: string }, choice: Choice): Promise<RetryReply> =>
  await withCentralState(core, link, row, async (manager, state, isUnderWay): Promise<RetryReply> => {
    const again = await requireRetryable(manager, session, row.mutationId)
    const { type } = row
    const saves = await savesTogether(manager, again)
    const [first, last] = [saves[0] ?? again, saves.at(-1) ?? again]
    // As the contract reads it: defaults of fields that are newer than the change are no difference.
    const mine = mutationPayloads[type].parse(last.payload)
    const parsedBase = first.base === null ? null : mutationPayloads[type].safeParse(first.base)
    const current = await currentState(manager, type, row.entityId, state, isUnderWay)
    const version = current?.version ?? 0
    let record: Record<string, unknown> = { ...mine }
    if (current !== null) {
      const merge = onTopOf(type, { base: parsedBase?.success === true ? parsedBase.data : null, mine }, current)
      const settled = settleConflicts(merge, choice.version === version ? choice.choices : {})
      if (settled.conflicts.length > 0) {
        return { outcome: 'conflict', version, conflicts: merge.conflicts.map(({ field, mine: own, theirs }) => ({ field, mine: fieldText(field, own), theirs: fieldText(field, theirs) })) }
      }
      record = recordOf(type, settled.merged)
    }
    const payload = mutationPayloads[type].safeParse({ ...record, version })
    // Two halves that were each complete need not make a whole: then it is done anew by hand, the text is still there.
    if (!payload.success) throw new DeskError('REFUSED', 'CHANGE_DOES_NOT_FIT')
    await noteRetry(manager, core, session, again)
    await mergedRecords[type].save(manager, { ...payload.data, version: version + 1 })
    await send(manager, core, session, { type, payload: payload.data, entity: row.entity, entityId: row.entityId, base: current })
    for (const { mutationId } of saves) await dropMutation(manager, mutationId)
    return { outcome: 'sent' }
  })

/** @throws DeskError as `changes.retry` says */
export const retryChange = async (core: Core, link: CentralLink, session: SignedIn, mutationId: string, choice: Choice): Promise<RetryReply> => {
  const row = await requireRetryable(core.database.reader.manager, session, mutationId)
  const { type, entity, entityId } = row
  if (isMergeable(type) && entity !== null && entityId !== null) return await sendRecord(core, link, session, { ...row, type, entity, entityId }, choice)
  await sendStep(core, session, mutationId)
  return { outcome: 'sent' }
}
