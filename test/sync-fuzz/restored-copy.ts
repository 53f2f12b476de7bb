/**
 * Somebody puts back an older copy of a desktop's files and works on. What it does at places of its sequence that central has seen must be
 * refused and raise an alert; then the desktop is given up and another one enrolled in its place.
 */
import { answerOf } from './answer-of.ts'
import type { FuzzDesktop } from './fuzz-desktop.ts'
import type { FuzzOffice } from './fuzz-office.ts'
import type { FuzzStep } from './fuzz-step.ts'
import { must, outboxOf, recordsOf } from './invariants.ts'

const work = async (office: FuzzOffice, desktop: FuzzDesktop): Promise<void> => {
  const page = await desktop.page('operator')
  for (let times = office.random.integer(1, 3); times > 0; times -= 1) {
    const { active } = await page.calls.open({})
    const { callId } = active ?? (await page.calls.start({}))
    await page.calls.save({ callId, notes: `${active?.notes ?? ''}写しから ${times}` })
    if (office.random.chance(0.5)) await page.calls.park({ callId })
  }
}

const goOnFromCopy = async (office: FuzzOffice, desktop: FuzzDesktop): Promise<string> => {
  const { central, model } = office
  const { deviceId } = desktop
  const before = await central.query<{ sequence: string; mutation_id: string }>('select sequence::text, mutation_id from mutation_log where device_id = $1', [deviceId])
  const known = new Map(before.map((row) => [Number(row.sequence), row.mutation_id]))
  // What was done since the copy and never left this desktop went with its disk.
  const bodies = (await central.query<{ body: string }>('select body::text as body from feed')).map(({ body }) => body).join('\n')
  const copiedAt = model.copiedAt.get(desktop.name) ?? 0
  for (let index = model.texts.length - 1; index >= 0; index -= 1) {
    const kept = model.texts[index]!
    if (kept.desktop === desktop.name && kept.step >= copiedAt && !bodies.includes(kept.text)) model.texts.splice(index, 1)
  }
  model.givenUp.add(deviceId)
  desktop.network.isDown = false
  desktop.network.isCalm = true
  if (desktop.clientVersion < central.minimumClientVersion) desktop.clientVersion = central.minimumClientVersion
  await desktop.restoreCopy()
  await work(office, desktop)
  await office.lookAtOutbox(desktop)
  const reused = [...model.seen.values()].filter((one) => one.deviceId === deviceId && known.has(one.sequence) && known.get(one.sequence) !== one.mutationId)
  const answer = await answerOf(desktop.sync())
  must(answer === 'answered', `a desktop with older files does not come through: ${answer}`)
  await desktop.network.deliverLate()
  await office.lookAtOutbox(desktop)
  const outbox = new Map(outboxOf(desktop).map((row) => [row.mutationId, row]))
  for (const { mutationId, sequence, type } of reused) {
    const rows = await central.query('select 1 from mutation_log where mutation_id = $1', [mutationId])
    must(rows.length === 0, `${type} at the used place ${sequence} was obeyed`)
    // An audit entry that is refused is handed in again.
    if (outbox.has(mutationId)) must(outbox.get(mutationId)?.code === 'SEQUENCE_REUSED', `${type} at the used place ${sequence} was not refused for it`)
  }
  const alerts = (await central.central.admin.listAlerts()).filter((alert) => alert.deviceId === deviceId && alert.kind === 'sequenceReused')
  must(reused.every(({ mutationId }) => !outbox.has(mutationId)) || alerts.length > 0, 'no alert tells of the desktop with older files')
  model.leftBehind.push(...outboxOf(desktop).map(({ payload }) => payload), ...[...recordsOf(desktop.backend.core.database.rawReader).values()].map(({ body }) => String(body)))
  await desktop.stop()
  const next = await office.openDesktop(desktop.name.replace(/-\d+$/u, ''))
  office.desktops[office.desktops.indexOf(desktop)] = next
  await answerOf(next.sync())
  return `${reused.length} reused places refused`
}

export const copySteps: readonly FuzzStep[] = [
  {
    name: 'files are copied', weight: 3,
    run: async (office, desktop) => {
      if (desktop.isDiskFull) return null
      await desktop.keepCopy()
      office.model.copiedAt.set(desktop.name, office.step)
      return 'copied'
    },
  },
  {
    name: 'an older copy is put back', weight: 3,
    run: async (office, desktop) => (desktop.hasCopy && office.central.url !== null ? await goOnFromCopy(office, desktop) : null),
  },
]
