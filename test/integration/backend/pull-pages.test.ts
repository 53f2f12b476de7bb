/** Pages of the feed, one taken in while the next is on its way. */
import { afterEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calls } from '#backend/database/record-repository.ts'
import { findCases } from '#backend/database/case-index-repository.ts'
import { readSetting } from '#backend/database/setting-repository.ts'
import type { Change } from '#shared/contract/central/sync.ts'
import { call, now } from '#test/central/support/records.ts'
import { openTestDesktop, type TestDesktop } from '#test/support/test-desktop.ts'
import { jsonReply } from '#test/support/test-network.ts'

const opened: { desktop: TestDesktop; directory: string }[] = []
afterEach(async () => {
  for (const { desktop, directory } of opened.splice(0)) {
    await desktop.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})

const callChange = (callerName: string): Change => {
  const body = { ...call('operator', { callerName }), version: 1 }
  return { entity: 'call', id: body.callId, version: 1, body }
}
const cursorOf = (path: string): string | null => new URL(path, 'http://central.test').searchParams.get('cursor')
const page = (changes: readonly Change[], cursor: string, hasMore: boolean) => jsonReply({ changes, cursor, hasMore, serverTime: now })
const resyncRequired = () => jsonReply({ type: 'about:blank', title: 'Resync', status: 410, code: 'RESYNC_REQUIRED' }, 410)

/** Enrolled; `answer` is asked for every page. */
const desktopWith = async (answer: (cursor: string | null) => Response | null): Promise<{ desktop: TestDesktop; asked: (string | null)[] }> => {
  const directory = mkdtempSync(join(tmpdir(), 'helpline-pull-'))
  const desktop = await openTestDesktop({ directory, clock: { now: () => Date.parse(now) }, centralUrl: 'http://central.test' })
  opened.push({ desktop, directory })
  const asked: (string | null)[] = []
  desktop.network.intercept = async (path) => {
    if (path === '/v1/devices') return await Promise.resolve(jsonReply({ deviceId: '01990000-0000-7000-8000-000000000001', deviceNumber: 1, deviceToken: 'token', isTrial: true, auditPosition: 0 }))
    asked.push(cursorOf(path))
    const reply = answer(cursorOf(path))
    if (reply === null) throw new TypeError('fetch failed')
    return reply
  }
  await desktop.backend.link.enrol('code', 'desk')
  return { desktop, asked }
}
const namesHere = async ({ backend }: TestDesktop): Promise<string[]> => (await calls.list(backend.core.database.reader.manager, {})).map(({ callerName }) => callerName).sort()
const cursorHere = async ({ backend }: TestDesktop): Promise<string | null> => await readSetting(backend.core.database.reader.manager, 'cursor')

describe('pulling page after page', () => {
  it('keeps a page whose successor is lost, and goes on after it', async () => {
    let isDown = true
    const { desktop, asked } = await desktopWith((cursor) => {
      if (cursor === null) return page([callChange('一番')], 'one', true)
      if (cursor === 'two') return page([], 'two', false)
      return isDown ? null : page([callChange('二番')], 'two', false)
    })
    await expect(desktop.sync()).rejects.toThrow()
    expect(await namesHere(desktop)).toEqual(['一番'])
    expect(await cursorHere(desktop)).toBe('one')
    isDown = false
    await desktop.sync()
    expect(await namesHere(desktop)).toEqual(['一番', '二番'])
    // After the failure first the pull alone, then the whole run.
    expect(asked).toEqual([null, 'one', 'one', 'two'])
  })

  it('takes nothing of a page that cannot be stored, although the next one came', async () => {
    const broken: Change = { ...callChange('壊れ'), body: { callId: 'nothing' } }
    const { desktop } = await desktopWith((cursor) => (cursor === null ? page([callChange('一番'), broken], 'one', true) : page([callChange('二番')], 'two', false)))
    await expect(desktop.sync()).rejects.toThrow()
    expect(await namesHere(desktop)).toEqual([])
    expect(await cursorHere(desktop)).toBeNull()
  })

  it('begins anew where central asks for it in the middle', async () => {
    let isMoved = false
    const { desktop, asked } = await desktopWith((cursor) => {
      if (cursor === null) return isMoved ? page([callChange('新')], 'new', false) : page([callChange('旧')], 'one', true)
      if (cursor !== 'one') return page([], cursor, false)
      isMoved = true
      return resyncRequired()
    })
    await desktop.sync()
    expect(asked.slice(0, 3)).toEqual([null, 'one', null])
    expect(await namesHere(desktop)).toEqual(['新', '旧'].sort())
    expect(await cursorHere(desktop)).toBe('new')
  })

  it('makes everything of a long page findable, in the transaction of its rows', async () => {
    const { desktop } = await desktopWith((cursor) => (cursor === null ? page(Array.from({ length: 450 }, (_, index) => callChange(`見本${index}`)), 'one', false) : page([], 'one', false)))
    await desktop.sync()
    const found = findCases(desktop.backend.core.database.rawReader, { groups: [], words: [{ keys: ['見本449'], exact: [] }], instead: [], from: null, until: null, limit: 10 })
    expect(found).toHaveLength(1)
  })
})
