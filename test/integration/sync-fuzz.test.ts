import { describe, expect, it } from '@jest/globals'
import { runFuzz } from '#test/sync-fuzz/run-fuzz.ts'

// Three desktops and a central over a bad network, by fixed seeds: test/sync-fuzz, docs/sync.md. Others: npm run fuzz:sync.

describe('whatever goes wrong between desktops and central', () => {
  it.each([1, 6])('nothing is lost and nothing counts twice (seed %i)', async (seed) => {
    const report = await runFuzz({ seed, steps: 90 })
    // A run in which nothing was done or nothing went wrong would prove nothing.
    expect(report.mutations).toBeGreaterThan(20)
    expect(report.texts).toBeGreaterThan(10)
    expect(report.deaths).toBeGreaterThan(0)
  }, 240_000)
})
