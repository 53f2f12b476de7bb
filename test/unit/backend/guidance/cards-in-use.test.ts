import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Core } from '#backend/core.ts'
import { officeDocuments } from '#backend/database/record-repository.ts'
import { createGuidanceCards, type GuidanceCards } from '#backend/guidance/cards-in-use.ts'
import { createGuidanceHandlers } from '#backend/guidance/handlers.ts'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openSmallCore, type SmallCore } from '#test/unit/backend/facility-lists/small-core.ts'

const folders = temporaryFolders()
let small: SmallCore
let core: Core
let now: string
let logged: string[]
let guidance: GuidanceCards

beforeEach(async () => {
  small = await openSmallCore(folders())
  now = '2027-11-30T14:59:59.000Z'
  logged = []
  const log = { info: (event: string, facts?: object) => void logged.push(`${event} ${JSON.stringify(facts)}`), error: (event: string) => void logged.push(event) }
  core = { ...small.core, deps: { ...small.core.deps, resources: null, clock: { now: () => Date.parse(now) }, log } }
  guidance = createGuidanceCards(core)
})
afterEach(async () => await small.close())

const text = (name: string, title: string, reviewBy = '2027-11-30') =>
  `番号: ${name}\n題: ${title}\n問い合わせの言葉:\n  - 言葉\n短い答え: 答え\n行き先: 案内のみ\n出典: 運用\n出典日: 2026-11-01\n見直し期限: ${reviewBy}\n`
let documentId = ''
const keep = async (name: string, state: OfficeDocumentRecord['state'], content: string, decidedAt = '2026-11-24T01:00:00.000Z'): Promise<void> => {
  documentId = randomUUID()
  const document: OfficeDocumentRecord = {
    documentId, version: 2, kind: 'guidanceCard', name, state, text: content, hash: '0'.repeat(64), note: 'x', proposedBy: 'supervisor', proposedAt: '2026-11-23T01:00:00.000Z', decidedBy: 'administrator', decidedAt,
  }
  await core.database.write(async (manager) => await officeDocuments.save(manager, document))
}
const cardOf = async (name: string) => (await guidance.inUse()).find(({ card }) => card.name === name)
const titleOf = async (name: string) => {
  const found = await cardOf(name)
  return found === undefined ? null : [found.card.title, found.isFallback]
}

describe('the cards in use', () => {
  it('are the built-in ones until others are published, and the office’s own besides', async () => {
    const builtIn = (await guidance.inUse()).map(({ card }) => card.name)
    expect(builtIn).toHaveLength(28)
    await keep('Q12', 'proposed', text('Q12', '提案'))
    await keep('A1', 'published', text('A1', '独自の案内'))
    await keep('Q12', 'withdrawn', text('Q12', '取り下げ'))
    expect((await guidance.inUse()).map(({ card }) => card.name)).toEqual([...builtIn.slice(0, 18), 'A1', ...builtIn.slice(18)])
    expect(await titleOf('Q12')).toEqual(['パスワードがわからない（メールアドレスはわかる）', false])
    await keep('Q12', 'published', text('Q12', '公開'))
    expect(await titleOf('Q12')).toEqual(['公開', false])
  })

  it('stay as they were before where the one published last does not pass', async () => {
    await keep('Q12', 'superseded', text('Q12', '最初'), '2026-11-20T01:00:00.000Z')
    await keep('Q12', 'superseded', text('Q12', '前の版'), '2026-11-22T01:00:00.000Z')
    await keep('Q12', 'superseded', '壊れた版', '2026-11-23T01:00:00.000Z')
    await keep('Q12', 'published', text('Q13', '別の番号'))
    expect(await titleOf('Q12')).toEqual(['前の版', true])
    expect(logged).toContain('guidance.ignored {"name":"Q12"}')
  })

  it('are the built-in ones where nothing published passes, and none where there is none', async () => {
    await keep('Q3', 'published', '題：壊れた')
    await keep('A1', 'published', '題：壊れた')
    expect(await titleOf('Q3')).toEqual(['アカウントの登録に費用はかかるか', true])
    expect(await titleOf('A1')).toBeNull()
  })

  it('are read anew when their text changes', async () => {
    await keep('Q12', 'published', text('Q12', '一'))
    expect(await titleOf('Q12')).toEqual(['一', false])
    const held = (await officeDocuments.get(core.database.reader.manager, documentId))!
    await core.database.write(async (manager) => await officeDocuments.save(manager, { ...held, text: text('Q12', '二') }))
    expect(await titleOf('Q12')).toEqual(['二', false])
    expect((await cardOf('Q12'))?.card).toBe((await cardOf('Q12'))?.card)
  })

  it('are none, and said so once, where the installation is damaged', async () => {
    guidance = createGuidanceCards({ ...core, deps: { ...core.deps, resources: { templates: folders(), fonts: '', dictionary: '' } } })
    expect(await guidance.inUse()).toEqual([])
    await guidance.inUse()
    expect(logged).toEqual(['guidance.builtIn'])
  })
})

describe('a card past its date', () => {
  const isDue = async (name: string) => (await createGuidanceHandlers(core, guidance).cards({}, { clientId: 'page', session: null, signal: undefined })).find((card) => card.name === name)?.isReviewDue

  it('is to be confirmed from the day after, by the calendar of Japan', async () => {
    await keep('A1', 'published', text('A1', '期限あり'))
    expect(await isDue('A1')).toBe(false)
    now = '2027-11-30T15:00:00.000Z'
    expect(await isDue('A1')).toBe(true)
    expect(await isDue('Q3')).toBe(true)
  })
})
