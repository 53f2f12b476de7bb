import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { outboxEntity } from '#backend/database/entities/sync.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { seededRandom } from '#trial/seeded-random.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { jsonReply } from '#test/support/test-network.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'

// What is typed in a call goes up together, and nothing of it is lost on the way.

const folder = temporaryFolders()
let office: TestOffice
let desk: TestDesktop
let operator: DeskClient

beforeAll(async () => {
  office = await startOffice()
  desk = await office.openDesktop(folder())
  operator = await desk.signedIn('operator')
}, 60_000)
afterEach(async () => {
  desk.network.intercept = null
  desk.network.isDown = false
})
afterAll(async () => {
  await desk?.stop()
  await office?.close()
})

const isPush = (path: string) => path.startsWith('/v1/sync/mutations')
const outbox = async () => await desk.backend.core.database.reader.manager.find(outboxEntity, { order: { sequence: 'ASC' } })
interface Sent { readonly sequence: number; readonly mutationId: string; readonly type: string; readonly payload: CallRecord }
/** Everything handed over since, in order, a mutation sent twice once. */
const sentSince = (from: number): Sent[] => {
  const all = desk.network.requests.slice(from).filter(({ path }) => isPush(path)).flatMap(({ body }) => (JSON.parse(body) as { mutations: Sent[] }).mutations)
  return [...new Map(all.map((mutation) => [mutation.mutationId, mutation])).values()]
}
const savesOf = (callId: string, from: number) => sentSince(from).filter(({ type, payload }) => type === 'call.saved' && payload.callId === callId)
/** The call as another desktop would get it. */
const atCentral = async (callId: string): Promise<CallRecord> => {
  const other = await office.openDesktop(folder())
  try {
    return await (await other.signedIn('operator2')).calls.get({ callId })
  } finally {
    await other.stop()
  }
}
const endCall = async (callId: string) => {
  await operator.calls.save({ callId, outcome: 'disconnected' })
  await operator.calls.finish({ callId })
  await desk.sync()
}

describe('saves of a call', () => {
  it('are one change while nothing was handed over, and the last one counts', async () => {
    await desk.sync()
    const from = desk.network.requests.length
    desk.network.isDown = true
    const { callId } = await operator.calls.start({})
    for (let typed = 1; typed <= 100; typed += 1) expect((await operator.calls.save({ callId, notes: 'あ'.repeat(typed) })).version).toBe(1)
    expect(await outbox()).toMatchObject([{ type: 'call.saved', entityId: callId, isTried: false, payload: { notes: 'あ'.repeat(100), version: 0 } }])
    desk.network.isDown = false
    await desk.sync()
    expect(savesOf(callId, from)).toHaveLength(1)
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await atCentral(callId)).toMatchObject({ notes: 'あ'.repeat(100), version: 1 })
    await endCall(callId)
  })

  it('are another change once they were handed over, although the answer was lost', async () => {
    const from = desk.network.requests.length
    const { callId } = await operator.calls.start({})
    await operator.calls.save({ callId, notes: '一' })
    desk.network.intercept = async (path, send) => {
      const reply = await send()
      if (isPush(path)) throw new TypeError('reply lost')
      return reply
    }
    expect(await refusalOf(operator.system.syncNow({}))).toBe('OFFLINE')
    expect(await operator.calls.save({ callId, notes: '二' })).toMatchObject({ version: 2 })
    await operator.calls.save({ callId, notes: '三' })
    expect((await outbox()).filter(({ entityId }) => entityId === callId)).toMatchObject([{ isTried: true, payload: { notes: '一' } }, { isTried: false, payload: { notes: '三', version: 1 } }])
    desk.network.intercept = null
    await desk.sync()
    expect(savesOf(callId, from).map(({ payload }) => payload.notes)).toEqual(['一', '三'])
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: '三', version: 2 } })
    expect(await atCentral(callId)).toMatchObject({ notes: '三', version: 2 })
    await endCall(callId)
  })

  it('wait for central to answer at all before they count as handed over again', async () => {
    const { callId } = await operator.calls.start({})
    desk.network.isDown = true
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await operator.calls.save({ callId, notes: `${attempt}` })
      expect(await refusalOf(operator.system.syncNow({}))).toBe('OFFLINE')
    }
    // The first try was made before anybody knew that central is away.
    expect((await outbox()).filter(({ entityId }) => entityId === callId)).toMatchObject([{ isTried: true, payload: { notes: '0' } }, { isTried: false, payload: { notes: '4' } }])
    desk.network.isDown = false
    await desk.sync()
    await endCall(callId)
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('do not go before what was done in between', async () => {
    const from = desk.network.requests.length
    const { callId } = await operator.calls.start({})
    await operator.calls.save({ callId, callerName: '前' })
    await operator.callbacks.promise({ callId, kind: 'promised', target: 'told', telephone: '075-000-0000', about: '' })
    await operator.calls.save({ callId, callerName: '後' })
    await operator.calls.save({ callId, callerName: '後の後' })
    await desk.sync()
    const order = sentSince(from).filter(({ type }) => type !== 'audit.recorded').map(({ type, payload }) => (type === 'call.saved' ? payload.callerName : type))
    expect(order).toEqual(['前', 'callback.saved', '後の後'])
    await endCall(callId)
  })

  it('of two calls are kept apart, each in its place', async () => {
    const from = desk.network.requests.length
    const first = await operator.calls.start({})
    await operator.calls.park({ callId: first.callId })
    const second = await operator.calls.start({})
    for (const step of ['1', '2']) for (const { callId } of [first, second]) await operator.calls.save({ callId, notes: step })
    await desk.sync()
    expect(sentSince(from).filter(({ type }) => type === 'call.saved').map(({ payload }) => [payload.callId, payload.notes])).toEqual([[first.callId, '2'], [second.callId, '2']])
    await endCall(first.callId)
    await endCall(second.callId)
  })

  it('go up under the next session where the one they were made in had ended', async () => {
    const { callId } = await operator.calls.start({})
    await desk.sync()
    await office.test.central.admin.resetPassword('operator', 'another-password-2')
    office.test.clock.advance(1000)
    await operator.calls.save({ callId, notes: 'ここまで' })
    await desk.sync()
    expect(await refusalOf(operator.calls.save({ callId, notes: 'もう入れない' }))).toBe('NOT_SIGNED_IN')
    expect((await outbox()).map(({ type, code }) => [type, code])).toEqual([['call.saved', 'SESSION_ENDED']])
    await office.test.central.admin.resetPassword('operator', testPassword)
    operator = await desk.signedIn('operator')
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: 'ここまで' } })
    await operator.calls.save({ callId, callerName: '田中' })
    await desk.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await atCentral(callId)).toMatchObject({ notes: 'ここまで', callerName: '田中', version: 2 })
    await endCall(callId)
  })

  it('refused with their session stay for a person to see where somebody else’s save took their place here, though it bears the same version', async () => {
    const { callId } = await operator.calls.start({})
    await desk.sync()
    const other = await office.openDesktop(folder())
    await office.test.central.admin.resetPassword('operator', testPassword)
    office.test.clock.advance(1000)
    expect(await operator.calls.save({ callId, notes: 'こちらで書いた' })).toMatchObject({ version: 2 })
    // The same person at another desk is quicker.
    const elsewhere = await other.signedIn('operator')
    expect(await elsewhere.calls.save({ callId, notes: '別の席で書いた' })).toMatchObject({ version: 2 })
    await other.sync()
    await desk.sync()
    operator = await desk.signedIn('operator')
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: '別の席で書いた', version: 2 } })
    await operator.calls.save({ callId, callerName: '田中' })
    await desk.sync()
    const refused = await operator.changes.list({})
    expect(refused).toMatchObject([{ type: 'call.saved', code: 'SESSION_ENDED', text: [{ field: 'notes', values: ['こちらで書いた'] }] }])
    expect(await atCentral(callId)).toMatchObject({ notes: '別の席で書いた', callerName: '田中', version: 3 })
    await operator.changes.discard({ mutationId: refused[0]!.mutationId, reason: 'mistaken' })
    await endCall(callId)
    await other.stop()
  })

  it('never fall back to an older state that was held while they waited', async () => {
    const { callId } = await operator.calls.start({})
    await operator.calls.save({ callId, notes: '古い' })
    let isFirst = true
    desk.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.startsWith('/v1/sync/changes') && isFirst) {
        isFirst = false
        await operator.calls.save({ callId, notes: '新しい' })
      }
      return reply
    }
    await desk.sync()
    desk.network.intercept = async (path, send) => {
      // The feed has not come so far: another transaction is still open at central.
      if (path.startsWith('/v1/sync/changes')) return jsonReply({ changes: [], cursor: new URLSearchParams(path.split('?')[1]).get('cursor'), hasMore: false, serverTime: new Date().toISOString() })
      return await send()
    }
    await desk.sync()
    expect(await operator.calls.open({})).toMatchObject({ active: { notes: '新しい', version: 2 } })
    expect(await desk.backend.core.database.reader.manager.count('held_change')).toBe(0)
    desk.network.intercept = null
    await endCall(callId)
  })
})

describe('whatever comes between', () => {
  const seed = Number(process.env['HELPLINE_PROPERTY_SEED'] ?? '20261123') || Date.now()
  it(`nothing is lost, rejected or applied twice (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const from = desk.network.requests.length
    const expected = new Map<string, string>()
    let isSessionOffline = false
    const open: string[] = []
    const steps: Record<string, () => Promise<void>> = {
      save: async () => {
        const callId = open[random.integer(0, Math.max(0, open.length - 1))]
        if (callId === undefined) return
        const notes = `${random.integer(0, 999_999)}`
        await operator.calls.save({ callId, notes })
        expected.set(callId, notes)
      },
      start: async () => {
        const { active } = await operator.calls.open({})
        if (active !== null) await operator.calls.park({ callId: active.callId })
        const { callId } = await operator.calls.start({})
        open.push(callId)
        expected.set(callId, '')
      },
      finish: async () => {
        const callId = open.pop()
        if (callId === undefined) return
        await operator.calls.save({ callId, outcome: 'disconnected' })
        await operator.calls.finish({ callId })
      },
      push: async () => {
        await refusalOf(operator.system.syncNow({}))
      },
      lostReply: async () => {
        desk.network.intercept = async (path, send) => {
          const reply = await send()
          if (isPush(path)) throw new TypeError('reply lost')
          return reply
        }
        await refusalOf(operator.system.syncNow({}))
        desk.network.intercept = null
      },
      away: async () => {
        desk.network.isDown = true
        await refusalOf(operator.system.syncNow({}))
        desk.network.isDown = false
      },
      savedOnTheWay: async () => {
        const callId = open[0]
        if (callId === undefined) return
        let isFirst = true
        desk.network.intercept = async (path, send) => {
          const notes = `${random.integer(0, 999_999)}`
          if (isPush(path) && isFirst) {
            isFirst = false
            await operator.calls.save({ callId, notes })
            expected.set(callId, notes)
          }
          return await send()
        }
        await refusalOf(operator.system.syncNow({}))
        desk.network.intercept = null
      },
      restart: async () => {
        await desk.restart()
        desk.network.isDown = isSessionOffline = random.chance(0.25)
        operator = await desk.signedIn('operator')
        desk.network.isDown = false
      },
    }
    const names = ['save', 'save', 'save', 'save', 'start', 'finish', 'push', 'lostReply', 'away', 'savedOnTheWay', 'restart']
    for (let step = 0; step < Number(process.env['HELPLINE_PROPERTY_RUNS'] ?? 120); step += 1) await steps[random.pick(names)]!()
    if (isSessionOffline) operator = await desk.signedIn('operator')
    await desk.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await outbox()).toEqual([])
    const other = await office.openDesktop(folder())
    const page = await other.signedIn('operator2')
    for (const [callId, notes] of expected) {
      expect(await page.calls.get({ callId })).toMatchObject({ notes, operatorId: 'operator' })
      expect(await operator.calls.get({ callId })).toMatchObject({ notes })
    }
    await other.stop()
    const sequences = [...new Set(sentSince(from).map(({ sequence }) => sequence))].sort((left, right) => left - right)
    expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, index) => sequences[0]! + index))
  }, 120_000)
})
