/** A push: checked, applied and remembered in order, each mutation exactly once, all in one transaction. */
import { hash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { syncSchemaVersion, type MutationEnvelope, type MutationOutcome, type RejectionCode } from '#shared/contract/central/sync.ts'
import type { SecurityAlertKind } from '#shared/domain/security-alerts.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import { isOfItsContent, isUniqueViolation, type Database, type Transaction } from '../database/open-database.ts'
import { isStorableJson } from '../plain-json.ts'
import type { CentralLog, Clock } from '../ports.ts'
import { findRemembered, outcomeAgain, remember, rememberRejected, type NewMutation, type Remembered } from '../sync/mutation-log-repository.ts'
import { isKnownType } from './handlers.ts'
import { readMutation, startSettling, type Prepared, type ReadMutation } from './settling.ts'

interface Pushed {
  readonly envelope: MutationEnvelope
  readonly row: NewMutation
  /** False: refused or parked without being looked at. */
  readonly isToSettle: boolean
}

// What cannot be stored may also be nested too deeply to be written out: its id must do.
const contentHashOf = (envelope: MutationEnvelope, isStorable: boolean): string =>
  hash('sha256', isStorable ? JSON.stringify(envelope) : envelope.mutationId)

/** As it is remembered before anything is done. What is not applied keeps the person's text, unless it cannot be stored at all. */
function pushedOf(envelope: MutationEnvelope): Pushed {
  const isStorable = isStorableJson(envelope)
  const { sequence, type } = envelope
  const common = { sequence, mutationId: envelope.mutationId.toLowerCase(), type: isStorable ? type : '', contentHash: contentHashOf(envelope, isStorable) }
  if (!isStorable) return { envelope, isToSettle: false, row: { ...common, outcome: 'rejected', code: 'INVALID_PAYLOAD', envelope: null } }
  // A known type in a newer form would lose what this version cannot read: parked like an unknown one.
  if (!isKnownType(type) || envelope.schemaVersion > syncSchemaVersion) return { envelope, isToSettle: false, row: { ...common, outcome: 'deferred', code: null, envelope } }
  return { envelope, isToSettle: true, row: { ...common, outcome: 'applied', code: null, envelope: null } }
}

const nothingRemembered = (): { places: Map<number, Remembered>; mutationIds: Set<string> } => ({ places: new Map(), mutationIds: new Set() })

/** Once what was asked of the database has left: it works at the same time. */
async function readAll(pushed: readonly Pushed[]): Promise<ReadMutation[]> {
  await turn()
  return pushed.map(({ envelope }) => readMutation(envelope))
}

/** Refusals that point at tampering. */
const alarming: Partial<Record<RejectionCode, SecurityAlertKind>> = { AUDIT_CHAIN_BROKEN: 'auditChainBroken' }

/**
 * Outcomes in the order of the push.
 * @param isNew nothing of it is expected to have been handed in before
 * @throws a unique violation where that is wrong, or another hand-in was quicker
 */
async function applyAll(transaction: Transaction, deviceId: string, now: number, pushed: readonly Pushed[], isNew: boolean): Promise<MutationOutcome[]> {
  const { places, mutationIds } = isNew ? nothingRemembered() : await findRemembered(transaction, deviceId, pushed.map(({ row }) => row))
  const sequences = new Set(places.keys())
  const fresh = new Set(pushed.filter(({ row }) => {
    if (sequences.has(row.sequence) || mutationIds.has(row.mutationId)) return false
    sequences.add(row.sequence)
    mutationIds.add(row.mutationId)
    return true
  }))
  const toSettle = pushed.filter((one) => fresh.has(one) && one.isToSettle)
  // First the places in the sequence, so that the same mutations handed in twice at once wait here. They are read meanwhile.
  const [, read] = await Promise.all([remember(transaction, deviceId, new Date(now), [...fresh].map(({ row }) => row)), readAll(toSettle)])

  const settling = startSettling(transaction, deviceId, now)
  const prepared = await settling.prepare(read)
  const raise = async (kind: SecurityAlertKind) => {
    await settling.flush()
    await raiseAlert(transaction, { kind, raisedAt: new Date(now), deviceId, noticeId: null })
  }

  const outcomes: MutationOutcome[] = []
  const rejected: NewMutation[] = []
  let next = 0
  const settleNext = async (): Promise<RejectionCode | null> => {
    await settling.announce(prepared, next)
    return settling.settle(prepared[next++] as Prepared)
  }
  for (const one of pushed) {
    const { envelope, row } = one
    const { mutationId, sequence } = envelope
    if (!fresh.has(one)) {
      const again = outcomeAgain(places.get(sequence) ?? null, envelope, row.contentHash)
      if (again.code === 'SEQUENCE_REUSED') await raise('sequenceReused')
      outcomes.push(again)
      continue
    }
    const code = one.isToSettle ? await settleNext() : (row.code as RejectionCode | null)
    const outcome = one.isToSettle && code !== null ? 'rejected' : row.outcome
    if (one.isToSettle && code !== null) rejected.push({ ...row, outcome, code, envelope })
    const alert = code === null ? undefined : alarming[code]
    if (alert !== undefined) await raise(alert)
    places.set(sequence, { ...row, outcome, code })
    outcomes.push({ mutationId, sequence, outcome, code })
  }
  await settling.flush()
  await rememberRejected(transaction, deviceId, rejected)
  return outcomes
}

const mostAttempts = 3

async function applyTogether(database: Database, deviceId: string, now: number, pushed: readonly Pushed[]): Promise<MutationOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction((transaction) => applyAll(transaction, deviceId, now, pushed, attempt === 1))
    } catch (error) {
      // A mutation that was handed in before, a new record that came from elsewhere meanwhile: known next time.
      if (attempt >= mostAttempts || !isUniqueViolation(error)) throw error
    }
  }
}

/** Whose content central cannot store or fails over: kept as refused, so that it does not hold up what comes after it. */
const asRefused = ({ envelope, row }: Pushed): Pushed => ({ envelope, isToSettle: false, row: { ...row, outcome: 'rejected', code: 'INVALID_PAYLOAD', envelope } })

/**
 * One transaction for all; a mutation that is rejected has no effect and does not stop those after it. When that fails unexpectedly
 * nothing of it is kept, and each is tried in a transaction of its own.
 * @param deviceId the device that hands them in: a mutation is bound to it
 * @returns outcomes in order; fewer than handed in where central failed in the middle: the rest is to be handed in again
 * @throws whatever made the very first of them fail
 */
export async function applyPush(database: Database, clock: Clock, log: CentralLog, deviceId: string, envelopes: readonly MutationEnvelope[]): Promise<MutationOutcome[]> {
  const now = clock.now()
  const pushed = envelopes.map(pushedOf)
  try {
    return await applyTogether(database, deviceId, now, pushed)
  } catch (error) {
    log.warn('push settled one by one', { count: pushed.length, error: error instanceof Error ? error.name : typeof error })
  }
  const outcomes: MutationOutcome[] = []
  for (const one of pushed) {
    try {
      outcomes.push(...await applyTogether(database, deviceId, now, [one]))
    } catch (error) {
      log.error('mutation failed', error, { type: one.row.type })
      if (isOfItsContent(error)) outcomes.push(...await applyTogether(database, deviceId, now, [asRefused(one)]))
      else if (outcomes.length > 0) return outcomes
      else throw error
    }
  }
  return outcomes
}
