/** Templates, envelopes, settings and guidance cards: nothing comes into use by one person alone. */
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { currentPolicy } from '#central/office/current-settings.ts'
import { publishedDocument } from '#central/office/office-documents.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { defaultCaseSettings } from '#shared/domain/case-settings.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { clientOfPerson, problemOf } from './support/lists.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let supervisor: SignedIn
let administrator: SignedIn
let operator: SignedIn
beforeAll(async () => {
  test = await startTestCentral()
  for (const [staffId, role] of [['supervisor', 'supervisor'], ['administrator', 'administrator'], ['operator', 'operator']] as const) await addPerson(test, staffId, role)
  desk = await enrolDesktop(test)
  ;[supervisor, administrator, operator] = [await desk.signIn('supervisor'), await desk.signIn('administrator'), await desk.signIn('operator')]
}, 60_000)
afterAll(() => test.close())

const proposal = (kind: OfficeDocumentKind, content: unknown, more: { documentId?: string; note?: string; name?: string } = {}) =>
  ({ documentId: randomUUID(), kind, name: '', text: JSON.stringify(content), note: '料金が変わったため', ...more })
const propose = (who: SignedIn, body: ReturnType<typeof proposal>) => clientOfPerson(test, who).call('proposeDocument', { body })
const publish = (who: SignedIn, { documentId, hash }: Pick<OfficeDocumentRecord, 'documentId' | 'hash'>) =>
  clientOfPerson(test, who).call('publishDocument', { parameters: { documentId }, body: { hash } })
const withdraw = (who: SignedIn, { documentId }: Pick<OfficeDocumentRecord, 'documentId'>) =>
  clientOfPerson(test, who).call('withdrawDocument', { parameters: { documentId } })
const inFeed = async (documentId: string): Promise<OfficeDocumentRecord> => {
  const change = (await desk.pull()).changes.find(({ entity, id }) => entity === 'officeDocument' && id === documentId)
  return changeBodies.officeDocument.parse(change?.body)
}
const inUse = (kind: Exclude<OfficeDocumentKind, 'guidanceCard'>) => publishedDocument(test.central.database.reader, kind)
const card = (name: string, title: string) =>
  `番号: ${name}\n題: ${title}\n問い合わせの言葉:\n  - パスワード忘れ\n短い答え: ご自身で再設定していただけます。\n行き先: 案内のみ\n出典: 本コールセンターの運用\n出典日: 2026-11-01\n見直し期限: 2027-11-30\n`
const cardProposal = (name: string, title: string) => ({ ...proposal('guidanceCard', null, { name }), text: card(name, title) })
const policy = { ...defaultOfficePolicy, collectionTimes: ['11:00', '17:30'], isSecondNumberUsed: false }

describe('proposing', () => {
  it('keeps the text as it is with the hash central computed, and tells every desktop', async () => {
    const body = proposal('passwordNotice', { title: '通知書', 料金: 350 })
    const proposed = await propose(supervisor, body)
    expect(proposed).toEqual({
      ...body, version: 1, state: 'proposed', hash: createHash('sha256').update(body.text).digest('hex'), proposedBy: 'supervisor', proposedAt: '2026-10-05T01:00:00.000Z',
      decidedBy: null, decidedAt: null,
    })
    expect(await inFeed(body.documentId)).toEqual(proposed)
    expect(await inUse('passwordNotice')).toBeNull()
  })

  it('answers the same proposal again and refuses another one under its id', async () => {
    const body = proposal('envelopes', { products: [] })
    const first = await propose(supervisor, body)
    expect(await propose(supervisor, { ...body, documentId: body.documentId.toUpperCase() })).toEqual(first)
    expect(await problemOf(propose(supervisor, { ...body, text: '{}' }))).toBe('CONFLICT')
    expect(await problemOf(propose(administrator, body))).toBe('CONFLICT')
  })

  it.each([
    ['no JSON', 'envelopes', '{"a": '],
    ['a bare number', 'envelopes', '42'],
    ['what cannot be stored', 'envelopes', '{"a": "\\u0000"}'],
    ['half a character', 'envelopes', '{"a": "\\ud800"}'],
    ['nesting beyond reason', 'envelopes', '['.repeat(50) + ']'.repeat(50)],
    ['a policy that is none', 'policy', JSON.stringify({ ...policy, collectionTimes: ['25:00'] })],
    ['a policy with more in it', 'policy', JSON.stringify({ ...policy, isDualControlUsed: false })],
    ['a rule of verification without its musts', 'verificationRule', JSON.stringify({ ...defaultVerificationRule, musts: [] })],
    ['limits of requests that are none', 'caseSettings', JSON.stringify({ ...defaultCaseSettings, callbackMinutes: 0 })],
    ['a card without a name', 'guidanceCard', card('Q12', '題')],
    ['60,001 characters', 'envelopes', JSON.stringify('あ'.repeat(59_999))],
  ] as const)('refuses %s', async (_name, kind, text) => {
    expect(await problemOf(propose(supervisor, { ...proposal(kind, null), text }))).toBe('INVALID_REQUEST')
  })

  it('takes the longest text there may be', async () => {
    const text = JSON.stringify(['あ'.repeat(60_000 - 4)])
    expect((await propose(supervisor, { ...proposal('envelopes', null), text })).text).toBe(text)
  })

  it('is for who keeps the documents', async () => {
    expect(await problemOf(propose(operator, proposal('envelopes', {})))).toBe('FORBIDDEN')
  })
})

describe('publishing', () => {
  it('needs another person and the text that person looked at', async () => {
    const proposed = await propose(supervisor, proposal('envelopes', { products: [1] }))
    expect(await problemOf(publish(supervisor, proposed))).toBe('FORBIDDEN')
    expect(await problemOf(publish(operator, proposed))).toBe('FORBIDDEN')
    expect(await problemOf(publish(administrator, { ...proposed, hash: '0'.repeat(64) }))).toBe('CONFLICT')
    expect(await problemOf(publish(administrator, { ...proposed, documentId: randomUUID() }))).toBe('NOT_FOUND')
    expect(await inUse('envelopes')).toBeNull()
    test.clock.advance(60_000)
    const published = await publish(administrator, proposed)
    expect(published).toEqual({ ...proposed, version: 2, state: 'published', decidedBy: 'administrator', decidedAt: '2026-10-05T01:01:00.000Z' })
    expect(await inUse('envelopes')).toEqual({ text: proposed.text, hash: proposed.hash })
    expect(await inFeed(proposed.documentId)).toEqual(published)
    expect(await publish(administrator, proposed)).toEqual(published)
    expect(await problemOf(withdraw(administrator, proposed))).toBe('CONFLICT')
  })

  it('takes the former one out of use, which does not come back', async () => {
    const [first, second] = [await propose(supervisor, proposal('envelopes', { products: [2] })), await propose(administrator, proposal('envelopes', { products: [3] }))]
    await publish(administrator, first)
    await publish(supervisor, second)
    expect(await inUse('envelopes')).toEqual({ text: second.text, hash: second.hash })
    expect(await inFeed(first.documentId)).toMatchObject({ state: 'superseded', version: 3, decidedBy: 'administrator' })
    expect(await problemOf(publish(administrator, first))).toBe('CONFLICT')
    expect(await problemOf(withdraw(administrator, first))).toBe('CONFLICT')
  })

  it('leaves one in use when several are published at once', async () => {
    const proposed = await Promise.all(Array.from({ length: 5 }, (_, index) => propose(supervisor, proposal('passwordNotice', { number: index }))))
    const published = await Promise.all(proposed.map((document) => publish(administrator, document)))
    expect(published.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'published'))
    const states = await Promise.all(proposed.map(async ({ documentId }) => (await inFeed(documentId)).state))
    expect(states.toSorted()).toEqual(['published', 'superseded', 'superseded', 'superseded', 'superseded'])
    expect((await inUse('passwordNotice'))?.hash).toBe(proposed[states.indexOf('published')]?.hash)
  })

  it('is answered once with success when the same one is published and withdrawn at once', async () => {
    const proposed = await propose(supervisor, proposal('envelopes', { products: [4] }))
    const results = await Promise.all([problemOf(publish(administrator, proposed)), problemOf(withdraw(supervisor, proposed))])
    expect(results.toSorted()).toEqual(['CONFLICT', 'no problem'])
  })
})

describe('withdrawing', () => {
  it('ends a proposal for good', async () => {
    const proposed = await propose(supervisor, proposal('envelopes', { products: [5] }))
    const withdrawn = await withdraw(supervisor, proposed)
    expect(withdrawn).toMatchObject({ state: 'withdrawn', version: 2, decidedBy: 'supervisor' })
    expect(await inFeed(proposed.documentId)).toEqual(withdrawn)
    expect(await withdraw(supervisor, proposed)).toEqual(withdrawn)
    expect(await problemOf(withdraw(administrator, proposed))).toBe('CONFLICT')
    expect(await problemOf(publish(administrator, proposed))).toBe('CONFLICT')
    expect(await problemOf(withdraw(supervisor, { documentId: randomUUID() }))).toBe('NOT_FOUND')
  })
})

describe('the policy', () => {
  it('is the default until two people publish another', async () => {
    const reader = test.central.database.reader
    expect(await currentPolicy(reader)).toEqual(defaultOfficePolicy)
    const proposed = await propose(administrator, proposal('policy', policy))
    expect(await currentPolicy(reader)).toEqual(defaultOfficePolicy)
    await publish(supervisor, proposed)
    expect(await currentPolicy(reader)).toEqual(policy)
  })

  it('is the default again where the one in use does not fit this version', async () => {
    const reader = test.central.database.reader
    await reader.query(`update office_document set text = '{"isSecondNumberUsed": false}' where kind = 'policy' and state = 'published'`)
    expect(await currentPolicy(reader)).toEqual(defaultOfficePolicy)
  })
})

describe('settings of two people', () => {
  it.each([['verificationRule', { ...defaultVerificationRule, confirmedBy: 'supervisor' }], ['caseSettings', { ...defaultCaseSettings, callbackMinutes: 90 }]] as const)('%s is taken and used', async (kind, content) => {
    const proposed = await propose(administrator, proposal(kind, content))
    await publish(supervisor, proposed)
    expect(await inUse(kind)).toEqual({ text: proposed.text, hash: proposed.hash })
  })

  it('have no name', async () => {
    expect(await problemOf(propose(supervisor, proposal('policy', policy, { name: 'Q1' })))).toBe('INVALID_REQUEST')
  })
})

describe('guidance cards', () => {
  const stateOf = async ({ documentId }: Pick<OfficeDocumentRecord, 'documentId'>) => (await inFeed(documentId)).state

  it('are documents by their names: one in use a name', async () => {
    const [first, second, other] = [await propose(supervisor, cardProposal('Q12', '一')), await propose(supervisor, cardProposal('Q12', '二')), await propose(supervisor, cardProposal('A1', '三'))]
    expect(await inFeed(first.documentId)).toMatchObject({ kind: 'guidanceCard', name: 'Q12', text: card('Q12', '一') })
    expect(await problemOf(publish(supervisor, first))).toBe('FORBIDDEN')
    for (const document of [first, other, second]) await publish(administrator, document)
    expect([await stateOf(first), await stateOf(second), await stateOf(other)]).toEqual(['superseded', 'published', 'published'])
  })

  it('are refused where they do not pass or bear another number', async () => {
    const body = cardProposal('Q12', '一')
    expect(await problemOf(propose(supervisor, { ...body, text: body.text.replace('行き先', '行先') }))).toBe('INVALID_REQUEST')
    expect(await problemOf(propose(supervisor, { ...body, name: 'Q13' }))).toBe('INVALID_REQUEST')
    expect(await problemOf(propose(supervisor, { ...body, name: 'q12' }))).toBe('INVALID_REQUEST')
    expect(await problemOf(propose(supervisor, { ...body, text: JSON.stringify({ title: 'x' }) }))).toBe('INVALID_REQUEST')
    expect(await problemOf(propose(operator, body))).toBe('FORBIDDEN')
  })

  it('are answered the same way again only under the same name', async () => {
    const body = cardProposal('A2', '一')
    const first = await propose(supervisor, body)
    expect(await propose(supervisor, body)).toEqual(first)
    expect(await problemOf(propose(supervisor, { ...body, name: 'A3', text: card('A3', '一') }))).toBe('CONFLICT')
  })
})
