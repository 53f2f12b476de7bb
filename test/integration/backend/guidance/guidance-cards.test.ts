/** Guidance cards from the editor of one person, by the hand of another, to the screens of all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { officeDocuments } from '#backend/database/record-repository.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let supervisor: DeskClient
let administrator: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await front.signedIn('supervisor')
  administrator = await back.signedIn('administrator')
}, 60_000)
afterAll(async () => {
  for (const desktop of [front, back]) await desktop?.stop()
  await office?.close()
})

const kind = 'guidanceCard' as const
const builtInText = async (name: string) => (await supervisor.officeDocuments.list({})).builtIn.find((one) => one.kind === kind && one.name === name)!.text
const cardNamed = async (name: string) => (await operator.guidance.cards({})).find((card) => card.name === name)
const publish = async (name: string, text: string): Promise<string> => {
  const { documentId } = await supervisor.officeDocuments.propose({ kind, name, text, note: '見直し' })
  await back.sync()
  await administrator.officeDocuments.publish({ documentId })
  await front.sync()
  return documentId
}

describe('a guidance card', () => {
  it('is built in at first, those whose facts may have changed to be confirmed', async () => {
    const cards = await operator.guidance.cards({})
    expect(cards.map(({ name }) => name).slice(0, 3)).toEqual(['Q1', 'Q2', 'Q3'])
    expect(cards).toHaveLength(28)
    expect(cards.filter(({ isReviewDue }) => isReviewDue).map(({ name }) => name)).toEqual(['Q1', 'Q3', 'Q4', 'Q6', 'Q7', 'Q8', 'Q9', 'Q14', 'Q15', 'Q16', 'Q17', 'Q18'])
    expect(cards.some(({ isFallback }) => isFallback)).toBe(false)
  })

  it('is used everywhere once another person has published it', async () => {
    const text = (await builtInText('Q3')).replace('見直し期限: 2022-03-31', '見直し期限: 2027-03-31').replace('題: アカウント', '題: ポータルのアカウント')
    const { documentId } = await supervisor.officeDocuments.propose({ kind, name: 'Q3', text, note: '確認した' })
    expect(await refusalOf(supervisor.officeDocuments.publish({ documentId }))).toBe('REFUSED SAME_PERSON')
    expect(await cardNamed('Q3')).toMatchObject({ isReviewDue: true })
    await back.sync()
    await administrator.officeDocuments.publish({ documentId })
    await front.sync()
    expect(await cardNamed('Q3')).toMatchObject({ title: 'ポータルのアカウントの登録に費用はかかるか', isReviewDue: false, isFallback: false })
    const { documents, builtIn } = await supervisor.officeDocuments.list({})
    expect(documents).toEqual([expect.objectContaining({ documentId, kind, name: 'Q3', state: 'published' })])
    expect(builtIn.filter((one) => one.kind === kind).map(({ name }) => name)).not.toContain('Q3')
  })

  it('may be a new one, beside the others', async () => {
    const own = (await builtInText('Q4')).replace('番号: Q4', '番号: A1').replace('題: 年会費などはかかるか', '題: 当センターの受付時間')
    await publish('A1', own)
    expect((await cardNamed('A1'))?.title).toBe('当センターの受付時間')
    expect((await cardNamed('Q3'))?.title).toBe('ポータルのアカウントの登録に費用はかかるか')
    expect((await supervisor.officeDocuments.list({})).documents.filter(({ state }) => state === 'published').map(({ name }) => name).toSorted()).toEqual(['A1', 'Q3'])
  })

  it('names its broken line, and is not taken', async () => {
    const broken = (await builtInText('Q12')).replace('\n題: ', '\n題：')
    expect(await supervisor.officeDocuments.check({ kind, name: 'Q12', text: broken })).toEqual({ problems: [expect.stringMatching(/^2行目：「題」の次の「：」が全角です/u)] })
    expect(await refusalOf(supervisor.officeDocuments.propose({ kind, name: 'Q12', text: broken, note: 'x' }))).toBe('INVALID_INPUT DOCUMENT_PROBLEMS')
    expect(await refusalOf(supervisor.officeDocuments.propose({ kind, name: 'Q13', text: await builtInText('Q12'), note: 'x' }))).toBe('INVALID_INPUT DOCUMENT_PROBLEMS')
    expect(await refusalOf(supervisor.officeDocuments.propose({ kind, name: '', text: await builtInText('Q12'), note: 'x' }))).toBe('INVALID_INPUT DOCUMENT_PROBLEMS')
    expect((await supervisor.officeDocuments.check({ kind: 'caseSettings', name: '', text: '{"callbackMinutes": 1}' })).problems).toContainEqual(expect.stringMatching(/^callbackMinutes: 5 以上/u))
    expect((await supervisor.officeDocuments.check({ kind: 'policy', name: 'Q1', text: '{}' })).problems).toHaveLength(1)
  })

  it('stays the one before where the text in use does not pass any more', async () => {
    const documentId = await publish('Q3', (await supervisor.officeDocuments.list({})).documents.find(({ name, state }) => name === 'Q3' && state === 'published')!.text.replace('題: ポータルの', '題: 医療機関の'))
    const { manager } = front.backend.core.database.reader
    const held = (await officeDocuments.get(manager, documentId))!
    await front.backend.core.database.write(async (writer) => await officeDocuments.save(writer, { ...held, text: '題：壊れた' }))
    expect(await cardNamed('Q3')).toMatchObject({ title: 'ポータルのアカウントの登録に費用はかかるか', isFallback: true })
  })
})
