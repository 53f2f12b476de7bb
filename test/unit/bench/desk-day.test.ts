/** What the sync benches hand in is what a desk hands in: it fits the contract, in order, with a whole audit chain. */
import { describe, expect, it } from '@jest/globals'
import { mutationEnvelope, mutationPayloads, type MutationEnvelope, type MutationType } from '#shared/contract/central/sync.ts'
import { generateBenchList } from '#test/bench/facilities/generate.ts'
import { createDeskDay } from '#test/bench/sync/desk-day.ts'

const desk = { deviceToken: 'device', deviceNumber: 7, staffId: 'operator7', sessionId: '01990000-0000-7000-8000-000000000001' }
const facilities = generateBenchList({ seed: 3, count: 300 }).map(({ facility }) => facility)
const day = () => createDeskDay({ desk, facilities, receiptVerifier: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA', seed: 1, savesPerCall: 3 })

const payloadsOf = <T extends MutationType>(mutations: readonly MutationEnvelope[], type: T) =>
  mutations.filter((mutation) => mutation.type === type).map((mutation) => mutationPayloads[type].parse(mutation.payload))

describe('a day of a desk', () => {
  it('fits the contract and counts up without gaps, however it is taken', () => {
    const made = day()
    const mutations = [...made.take(1), ...made.take(333), ...made.take(666)]
    expect(mutations.map((mutation) => mutationEnvelope.parse(mutation).sequence)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1))
    for (const { type, payload } of mutations) expect(mutationPayloads[type as MutationType].safeParse(payload).success).toBe(true)
  })

  it('saves a call three times, verifies about seven of ten, requests a letter for about half of these', () => {
    const mutations = day().take(1000)
    const calls = payloadsOf(mutations, 'audit.recorded').length
    expect(payloadsOf(mutations, 'call.saved').length / calls).toBeCloseTo(3, 1)
    expect(payloadsOf(mutations, 'verification.recorded').length / calls).toBeGreaterThan(0.6)
    expect(payloadsOf(mutations, 'verification.recorded').length / calls).toBeLessThan(0.8)
    expect(payloadsOf(mutations, 'notice.requested').length / calls).toBeGreaterThan(0.25)
    expect(payloadsOf(mutations, 'notice.requested').length / calls).toBeLessThan(0.45)
  })

  it('keeps one audit chain over the whole day', () => {
    const entries = payloadsOf(day().take(1000), 'audit.recorded').flatMap((payload) => ('entries' in payload ? payload.entries : []))
    entries.forEach((entry, index) => {
      expect(entry.position).toBe(index + 1)
      expect(entry.previousHash).toBe(index === 0 ? '0'.repeat(64) : entries[index - 1]?.hash)
    })
  })
})
