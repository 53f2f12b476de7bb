/** Calls as they come in: begun, typed in, parked, gone on with, finished; and what is promised in them. */
import type { CallRecord } from '#shared/contract/records.ts'
import { type DeskClient } from '#test/support/test-desktop.ts'
import { answerOf } from '../answer-of.ts'
import { operatorAt, typing, type FuzzStep } from '../fuzz-step.ts'

const activeCall = async (page: DeskClient): Promise<CallRecord | null> => (await page.calls.open({})).active

/** The notes grow as a person types: what was typed before is not taken away. */
const longest = 4000

export const callSteps: readonly FuzzStep[] = [
  {
    name: 'calls.start', weight: 8,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const active = await activeCall(page)
      if (active !== null && office.random.chance(0.7)) return await answerOf(page.calls.park({ callId: active.callId, note: 'のち' }))
      return await answerOf(page.calls.start({ telephone: '075-000-0000' }))
    },
  },
  {
    name: 'calls.save', weight: 22,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const call = await activeCall(page)
      if (call === null) return await answerOf(page.calls.start({}))
      let answer = 'answered'
      let { notes } = call
      for (let typed = office.random.integer(1, 4); typed > 0 && answer === 'answered' && notes.length < longest; typed -= 1) {
        const text = office.model.newText()
        notes += text
        answer = await typing(office, desktop, [text], () => page.calls.save({
          callId: call.callId, notes, callerName: '見本 受付', facilityCodes: [office.random.pick(office.codes)], question: 'Q11', callbackTelephone: '03-0000-0000',
        }))
      }
      return answer
    },
  },
  {
    name: 'calls.park or resume', weight: 6,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const { active, parked } = await page.calls.open({})
      if (parked.length > 0 && office.random.chance(0.6)) return await answerOf(page.calls.resume({ callId: office.random.pick(parked).callId }))
      return active === null ? null : await answerOf(page.calls.park({ callId: active.callId, note: 'のちほど' }))
    },
  },
  {
    name: 'calls.finish', weight: 6,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const call = await activeCall(page)
      if (call === null) return null
      const saved = await answerOf(page.calls.save({ callId: call.callId, outcome: 'disconnected' }))
      return saved === 'answered' ? await answerOf(page.calls.finish({ callId: call.callId })) : saved
    },
  },
  {
    name: 'callbacks.promise', weight: 5,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const call = await activeCall(page)
      if (call === null) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.callbacks.promise({ callId: call.callId, facilityCode: office.random.pick(office.codes), kind: 'promised', target: 'told', telephone: '075-000-0000', about: `折り返し ${text}` }))
    },
  },
  {
    name: 'callbacks.attempt, finish, cancel, assign', weight: 7,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const open = (await page.callbacks.list({})).filter(({ state }) => state === 'open')
      if (open.length === 0) return null
      const { callbackId, version } = office.random.pick(open)
      const text = office.model.newText()
      switch (office.random.pick(['attempt', 'attempt', 'finish', 'cancel', 'assign'] as const)) {
        case 'attempt':
          return await answerOf(page.callbacks.attempt({ callbackId, version, result: 'busy', dueAt: new Date(office.now() + 3_600_000).toISOString() }))
        case 'finish':
          return await typing(office, desktop, [text], () => page.callbacks.finish({ callbackId, version, result: `済 ${text}` }))
        case 'cancel':
          return await typing(office, desktop, [text], () => page.callbacks.cancel({ callbackId, version, reason: `不要 ${text}` }))
        case 'assign':
          return await typing(office, desktop, [text], () => page.callbacks.assign({ callbackId, version, assignedTo: 'operator2', reason: `担当替え ${text}` }))
      }
    },
  },
]
