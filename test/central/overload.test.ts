/** More than the database can do: whoever comes too much is sent away at once, with a time to come back, and nobody else is the worse for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { enrolDesktop, type Desktop } from './support/desktop.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
beforeAll(async () => {
  test = await startTestCentral()
  desk = await enrolDesktop(test)
}, 60_000)
afterAll(() => test.close())

/** Takes every connection there is, until told to let go. */
async function holdConnections(): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>()
  const held: Promise<void>[] = []
  while (test.central.database.connections().waiting === 0) {
    const has = Promise.withResolvers<void>()
    held.push(test.central.database.transaction(async () => {
      has.resolve()
      await gate.promise
    }))
    // The one that gets none waits, and with it the look at `waiting` ends.
    await Promise.race([has.promise, new Promise((resolve) => setImmediate(resolve))])
  }
  return async () => {
    gate.resolve()
    await Promise.all(held)
  }
}

describe('central under more requests than its database takes', () => {
  it('answers 503 with a time to come back to those beyond the queue, and the others as soon as it can', async () => {
    const letGo = await holdConnections()
    const poll = async () => {
      const response = await fetch(`${test.url}/v1/sync/changes`, { headers: { authorization: `Bearer ${desk.deviceToken}` } })
      const { code } = (await response.json()) as { code?: string }
      return { status: response.status, code, retryAfter: response.headers.get('retry-after') }
    }
    let answered = 0
    const first = Promise.withResolvers<void>()
    const polls = Array.from({ length: 420 }, async () => {
      const answer = await poll()
      answered += 1
      // Those sent away are answered while the others still wait.
      if (answered === 10) first.resolve()
      return answer
    })
    await first.promise
    const health = await fetch(`${test.url}/health`)
    await letGo()
    const answers = await Promise.all(polls)
    // Who asks nothing of the database is not turned away.
    expect(health.status).toBe(200)
    const away = answers.filter(({ status }) => status === 503)
    expect(away.length).toBeGreaterThanOrEqual(10)
    expect(away.length).toBeLessThan(40)
    for (const { code, retryAfter } of away) expect([code, Number(retryAfter) >= 2 && Number(retryAfter) <= 10]).toEqual(['UNAVAILABLE', true])
    // Not all at the same moment.
    expect(new Set(away.map(({ retryAfter }) => retryAfter)).size).toBeGreaterThan(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(answers.length - away.length)
    expect((await poll()).status).toBe(200)
  }, 60_000)
})
