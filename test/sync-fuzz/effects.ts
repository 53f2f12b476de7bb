/** Each mutation has one effect, and no text is lost: what people did, against what central remembers and holds. */
import type { FuzzModel, SeenMutation } from './fuzz-model.ts'
import type { FuzzOffice } from './fuzz-office.ts'
import { outboxOf, must } from './invariants.ts'

interface Remembered { device_id: string; sequence: string; mutation_id: string; type: string; outcome: string; code: string | null }

const logOf = async (office: FuzzOffice): Promise<Remembered[]> =>
  await office.central.query<Remembered>('select device_id, sequence::text, mutation_id, type, outcome, code from mutation_log order by device_id, mutation_log.sequence')

/** Refused audit entries, calls and lots are taken out of the outbox again: what they hold goes up in another mutation. */
const mayBeTakenBack = ({ type, code }: Pick<Remembered, 'type' | 'code'>): boolean =>
  (code === 'SESSION_ENDED' && (type === 'audit.recorded' || type === 'call.saved')) || ((code === 'SESSION_ENDED' || code === 'VERSION_CONFLICT') && type === 'lot.saved')

const recordOf = ({ type, payload }: SeenMutation): string | null => (type === 'call.saved' ? String(payload['callId']) : type === 'lot.saved' ? String(payload['lotId']) : null)

/** Not handed over, because it was made on a refused one; where it is not shown either, a later save of the whole record holds what it held. */
const stayedHere = (model: FuzzModel, seen: SeenMutation, remembered: ReadonlyMap<string, Remembered>): boolean => {
  if (model.refusedHere.has(seen.mutationId)) return true
  const record = recordOf(seen)
  return record !== null && [...model.seen.values()].some((later) =>
    later.deviceId === seen.deviceId && later.sequence > seen.sequence && recordOf(later) === record && remembered.get(later.mutationId)?.outcome === 'applied')
}

const wasSentAgain = ({ sentAgain, records }: FuzzModel, { mutationId }: SeenMutation): boolean => sentAgain.has(records.get(mutationId) ?? '') || sentAgain.has(` ${mutationId}`)

/** Sequences without gaps; what was kept on a disk has arrived; what was refused lies where a person sees it. */
export const checkArrival = async (office: FuzzOffice): Promise<void> => {
  const { model } = office
  const log = await logOf(office)
  const byId = new Map(log.map((row) => [row.mutation_id, row]))
  const byPlace = new Map([...model.seen.values()].map((seen) => [`${seen.deviceId} ${seen.sequence}`, seen]))
  const next = new Map<string, number>()
  for (const { device_id: deviceId, sequence } of log) {
    const after = next.get(deviceId) ?? 0
    for (let missing = after + 1; missing < Number(sequence); missing += 1) {
      const seen = byPlace.get(`${deviceId} ${missing}`)
      must(seen !== undefined && stayedHere(model, seen, byId), `sequence ${sequence} of ${deviceId} follows on ${missing - 1} (${seen?.type ?? "never seen"})`)
    }
    next.set(deviceId, Number(sequence))
  }
  const waitsForPerson = new Map(office.desktops.flatMap((desktop) => outboxOf(desktop).map((row) => [row.mutationId, row] as const)))
  for (const [mutationId, { state }] of waitsForPerson) must(state !== 'waiting', `${mutationId} still waits in an outbox`)
  for (const mutationId of model.durable) {
    const seen = model.seen.get(mutationId)
    if (seen === undefined || model.givenUp.has(seen.deviceId)) continue
    const row = byId.get(mutationId)
    if (row === undefined && stayedHere(model, seen, byId)) continue
    must(row !== undefined, `${seen.type} ${mutationId} (sequence ${seen.sequence}) never arrived`)
    const isKept = waitsForPerson.get(mutationId)
    if (row?.outcome === 'applied') must(isKept === undefined, `${seen.type} ${mutationId} was taken, and is kept as refused`)
    else if (row !== undefined && !mayBeTakenBack(row) && !wasSentAgain(model, seen)) must(isKept?.state === row.outcome && isKept.code === row.code, `${seen.type} ${mutationId} was refused (${row.code ?? ''}) and is not shown to anybody`)
  }
}

type Counted = Readonly<Record<string, { readonly table: string; readonly id: (payload: Record<string, unknown>) => unknown }>>
/** Kinds that nothing but saves of desktops changes: as many versions as saves. */
const counted: Counted = {
  'call.saved': { table: 'call', id: ({ callId }) => callId },
  'provisionalCodeRequest.saved': { table: 'provisional_code_request', id: ({ requestId }) => requestId },
  'lot.saved': { table: 'lot', id: ({ lotId }) => lotId },
  'callback.saved': { table: 'callback', id: ({ callbackId }) => callbackId },
  'postingSlip.saved': { table: 'posting_slip', id: ({ slipId }) => slipId },
}

/** Steps of a notice that leave one event each, signed with who did it when. */
const signed: Readonly<Record<string, string>> = {
  'notice.approved': 'queued', 'notice.cancelled': 'cancelled', 'notice.voided': 'voided', 'notice.printed': 'printed', 'notice.sealed': 'sealed', 'notice.posted': 'posted', 'notice.sentBack': 'requested',
}

const seenOf = (model: FuzzModel, row: Remembered): SeenMutation => {
  const seen = model.seen.get(row.mutation_id)
  if (seen === undefined) throw new Error(`Central took ${row.mutation_id}, which no desktop ever sent`)
  return seen
}

export const checkEffects = async (office: FuzzOffice): Promise<void> => {
  const applied = (await logOf(office)).filter(({ outcome }) => outcome === 'applied').map((row) => ({ ...row, seen: seenOf(office.model, row) }))
  for (const [type, { table, id }] of Object.entries(counted)) {
    const saves = new Map<string, number>()
    for (const { seen } of applied.filter((row) => row.type === type)) saves.set(String(id(seen.payload)), (saves.get(String(id(seen.payload))) ?? 0) + 1)
    const rows = await office.central.query<{ id: string; version: number }>(`select id, version from "${table}"`)
    for (const row of rows) must(row.version === (saves.get(row.id) ?? 0), `${table} ${row.id} has version ${row.version} after ${saves.get(row.id) ?? 0} saves`)
    must(rows.length === saves.size, `${saves.size} of ${type} were taken, ${rows.length} are there`)
  }
  const requested = applied.filter(({ type }) => type === 'notice.requested').length
  const [notices] = await office.central.query<{ count: string }>('select count(*)::text as count from notice')
  must(notices?.count === String(requested), `${requested} requests were taken, ${notices?.count ?? ''} notices are there`)
  const events = await office.central.query<{ notice_id: string; at: string; staff_id: string | null; device_id: string | null; to_state: string }>('select notice_id, at, staff_id, device_id, to_state from notice_event')
  const count = new Map<string, number>()
  for (const { notice_id: noticeId, at, staff_id: staffId, device_id: deviceId, to_state: to } of events) {
    const key = [noticeId, at, staffId, deviceId, to].join(' ')
    count.set(key, (count.get(key) ?? 0) + 1)
  }
  const steps = new Map<string, number>()
  for (const { seen } of applied) {
    const to = signed[seen.type]
    if (to === undefined) continue
    const key = [String(seen.payload['noticeId']), seen.occurredAt, seen.staffId, seen.deviceId, to].join(' ')
    steps.set(key, (steps.get(key) ?? 0) + 1)
  }
  for (const [key, times] of steps) must(count.get(key) === times, `a step was taken ${times} times and stands ${count.get(key) ?? 0} times in the history: ${key}`)
}

/** Every text a person was told is kept stands at central or in a refused change. */
export const checkTexts = async (office: FuzzOffice): Promise<void> => {
  const bodies = (await office.central.query<{ body: string }>('select body::text as body from feed')).map(({ body }) => body)
  const refused = office.desktops.flatMap((desktop) => outboxOf(desktop).map(({ payload }) => payload))
  const everything = [...bodies, ...refused, ...office.model.leftBehind].join('\n')
  for (const { text, desktop, step } of office.model.texts) must(everything.includes(text), `what was typed at ${desktop} in step ${step} is lost: ${text}`)
}

/** Every desktop's chain is whole at central, and all of it is there. */
export const checkAudit = async (office: FuzzOffice): Promise<void> => {
  const reports = await office.central.central.admin.verifyAudit()
  for (const report of reports) must(report.firstBroken === null, `the audit chain is broken: ${JSON.stringify(report)}`)
  for (const desktop of office.desktops) {
    const own = desktop.backend.core.database.rawReader.prepare('SELECT count(*) FROM audit_entry').pluck().get() as number
    const [there] = await office.central.query<{ count: string }>('select count(*)::text as count from audit_entry where device_id = $1', [desktop.deviceId])
    must(there?.count === String(own), `${own} audit entries at ${desktop.name}, ${there?.count ?? '0'} at central`)
  }
}
