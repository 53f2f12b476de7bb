/** Steps of the demo around the call itself: parked, led by the guidance, called back. */
import { nextLogInStep, type LogInAnswers } from '#shared/domain/log-in-path.ts'
import type { ChosenFacilities } from './choose-facilities.ts'
import type { DeskClient } from './desktops.ts'
import type { Checks, Script } from './steps.ts'

/** A list where everything can be compared takes the supervisor's step for another reason: an account made with a 仮コード. */
export const accountStateFor = (isBare: boolean) => (isBare ? 'registered' : 'registeredWithProvisionalCode')

/** Another line rings while somebody is on the telephone. */
export const answerMeanwhile = async (script: Script, operator: DeskClient, callId: string) => await script.step('parks the call, answers another one, goes on', async (check: Checks) => {
  const { active, parked } = await operator.calls.park({ callId, note: '医療機関等コードを確かめに行かれた' })
  check.that(active === null && parked.some((call) => call.callId === callId), 'parked, with what to remember')
  const other = await operator.calls.start({})
  await operator.calls.save({ callId: other.callId, question: 'Q3', outcome: 'guided' })
  await operator.calls.finish({ callId: other.callId })
  const resumed = await operator.calls.resume({ callId })
  check.that(resumed.active?.callId === callId && resumed.parked.length === 0, 'a question was answered meanwhile; the first call is at hand again')
})

/** The decision path for log-in trouble: the address is not known any more. */
export const walkPath = async (script: Script, operator: DeskClient, callId: string, { main, isBare }: ChosenFacilities) => await script.step('walks the decision path for log-in trouble', async (check: Checks) => {
  const accountState = accountStateFor(isBare)
  const answers: LogInAnswers = { trouble: 'cannotLogIn', knowsAddress: 'no' }
  const step = nextLogInStep(answers, accountState)
  check.that(step.kind === 'end' && step.end === (isBare ? 'notice' : 'supervisor'), isBare ? 'address unknown: it ends in a letter' : 'an account made with a 仮コード: it ends with the supervisor')
  const cards = await operator.guidance.cards({})
  check.that(cards.some((card) => card.name === 'Q11' && card.end === 'notice'), 'as the card of the question does')
  const saved = await operator.calls.save({ callId, paths: [{ kind: 'logIn', facilityCode: main.facilityCode, answers, end: step.end, overrideReason: null }] })
  check.that(saved.paths.length === 1, 'kept on the call')
})

/** A promise to call back, kept. */
export const callBack = async (script: Script, operator: DeskClient) => await script.step('promises to call back, and does', async (check: Checks) => {
  const call = await operator.calls.start({})
  await operator.calls.save({ callId: call.callId, callerName: '例示 折返', callbackTelephone: '03-0000-0001', question: 'Q14', outcome: 'callbackPromised' })
  const promised = await operator.callbacks.promise({ callId: call.callId, kind: 'promised', target: 'told', telephone: '03-0000-0001', about: '締切を確かめて折り返す' })
  check.that(promised.state === 'open' && Date.parse(promised.dueAt) > Date.parse(promised.createdAt), 'open, with the time it is due')
  await operator.calls.finish({ callId: call.callId })
  const waiting = (await operator.callbacks.list({})).find(({ callbackId }) => callbackId === promised.callbackId)
  check.that(waiting !== undefined, 'in everybody’s list')
  const done = await operator.callbacks.finish({ callbackId: promised.callbackId, version: waiting.version, result: '締切を伝えた' })
  check.that(done.state === 'done' && (await operator.callbacks.list({})).every(({ callbackId }) => callbackId !== promised.callbackId), 'done, and out of the list')
})
