/** Central takes newer clients only, and one desktop is an older one: it may read, not write, and keeps what waits. */
import { answerOf } from '../answer-of.ts'
import { newerVersion, olderVersion } from '../fuzz-office.ts'
import { operatorAt, typing, type FuzzStep } from '../fuzz-step.ts'
import { must, outboxOf } from '../invariants.ts'

export const olderClientStep: FuzzStep = {
  name: 'an older client', weight: 3,
  run: async (office, desktop) => {
    if (desktop.isDiskFull || desktop.network.isDown) return null
    desktop.dieAt(0)
    const wasCalm = desktop.network.isCalm
    desktop.network.isCalm = true
    try {
      if (office.central.minimumClientVersion !== newerVersion) {
        await office.central.close()
        await office.central.open(newerVersion)
      }
      desktop.clientVersion = olderVersion
      await desktop.restart()
      const text = office.model.newText()
      const page = await desktop.page(operatorAt(office, desktop))
      const { callId, notes } = (await page.calls.open({})).active ?? (await page.calls.start({}))
      const typed = await typing(office, desktop, [text], () => page.calls.save({ callId, notes: notes + text }))
      await office.lookAtOutbox(desktop)
      const waiting = outboxOf(desktop).filter(({ state }) => state === 'waiting')
      const handedIn = async (): Promise<string[]> =>
        (await office.central.query<{ mutation_id: string }>('select mutation_id from mutation_log where device_id = $1 order by sequence', [desktop.deviceId])).map((row) => row.mutation_id)
      const before = await handedIn()
      const answer = await answerOf(desktop.sync())
      if (waiting.length > 0) must(answer.includes('CLIENT_TOO_OLD'), `an older client was not told that it is too old: ${answer}`)
      // Waiting, or refused here because it was made on a refused one.
      const kept = new Set(outboxOf(desktop).map(({ mutationId }) => mutationId))
      must(waiting.every(({ mutationId }) => kept.has(mutationId)), 'an older client has not kept what waits')
      must((await handedIn()).join() === before.join(), 'central took something from an older client')
      must((await answerOf(desktop.backend.link.callAsDevice('pullChanges', { query: { limit: 1 } }))) === 'answered', 'an older client may not read')
      office.model.count('older client at work')
      return `${typed}, ${waiting.length} wait, ${answer}`
    } finally {
      desktop.network.isCalm = wasCalm
    }
  },
}
