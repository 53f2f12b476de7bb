/** What central refused, sent again by the person whose it is, as long as nobody's text has to give way to another's. */
import { answerOf } from '../answer-of.ts'
import type { FuzzDesktop } from '../fuzz-desktop.ts'
import { operatorAt, type FuzzStep } from '../fuzz-step.ts'
import { must, outboxOf } from '../invariants.ts'

export const refusedSteps: readonly FuzzStep[] = [
  {
    name: 'changes.retry', weight: 4,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const mine = (await page.changes.list({})).filter(({ mayRetry }) => mayRetry)
      if (mine.length === 0) return null
      const { mutationId } = office.random.pick(mine)
      const row = outboxOf(desktop).find((one) => one.mutationId === mutationId)
      let outcome = ''
      const answer = await answerOf(page.changes.retry({ mutationId }).then((reply) => { outcome = reply.outcome }))
      // Together with those it was made on: they leave the list with it.
      if (outcome === 'sent' || desktop.isDead) office.model.sentAgain.add(`${row?.entity ?? ''} ${row?.entityId ?? mutationId}`)
      return outcome === '' ? answer : outcome
    },
  },
]

/** Somebody looks through all of it and gives it up: from then on this desktop holds what central holds, nothing else. */
export const discardRefused = async (desktop: FuzzDesktop): Promise<void> => {
  const page = await desktop.page('supervisor')
  for (const { mutationId } of outboxOf(desktop)) {
    const answer = await answerOf(page.changes.discard({ mutationId, reason: 'notNeeded' }))
    must(answer === 'answered', `a refused change at ${desktop.name} cannot be discarded: ${answer}`)
  }
}
