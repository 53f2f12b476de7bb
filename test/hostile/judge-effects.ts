/** Whether what a request changed is what it may change. */
import { mutationTypes, pushReply, pushRequest } from '#shared/contract/central/sync.ts'
import { beyondCounting, outcomesIn, tablesOfMutation, tablesOfOperation } from './allowed-effects.ts'
import type { Effect } from './effects.ts'
import type { HostileWorld } from './hostile-world.ts'
import { isSuccess, Wrong } from './judge.ts'
import type { Exchange } from './raw-http.ts'
import { readJson } from './requests/body-requests.ts'
import type { HostileRequest } from './requests/hostile-request.ts'
import { mayApply } from './requests/push-requests.ts'

const told = (effects: readonly Effect[]): string => effects.map(({ table, before, after }) => `${table} ${before === null ? 'new' : after === null ? 'gone' : 'changed'}`).join(', ')

/** @returns outcomes by type of mutation */
function judgePush(world: HostileWorld, request: HostileRequest, body: string, answer: string, effects: readonly Effect[]): string[] {
  const sent = pushRequest.parse(readJson(body)).mutations
  const { outcomes } = pushReply.parse(readJson(answer))
  const deviceId = request.deviceId ?? ''
  if (outcomes.length !== sent.length) throw new Wrong('some mutations have no outcome')
  const places = world.usedPlaces.get(deviceId) ?? new Set()
  world.usedPlaces.set(deviceId, places)
  const inLog = outcomesIn(effects)
  const allowed = new Set<string>()
  const results: string[] = []
  for (const [index, mutation] of sent.entries()) {
    const { outcome, code } = outcomes[index] ?? { outcome: 'rejected' as const, code: null }
    const isTaken = places.has(mutation.sequence) || world.usedMutations.has(mutation.mutationId.toLowerCase())
    if (outcome === 'applied' && !mayApply(world, deviceId, mutation)) throw new Wrong(`${mutation.type} was applied`)
    if (outcome === 'duplicate' && !isTaken) throw new Wrong(`${mutation.type} was taken for a repeat`)
    const logged = inLog.get(mutation.mutationId.toLowerCase())
    if (!isTaken && (logged?.outcome !== outcome || logged.code !== code)) throw new Wrong(`${mutation.type} is remembered otherwise than it was answered`)
    if (outcome === 'applied') for (const table of tablesOfMutation(mutation.type)) allowed.add(table)
    if (code !== 'SEQUENCE_REUSED') {
      places.add(mutation.sequence)
      world.usedMutations.add(mutation.mutationId.toLowerCase())
    }
    results.push(`${(mutationTypes as readonly string[]).includes(mutation.type) ? mutation.type : 'unknown'} ${outcome === 'rejected' ? code ?? '' : outcome}`)
  }
  const beyond = beyondCounting(effects, 'pushMutations').filter(({ table }) => !allowed.has(table))
  if (beyond.length > 0) throw new Wrong(`what was refused changed ${told(beyond)}`)
  return results
}

/** @returns outcomes of its mutations, where it is a push that was taken @throws Wrong */
export function judgeEffects(world: HostileWorld, request: HostileRequest, { answers: [answer] }: Exchange, effects: readonly Effect[]): string[] {
  const { operation } = request
  if (answer === undefined || !isSuccess(answer) || operation === 'none' || operation === 'callback') {
    const beyond = beyondCounting(effects, operation)
    if (beyond.length > 0) throw new Wrong(`was refused and changed ${told(beyond)}`)
    return []
  }
  if (operation === 'pushMutations') return judgePush(world, request, request.sent ?? '', answer.body, effects)
  const beyond = beyondCounting(effects, operation).filter(({ table }) => !tablesOfOperation(operation).includes(table))
  if (beyond.length > 0) throw new Wrong(`changed ${told(beyond)}`)
  return []
}
