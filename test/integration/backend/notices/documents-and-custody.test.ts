/** Documents two people publish, and what they change for letters; the chain of custody; alerts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { officeDocumentKinds } from '#shared/domain/office-documents.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { readPage } from '#test/letters/support/read-pdf.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { requestedNotice, startOffice, type TestOffice } from '#test/support/test-office.ts'
import { mailDeskOf, type MailDesk } from './mail-desk.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let supervisor: DeskClient
let administrator: DeskClient
let mailroom: DeskClient
let mail: MailDesk

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await front.signedIn('supervisor')
  administrator = await back.signedIn('administrator')
  mailroom = await back.signedIn('mailroom')
  mail = mailDeskOf(back, mailroom)
}, 60_000)
afterAll(async () => {
  for (const desktop of [front, back]) await desktop?.stop()
  await office?.close()
})

const syncAll = async () => {
  for (const desktop of [front, back, front]) await desktop.sync()
}

const builtInText = async (kind: 'passwordNotice' | 'envelopes' | 'policy') => (await supervisor.officeDocuments.list({})).builtIn.find((one) => one.kind === kind)!.text

const textOn = async (document: Blob): Promise<string> => (await readPage(new Uint8Array(await document.arrayBuffer()), 1, 30)).allText.replaceAll(/\s/gu, '')

/** Proposed at the one desk by the supervisor, published at the other by the administrator. */
const published = async (kind: 'passwordNotice' | 'policy', text: string): Promise<string> => {
  const { documentId } = await supervisor.officeDocuments.propose({ kind, text, note: '文面の見直し' })
  await back.sync()
  await administrator.officeDocuments.publish({ documentId })
  await front.sync()
  return documentId
}

describe('a document of the office', () => {
  it('is built in until one is published, and what is built in passes', async () => {
    const { documents, builtIn } = await supervisor.officeDocuments.list({})
    expect(documents).toEqual([])
    expect([...new Set(builtIn.map(({ kind }) => kind))]).toEqual(officeDocumentKinds)
    for (const { kind, name, text } of builtIn) expect(await supervisor.officeDocuments.check({ kind, name, text })).toEqual({ problems: [] })
  })

  it('is checked in sentences that name the line and the place', async () => {
    const check = async (kind: 'passwordNotice' | 'policy', text: string) => (await supervisor.officeDocuments.check({ kind, text })).problems
    expect(await check('policy', '{\n  "isSecondNumberUsed": true,\n  "collectionTimes": [16:00]\n}')).toEqual([expect.stringContaining('3行目')])
    expect(await check('policy', JSON.stringify({ ...defaultOfficePolicy, collectionTimes: ['9:00'] }))).toEqual(['collectionTimes › 0: 時刻は 16:00 の形で入力してください'])
    expect(await check('passwordNotice', '{')).toEqual([expect.stringContaining('1行目')])
    expect(await refusalOf(supervisor.officeDocuments.propose({ kind: 'policy', text: '{', note: 'x' }))).toBe('INVALID_INPUT DOCUMENT_PROBLEMS')
    expect(await refusalOf(supervisor.officeDocuments.preview({ kind: 'passwordNotice', text: '{' }))).toBe('INVALID_INPUT DOCUMENT_PROBLEMS')
  })

  it('is put into use by another person than the one who proposed it, and the next letter is drawn with it', async () => {
    const before = await builtInText('passwordNotice')
    const { templateVersion, helpline } = JSON.parse(before) as { templateVersion: string; helpline: { number: string } }
    const text = before.replace(templateVersion, '2027-01-1').replace(helpline.number, '0800-000-0000')
    expect(await textOn((await supervisor.officeDocuments.preview({ kind: 'passwordNotice', text })).document)).toContain('0800-000-0000')

    const old = await requestedNotice(operator, office.nextFacility())
    await syncAll()
    await mail.post([old.notice.noticeId])
    const facility = office.nextFacility()
    const asked = await requestedNotice(operator, facility)
    await syncAll()

    const proposed = await supervisor.officeDocuments.propose({ kind: 'passwordNotice', text, note: '電話番号の変更' })
    expect(proposed).toMatchObject({ state: 'proposed', proposedByName: '名前 supervisor', mayPublish: false, problems: [] })
    expect(await refusalOf(supervisor.officeDocuments.publish({ documentId: proposed.documentId }))).toBe('REFUSED SAME_PERSON')
    await back.sync()
    expect((await administrator.officeDocuments.list({})).documents).toEqual([expect.objectContaining({ documentId: proposed.documentId, mayPublish: true })])
    expect(await administrator.officeDocuments.publish({ documentId: proposed.documentId })).toMatchObject({ state: 'published', decidedByName: '名前 administrator', mayPublish: false })
    expect(await refusalOf(administrator.officeDocuments.publish({ documentId: proposed.documentId }))).toBe('CONFLICT DOCUMENT_STATE')

    const letter = (await mail.post([asked.notice.noticeId])).get(asked.notice.noticeId)!
    expect(letter.text.replaceAll(/\s/gu, '')).toContain('0800-000-0000')
    await syncAll()
    expect((await operator.notices.custody({ noticeId: asked.notice.noticeId })).template).toEqual({ version: '2027-01-1', hash: proposed.hash })
    // The operator sees the picture of the letter the caller holds: each by its own version.
    const pictureOf = async (noticeId: string) => await textOn((await operator.notices.preview({ noticeId })).document)
    expect(await pictureOf(asked.notice.noticeId)).toContain('0800-000-0000')
    expect(await pictureOf(old.notice.noticeId)).toContain(helpline.number)
    expect((await supervisor.officeDocuments.list({})).builtIn.map(({ kind }) => kind)).not.toContain('passwordNotice')
    expect(await office.redeem(facility.facilityCode, letter.password, asked.receiptNumber!)).toBe('redeemed')
  })

  it('makes room for its successor, stays to be seen, and may be withdrawn before it is used', async () => {
    const before = (await supervisor.officeDocuments.list({})).documents.find((one) => one.state === 'published')!
    const documentId = await published('passwordNotice', before.text.replace('2027-01-1', '2027-02-1'))
    expect((await supervisor.officeDocuments.list({})).documents.map((one) => [one.documentId, one.state])).toEqual([[documentId, 'published'], [before.documentId, 'superseded']])
    const other = await supervisor.officeDocuments.propose({ kind: 'passwordNotice', text: before.text, note: '元に戻す' })
    expect((await supervisor.officeDocuments.withdraw({ documentId: other.documentId })).state).toBe('withdrawn')
    await back.sync()
    expect(await refusalOf(administrator.officeDocuments.publish({ documentId: other.documentId }))).toBe('CONFLICT DOCUMENT_STATE')
  })

  it('needs central to change, not to be looked at', async () => {
    const text = await builtInText('policy')
    front.network.isDown = true
    expect(await refusalOf(supervisor.officeDocuments.propose({ kind: 'policy', text, note: 'x' }))).toBe('OFFLINE CENTRAL_UNREACHABLE')
    expect(await supervisor.officeDocuments.check({ kind: 'policy', text })).toEqual({ problems: [] })
    front.network.isDown = false
  })

  it('is still in use after a restart', async () => {
    await back.restart()
    mailroom = await back.signedIn('mailroom')
    administrator = await back.signedIn('administrator')
    mail = mailDeskOf(back, mailroom)
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncAll()
    const { letters } = await mail.print([notice.noticeId])
    expect(letters[0]!.text.replaceAll(/\s/gu, '')).toContain('0800-000-0000')
  })
})

describe('the chain of custody', () => {
  it('is proven by central from the trails of all desktops, and by this desktop alone where central is away', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncAll()
    await mail.post([notice.noticeId])
    await syncAll()
    await syncAll()
    const whole = await supervisor.notices.custody({ noticeId: notice.noticeId })
    expect(whole).toMatchObject({ checkedBy: 'central', notice: { state: 'posted' }, lotNumber: expect.stringMatching(/^L/u) as unknown, postingSlipNumber: null, cases: [] })
    expect(whole.steps.map((step) => [step.event.to, step.staffName, step.audit !== null])).toEqual([
      ['queued', '名前 operator', true], ['issuing', '名前 mailroom', true], ['printed', '名前 mailroom', true], ['sealed', '名前 mailroom', true], ['posted', '名前 mailroom', true],
    ])
    expect(new Set(whole.steps.map((step) => step.audit?.deviceNumber)).size).toBe(2)
    expect(whole.chains.map((chain) => chain.firstBroken)).toEqual([null, null])

    back.network.isDown = true
    const here = await mailroom.notices.custody({ noticeId: notice.noticeId })
    back.network.isDown = false
    expect(here.checkedBy).toBe('desktop')
    expect(here.steps.map((step) => [step.event.to, step.audit !== null])).toEqual([['queued', false], ['issuing', true], ['printed', true], ['sealed', true], ['posted', true]])
    expect(here.chains).toEqual([expect.objectContaining({ firstBroken: null })])
    // The same entries, whoever names them.
    expect(here.steps.slice(2).map((step) => step.audit)).toEqual(whole.steps.slice(2).map((step) => step.audit))
  })
})

describe('an alert', () => {
  it('calls a supervisor, who writes down what was done', async () => {
    const facility = office.nextFacility()
    const { notice, receiptNumber } = await requestedNotice(operator, facility)
    await syncAll()
    const { letters } = await mail.print([notice.noticeId])
    await back.sync()
    expect(await office.redeem(facility.facilityCode, letters[0]!.password, receiptNumber!)).toBe('REDEMPTION_REFUSED')
    await syncAll()
    const [alert] = await supervisor.securityAlerts.list({})
    expect(alert).toMatchObject({ kind: 'passwordUsedBeforePosting', noticeNumber: notice.noticeNumber, resolvedAt: null, resolvedByName: null })
    const { alertId } = alert!
    expect(await refusalOf(administrator.securityAlerts.resolve({ alertId, resolution: '確認しました' }))).toBe('FORBIDDEN')
    await supervisor.securityAlerts.resolve({ alertId, resolution: '通知書を無効にし、手配し直した' })
    expect(await refusalOf(supervisor.securityAlerts.resolve({ alertId, resolution: 'もう一度' }))).toBe('CONFLICT ALERT_RESOLVED')
    await syncAll()
    expect(await supervisor.system.rejectedChanges({})).toEqual([])
    expect(await administrator.securityAlerts.list({})).toEqual([expect.objectContaining({ resolvedByName: '名前 supervisor', resolution: '通知書を無効にし、手配し直した' })])
  })
})

describe('a policy without the second number', () => {
  it('tells no number, and the letter redeems by code and password', async () => {
    await published('policy', JSON.stringify({ ...defaultOfficePolicy, isSecondNumberUsed: false, collectionTimes: ['09:00'] }, null, 2))
    const facility = office.nextFacility()
    const { notice, receiptNumber, delivery } = await requestedNotice(operator, facility)
    expect(receiptNumber).toBeNull()
    // Ten o'clock in the morning: the only collection of the day is over.
    expect(delivery.postsOn).toBe('2026-10-06')
    await syncAll()
    const letter = (await mail.post([notice.noticeId])).get(notice.noticeId)!
    await syncAll()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect(await office.redeem(facility.facilityCode, letter.password, '')).toBe('redeemed')
  })
})
