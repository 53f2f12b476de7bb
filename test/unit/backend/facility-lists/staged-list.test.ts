import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readSetting } from '#backend/database/setting-repository.ts'
import type { ListFilesReport } from '#list-files/read-list-files.ts'
import type { JobRun } from '#backend/facility-lists/job-desk.ts'
import type { ListParts } from '#list-files/list-parts.ts'
import { discardStaged, stageList, switchToStaged, type Staging } from '#backend/facility-lists/staged-list.ts'
import type { CentralLink } from '#backend/sync/central-link.ts'
import { CentralProblem, CentralUnreachable, centralProblems, type CentralProblemCode } from '#shared/contract/central/problem.ts'
import type { ListQuestion } from '#shared/contract/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openSmallCore, type SmallCore } from './small-core.ts'

const makeFolder = temporaryFolders()
const changes = { added: 1, changed: 2, unchanged: 3, closed: 40 }
const closing = (count: number): ListQuestion => ({ kind: 'manyClosed', scopes: [{ prefectureNumber: '18', listKind: 'medical', heldAsOf: null, asOf: null, held: 100, closing: count }] })
const problem = (code: CentralProblemCode) => new CentralProblem({ code, ...centralProblems[code] })

let small: SmallCore
let abort: AbortController
beforeEach(async () => {
  small = await openSmallCore(makeFolder())
  abort = new AbortController()
})
afterEach(async () => await small.close())

interface Sent { readonly name: string; readonly body: unknown; readonly token: string | undefined }

/** Central as a list of answers: each call takes the next of its name. */
const stagingWith = (answers: Record<string, unknown[]>, tokens = ['token']) => {
  const sent: Sent[] = []
  const call = async (name: string, { body, token }: { body?: unknown; token?: string }) => {
    sent.push({ name, body, token })
    const queue = answers[name] ?? []
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (answer instanceof Error) throw answer
    return await Promise.resolve(answer ?? {})
  }
  let asked = 0
  const staging: Staging = { core: small.core, link: { call } as unknown as CentralLink, token: async () => await Promise.resolve(tokens[Math.min(asked++, tokens.length - 1)]!) }
  return { staging, sent, names: () => sent.map(({ name }) => name) }
}
const run = (jobId = 'list'): JobRun => ({ jobId, signal: abort.signal, person: () => ({ clientId: 'page', staffId: 'administrator' }), isEnding: () => false, step: () => {}, ask: async () => {} })
const noParts = { count: () => 2, read: async (part: number) => await Promise.resolve([{ facilityCode: `${part}` }]) } as unknown as ListParts
const report = (more: Partial<ListFilesReport> = {}): ListFilesReport => ({
  records: 6, sheets: [], refused: [], warnings: [], recordWarnings: {}, charactersToCorrect: [],
  coverage: [{ prefectureNumber: '18', listKind: 'medical', asOf: '2026-10-01', form: 'bureauReport', unreadableCodes: 0 }], ...more,
})
const whole = { isSample: false, sparedCodes: [] }
const remembered = async () => await readSetting(small.core.database.reader.manager, 'facilityListStaged')

describe('staging', () => {
  it('tells central the day, the form, and what is spared; a new token for every request', async () => {
    const { staging, sent } = stagingWith({}, ['first', 'second', 'third'])
    await stageList(staging, run(), report(), noParts, { isSample: false, sparedCodes: ['1810117059'] })
    expect(sent.map(({ name }) => name)).toEqual(['startFacilityList', 'addFacilities', 'addFacilities'])
    expect(sent[0]!.body).toEqual({
      listId: 'list', isSample: false, sparedCodes: ['1810117059'], coverage: [{ prefectureNumber: '18', listKind: 'medical', asOf: '2026-10-01', form: 'bureauReport' }],
    })
    expect(sent.map(({ token }) => token)).toEqual(['first', 'second', 'third'])
    expect(await remembered()).toBe('list')
  })

  it('drops first what a job left that ended with the program', async () => {
    const before = stagingWith({})
    await stageList(before.staging, run('left'), report(), noParts, whole)
    const { staging, names } = stagingWith({})
    await stageList(staging, run('next'), report(), noParts, whole)
    expect(names()[0]).toBe('discardFacilityList')
    expect(await remembered()).toBe('next')
  })

  it('refuses what covers nothing and what is mostly unreadable, before central hears of it', async () => {
    const { staging, names } = stagingWith({})
    await expect(stageList(staging, run(), report({ coverage: [] }), noParts, whole)).rejects.toThrow('LIST_COVERS_NOTHING')
    const sparedCodes = Array.from({ length: 5001 }, (_, index) => String(index).padStart(10, '0'))
    await expect(stageList(staging, run(), report(), noParts, { isSample: false, sparedCodes })).rejects.toThrow('TOO_MANY_REFUSED_ROWS')
    expect(names()).toEqual([])
  })

  it.each([
    ['no answer', new CentralUnreachable(), 'OFFLINE: LIST_NOT_SENT'],
    ['trouble at central', problem('INTERNAL'), 'OFFLINE: LIST_NOT_SENT'],
    ['a refusal', problem('INVALID_REQUEST'), 'REFUSED: CENTRAL_REFUSED_LIST'],
    ['a session that ended', problem('UNAUTHENTICATED'), 'NOT_SIGNED_IN: SESSION_ENDED'],
  ])('%s is told as what it is', async (_what, error, message) => {
    const { staging } = stagingWith({ addFacilities: [error] })
    await expect(stageList(staging, run(), report(), noParts, whole)).rejects.toThrow(message)
  })

  it('stops at the next request when cancelled', async () => {
    const { staging, names } = stagingWith({})
    const reading: ListParts = { ...noParts, count: () => 2, read: async () => { abort.abort(new Error('stop')); return await noParts.read(0) } }
    await expect(stageList(staging, run(), report(), reading, whole)).rejects.toThrow('stop')
    expect(names()).toEqual(['startFacilityList'])
  })
})

describe('switching', () => {
  const switched = { version: 7, ...changes }
  const preview = (...questions: ListQuestion[]) => ({ ...changes, questions })
  const asking = () => {
    const asked: ListQuestion[][] = []
    return { asked, ask: async (questions: readonly ListQuestion[]) => { asked.push([...questions]); await Promise.resolve() } }
  }

  it('without a question happens at once and is forgotten as staged', async () => {
    const { staging, names } = stagingWith({ previewFacilityList: [preview()], activateFacilityList: [switched] })
    await stageList(staging, run(), report(), noParts, whole)
    const { asked, ask } = asking()
    expect(await switchToStaged(staging, run(), 6, ask)).toEqual(switched)
    expect(asked).toEqual([])
    expect(names().slice(-2)).toEqual(['previewFacilityList', 'activateFacilityList'])
    expect(await remembered()).toBeNull()
  })

  it('asks, looks again, and hands in what was confirmed', async () => {
    const { staging, sent, names } = stagingWith({ previewFacilityList: [preview(closing(40))], activateFacilityList: [switched] })
    const { asked, ask } = asking()
    await switchToStaged(staging, run(), 6, ask)
    expect(asked).toEqual([[closing(40)]])
    expect(names()).toEqual(['previewFacilityList', 'previewFacilityList', 'activateFacilityList'])
    expect(sent.at(-1)!.body).toEqual({ expectedCount: 6, confirmed: ['manyClosed'] })
  })

  it('asks again where the list in use changed while the question waited', async () => {
    const { staging } = stagingWith({ previewFacilityList: [preview(closing(40)), preview(closing(60)), preview(closing(60))], activateFacilityList: [switched] })
    const { asked, ask } = asking()
    await switchToStaged(staging, run(), 6, ask)
    expect(asked).toEqual([[closing(40)], [closing(60)]])
  })

  it('asks again where central says so at the switch', async () => {
    const { staging, sent } = stagingWith({
      previewFacilityList: [preview(), preview(closing(50)), preview(closing(50))], activateFacilityList: [problem('CONFIRMATION_NEEDED'), switched],
    })
    const { asked, ask } = asking()
    expect(await switchToStaged(staging, run(), 6, ask)).toEqual(switched)
    expect(asked).toEqual([[closing(50)]])
    expect(sent.filter(({ name }) => name === 'activateFacilityList').map(({ body }) => (body as { confirmed: string[] }).confirmed)).toEqual([[], ['manyClosed']])
  })

  it('gives up where central never agrees with what it told', async () => {
    const { staging } = stagingWith({ previewFacilityList: [preview()], activateFacilityList: [problem('CONFIRMATION_NEEDED')] })
    await expect(switchToStaged(staging, run(), 6, asking().ask)).rejects.toThrow('LIST_CHANGES_TOO_OFTEN')
  })

  it('asks for a lost answer again, because central has perhaps switched', async () => {
    const { staging, names } = stagingWith({ previewFacilityList: [preview()], activateFacilityList: [new CentralUnreachable(), switched] })
    expect(await switchToStaged(staging, run(), 6, asking().ask)).toEqual(switched)
    expect(names()).toEqual(['previewFacilityList', 'activateFacilityList', 'activateFacilityList'])
  })

  it('never says that nothing changed where it cannot know', async () => {
    const { staging } = stagingWith({ previewFacilityList: [preview()], activateFacilityList: [new CentralUnreachable()] })
    await expect(switchToStaged(staging, run(), 6, asking().ask)).rejects.toThrow('LIST_SWITCH_UNKNOWN')
  })

  it('does not happen when the question is answered with no', async () => {
    const { staging, names } = stagingWith({ previewFacilityList: [preview(closing(40))], activateFacilityList: [switched] })
    await expect(switchToStaged(staging, run(), 6, async () => await Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(names()).toEqual(['previewFacilityList'])
  })
})

describe('dropping', () => {
  it.each([
    ['dropped', {}, null],
    ['in use already', problem('CONFLICT'), null],
    ['unknown there', problem('NOT_FOUND'), null],
    ['central away: tried again later', new CentralUnreachable(), 'list'],
    ['nobody signed in: tried again later', problem('UNAUTHENTICATED'), 'list'],
  ])('%s', async (_what, answer, left) => {
    await stageList(stagingWith({}).staging, run(), report(), noParts, whole)
    await discardStaged(stagingWith({ discardFacilityList: [answer] }).staging)
    expect(await remembered()).toBe(left)
    expect(small.logged).toEqual([])
  })

  it('asks nobody where nothing is staged', async () => {
    const { staging, names } = stagingWith({})
    await discardStaged(staging)
    expect(names()).toEqual([])
  })
})
