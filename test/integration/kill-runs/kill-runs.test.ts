import { describe, expect, it } from '@jest/globals'
import { killCentral } from '#test/kill-runs/kill-central.ts'
import { killDesktops } from '#test/kill-runs/kill-desktops.ts'

// SIGKILL for real processes on real files, a few times by a fixed seed: test/kill-runs, docs/sync.md. More: npm run test:kills.

describe('nothing that was acknowledged is missing', () => {
  it('after a desktop was killed while it opened, fetched its list and worked', async () => {
    const report = await killDesktops({ database: 'pglite', kills: 3, seed: 1 })
    // A run in which nobody was told anything would prove nothing.
    expect(report.acknowledged).toBeGreaterThan(0)
    expect(report.looks).toBeGreaterThan(0)
    expect(report.mutations).toBeGreaterThan(0)
  }, 240_000)

  it('after central was killed on its embedded database', async () => {
    const report = await killCentral({ database: 'pglite', kills: 3, seed: 2 })
    expect(report.acknowledged).toBeGreaterThan(0)
    expect(report.looks).toBeGreaterThan(0)
    expect(report.mutations).toBe(report.acknowledged)
  }, 240_000)
})
