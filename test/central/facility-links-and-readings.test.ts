import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { clientOfPerson, fetchFacility, problemOf, touchedSince, useList, versionInUse } from './support/lists.ts'
import { facility } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let administrator: SignedIn
let supervisor: SignedIn
beforeAll(async () => {
  test = await startTestCentral()
  for (const role of ['operator', 'supervisor', 'administrator'] as const) await addPerson(test, role, role)
  await addPerson(test, 'second', 'administrator')
  desk = await enrolDesktop(test)
  administrator = await desk.signIn('administrator')
  supervisor = await desk.signIn('supervisor')
}, 60_000)
afterAll(() => test.close())

const get = (facilityCode: string) => fetchFacility(test, desk, facilityCode)
const traceOf = (subject: string): Promise<{ operation: string; staff_id: string }[]> =>
  test.central.database.reader.query('select operation, staff_id from facility_operation where subject = $1 order by position', [subject])

type LinkState = 'linked' | 'dismissed' | 'removed'
const link = async (predecessor: string, successorCode: string, state: LinkState = 'linked', who = supervisor): Promise<number> =>
  (await clientOfPerson(test, who).call('setSuccession', { parameters: { facilityCode: predecessor }, body: { successorCode, state, reason: '法人化' } })).version

describe('before the first real list', () => {
  const code = '4619900042'
  it('all is practice: the real list carries nothing of the sample on', async () => {
    const sample = facility(code, { prefectureNumber: '46', name: '\uE38B医院', address: '\uE38B町１', isSample: true })
    const other = facility('4619900043', { prefectureNumber: '46', isSample: true })
    await useList(test, administrator, [sample, other], { isSample: true })
    const supervisorClient = clientOfPerson(test, supervisor)
    const parameters = { facilityCode: code }
    for (const item of ['name', 'address'] as const) await supervisorClient.call('correctFacility', { parameters, body: { item, replacements: [{ character: '\uE38B', replacement: '吉' }] } })
    await supervisorClient.call('setReading', { parameters, body: { reading: 'ヨシイイン' } })
    await link(code, other.facilityCode)
    await link('4610000001', code)
    expect(await get(code)).toMatchObject({ reading: 'ヨシイイン', readingSource: 'hand', succession: { state: 'linked' }, predecessorCodes: ['4610000001'] })
    expect(await useList(test, administrator, [{ ...sample, name: '\uE38B病院', isSample: false }])).toMatchObject({ added: 1, changed: 0 })
    expect(await get(code)).toEqual({ ...sample, name: '\uE38B病院', isSample: false, listVersion: await versionInUse(test, desk) })
  })
})

describe('承継', () => {
  const codes = ['0119900001', '0119900002', '0119900003', '0119900004'] as const
  const [first, second, third, fourth] = codes
  const old = '0110000009'
  beforeAll(async () => {
    await useList(test, administrator, codes.map((code) => facility(code, { prefectureNumber: '01' })))
  })

  it('leads from every earlier code to the facility that goes on; whoever is concerned is fetched again', async () => {
    let version = await versionInUse(test, desk)
    const touched = async () => {
      const since = await touchedSince(test, desk, version)
      version = since.version
      return since.codes
    }
    await link(old, first)
    expect(await touched()).toEqual([first])
    expect((await get(first)).predecessorCodes).toEqual([old])
    await link(first, second)
    expect(await touched()).toEqual([first, second])
    await link(second, third)
    await link(fourth, third)
    await touched()
    expect((await get(third)).predecessorCodes).toEqual([second, fourth, first, old])
    expect((await get(first)).succession).toEqual({ successorCode: second, state: 'linked' })
    // Further back in the chain: the last one hears of it too.
    await link(old, first, 'removed')
    expect(await touched()).toEqual([first, second, third])
    expect((await get(third)).predecessorCodes).toEqual([second, fourth, first])
    // The same again, and the removal of what is not there, change nothing.
    await link(second, third)
    await link(old, first, 'removed')
    expect(await touched()).toEqual([])
    // Another successor: the former one, too, is fetched again.
    await link(first, fourth)
    expect(await touched()).toEqual([first, second, third, fourth])
    expect((await get(third)).predecessorCodes).toEqual([second, fourth, first])
    expect((await get(second)).predecessorCodes).toEqual([])
    expect(await traceOf(second)).toEqual([{ operation: 'setSuccession', staff_id: 'supervisor' }])
  })

  it('refuses circles, itself, a successor in no list, and to end another link than there is', async () => {
    // fourth goes on as third, first as fourth.
    expect(await problemOf(link(third, first))).toBe('CONFLICT')
    expect(await problemOf(link(third, third))).toBe('CONFLICT')
    expect(await problemOf(link(third, third, 'dismissed'))).toBe('CONFLICT')
    expect(await problemOf(link(third, '9999999999'))).toBe('NOT_FOUND')
    expect(await problemOf(link(fourth, second, 'removed'))).toBe('CONFLICT')
    expect(await problemOf(link(fourth, second, 'dismissed'))).toBe('CONFLICT')
    expect(await problemOf(link(third, first, 'linked', await desk.signIn('operator')))).toBe('FORBIDDEN')
  })

  it('an offer that is none stands at the old code only', async () => {
    await link(third, second, 'dismissed')
    expect((await get(third)).succession).toEqual({ successorCode: second, state: 'dismissed' })
    expect((await get(second)).predecessorCodes).toEqual([])
    // No link, so no circle either.
    await link(third, first, 'dismissed')
    await link(third, first, 'removed')
    expect((await get(third)).succession).toBeNull()
  })
})

describe('readings', () => {
  const codes = ['0219900001', '0219900002', '0219900003', '0219900004', '0219900005'] as const
  const [byHand, official, guessed, renamed, bare] = codes
  const named = (code: string, more: Partial<FacilityRecord> = {}) => facility(code, { prefectureNumber: '02', name: `医院${code}`, ...more })
  const reading = (facilityCode: string, text: string, source: 'official' | 'dictionary', name = `医院${facilityCode}`) => ({ facilityCode, name, reading: text, source })
  const add = (batchId: string, part: number, readings: ReturnType<typeof reading>[], who = administrator) =>
    clientOfPerson(test, who).call('addReadings', { parameters: { batchId, part }, body: { readings } })
  const activate = (batchId: string, expectedCount: number) => clientOfPerson(test, administrator).call('activateReadings', { parameters: { batchId }, body: { expectedCount } })
  const setReading = (facilityCode: string, text: string | null) => clientOfPerson(test, supervisor).call('setReading', { parameters: { facilityCode }, body: { reading: text } })
  const held = async () => Promise.all(codes.map(async (code) => {
    const { reading: text, readingSource } = await get(code)
    return `${text ?? '-'} ${readingSource ?? '-'}`
  }))
  beforeAll(async () => {
    await useList(test, administrator, codes.map((code) => named(code)))
  })

  it('by hand stays, official goes before the dictionary, another name is left out; in one version', async () => {
    await setReading(byHand, ' テ ')
    const version = await versionInUse(test, desk)
    const batchId = randomUUID()
    await add(batchId, 0, [reading(bare, 'ステラレル', 'dictionary')])
    // The part again, other content; a facility in two parts counts once, the official reading before the guess.
    await add(batchId, 0, [reading(byHand, 'コウシキ', 'official'), reading(official, 'スイソク', 'dictionary')])
    await add(batchId, 1, [reading(official, 'コウシキ', 'official'), reading(guessed, 'スイソク', 'dictionary'), reading(renamed, 'ムカシ', 'official', '昔の名')])
    await add(batchId, 2, [reading(official, 'スイソク', 'dictionary')])
    expect(await problemOf(activate(batchId, 3))).toBe('CONFLICT')
    expect(await touchedSince(test, desk, version)).toEqual({ version, codes: [] })
    const reply = await activate(batchId, 4)
    expect(reply).toEqual({ version: version + 1, changed: 2 })
    expect(await held()).toEqual(['テ hand', 'コウシキ official', 'スイソク dictionary', '- -', '- -'])
    expect(await touchedSince(test, desk, version)).toEqual({ version: version + 1, codes: [official, guessed] })
    expect(await activate(batchId, 4)).toEqual(reply)
    expect(await problemOf(add(batchId, 3, [reading(bare, 'オソイ', 'official')]))).toBe('CONFLICT')
    expect(await traceOf(batchId)).toEqual([{ operation: 'activateReadings', staff_id: 'administrator' }])
    expect(await traceOf(byHand)).toEqual([{ operation: 'setReading', staff_id: 'supervisor' }])
  })

  it('a guess never replaces an official one, an official one replaces a guess; what changes nothing keeps the version', async () => {
    const guesses = randomUUID()
    await add(guesses, 0, [reading(official, 'ベツ', 'dictionary'), reading(guessed, 'スイソク', 'dictionary')])
    const version = await versionInUse(test, desk)
    expect(await activate(guesses, 2)).toEqual({ version, changed: 0 })
    const facts = randomUUID()
    await add(facts, 0, [reading(guessed, 'ジジツ', 'official')])
    expect(await activate(facts, 1)).toEqual({ version: version + 1, changed: 1 })
    expect(await held()).toEqual(['テ hand', 'コウシキ official', 'ジジツ official', '- -', '- -'])
  })

  it('go with the name unless set by hand', async () => {
    await useList(test, administrator, codes.map((code) => named(code, code === byHand || code === official ? { name: '新しい名' } : { telephone: null })))
    expect(await held()).toEqual(['テ hand', '- -', 'ジジツ official', '- -', '- -'])
  })

  it('a guess goes when the name it was made from is corrected, an official one stays', async () => {
    const name = '\uE38B医院'
    await useList(test, administrator, codes.map((code) => named(code, { name })))
    const batchId = randomUUID()
    await add(batchId, 0, [reading(official, 'コウシキ', 'official', name), reading(guessed, 'スイソク', 'dictionary', name)])
    await activate(batchId, 2)
    for (const facilityCode of [official, guessed]) {
      await clientOfPerson(test, supervisor).call('correctFacility', { parameters: { facilityCode }, body: { item: 'name', replacements: [{ character: '\uE38B', replacement: '吉' }] } })
    }
    expect(await held()).toEqual(['テ hand', 'コウシキ official', '- -', '- -', '- -'])
  })

  it('by hand is taken away by null, and set once', async () => {
    const { version } = await setReading(byHand, null)
    expect(await get(byHand)).toMatchObject({ reading: null, readingSource: null })
    expect(await setReading(byHand, ' ')).toEqual({ version })
    expect(await setReading(byHand, 'テ')).toEqual({ version: version + 1 })
    expect(await setReading(byHand, 'テ')).toEqual({ version: version + 1 })
    // What the dictionary guessed and a person confirms is by hand from then on.
    await setReading(official, 'コウシキ')
    expect((await get(official)).readingSource).toBe('hand')
    expect(await problemOf(setReading('9999999999', 'テ'))).toBe('NOT_FOUND')
  })

  it('of a batch are one person\'s, and of an administrator', async () => {
    const batchId = randomUUID()
    expect(await problemOf(activate(batchId, 1))).toBe('NOT_FOUND')
    expect(await problemOf(add(batchId, 0, [reading(bare, 'ア', 'official')], supervisor))).toBe('FORBIDDEN')
    await add(batchId, 0, [reading(bare, 'ア', 'official')])
    expect(await problemOf(add(batchId, 1, [reading(bare, 'ア', 'official')], await desk.signIn('second')))).toBe('CONFLICT')
    // Nobody put it into use: the first part of a batch a week later drops it.
    test.clock.advance(7 * 86_400_000 + 1)
    administrator = await desk.signIn('administrator')
    await add(randomUUID(), 0, [reading(bare, 'ア', 'official')])
    expect(await problemOf(activate(batchId, 1))).toBe('NOT_FOUND')
  })
})
