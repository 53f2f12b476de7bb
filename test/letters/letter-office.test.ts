import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { createLetterOffice } from '#backend/lots/letter-office.ts'
import { noticeRecord } from '#shared/contract/records.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { pageCount, readPage } from './support/read-pdf.ts'

const newOffice = () => {
  const logged: unknown[] = []
  const deps = {
    clock: { now: () => Date.parse('2026-11-03T20:00:00Z') },
    random: { below: (bound: number) => bound - 1 },
    log: { info: (event: string, facts?: object) => void logged.push([event, facts]), error: () => undefined },
    resources: null,
  }
  return { office: createLetterOffice({ deps }), logged }
}

const notice = (change: Partial<NoticeRecord> = {}): NoticeRecord => ({
  ...noticeRecord.parse({
    noticeId: '0199c3a0-0000-7000-8000-000000000001', version: 1, noticeNumber: 'N001-261104-001', facilityCode: '1318814790',
    facility: {
      facilityCode: '1318814790', name: 'さくら内科クリニック', postalCode: '1130033', address: '文京区本郷七丁目３番１号', founder: '桜 花子',
      type: 'clinic', status: 'active', listKind: 'medical', prefectureNumber: '13', isSample: false,
    },
    reason: 'emailUnknown', state: 'queued', callId: '0199c3a0-0000-7000-8000-000000000002', verificationId: '0199c3a0-0000-7000-8000-000000000003',
    requestedBy: 'operator', requestedAt: '2026-11-03T20:00:00.000Z', approvedBy: null, lotId: null, pieceId: null,
    validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null, events: [],
  }),
  ...change,
})

const changedText = (text: string, from: string, to: string): string => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('documents in use', () => {
  it('are the built-in ones until one is published, and again when it is withdrawn', () => {
    const { office } = newOffice()
    const builtIn = office.builtInText('passwordNotice')
    const published = changedText(builtIn, '"2026-11-1"', '"2026-12-1"').replace('"validityDays": 30', '"validityDays": 45')
    expect(office.templateReference()).toEqual({ version: '2026-11-1', hash: createHash('sha256').update(builtIn).digest('hex') })
    office.use({ passwordNotice: published, envelopes: null })
    expect(office.templateReference()).toEqual({ version: '2026-12-1', hash: createHash('sha256').update(published).digest('hex') })
    expect([office.templateVersion(), office.validityDays()]).toEqual(['2026-12-1', 45])
    expect(office.contentOf(notice(), notice().facility, 'A').validUntil).toBe('2026-12-19')
    office.use({ passwordNotice: null, envelopes: null })
    expect(office.templateVersion()).toBe('2026-11-1')
  })

  it('never are ones that do not pass their schema: what was in use stays', () => {
    const { office, logged } = newOffice()
    const published = changedText(office.builtInText('passwordNotice'), '"2026-11-1"', '"2026-12-1"')
    const envelopes = changedText(office.builtInText('envelopes'), '"defaultProduct": "nagagata3-window"', '"defaultProduct": "yogata4-window"')
    office.use({ passwordNotice: published, envelopes })
    office.use({ passwordNotice: '{ "templateVersion": "bad" }', envelopes: '{' })
    expect(office.templateVersion()).toBe('2026-12-1')
    expect(logged).toEqual([['officeDocument.ignored', { kind: 'passwordNotice' }], ['officeDocument.ignored', { kind: 'envelopes' }]])
    office.use({ passwordNotice: '[]', envelopes: null })
    expect(office.templateVersion()).toBe('2026-12-1')
  })

  it('name their classes of postage, the default first', () => {
    const { office } = newOffice()
    expect(office.postageClasses().map(({ id, name, feeYen, isRecorded }) => [id, name, feeYen, isRecorded])).toEqual([
      ['simplifiedRegistered', '簡易書留', 460, true],
      ['registered', '書留', 590, true],
      ['specifiedRecord', '特定記録', 320, true],
    ])
  })

  it('have a letter speak of the six digits exactly where redeeming it asks for them', () => {
    const { office } = newOffice()
    for (const needsSecondNumber of [true, false]) {
      const asked = { ...notice(), needsSecondNumber }
      expect(office.contentOf(asked, asked.facility, 'A').hasSecondNumber).toBe(needsSecondNumber)
    }
  })
})

describe('problems of a letter', () => {
  it('are those of the facility as it is now', () => {
    const { office } = newOffice()
    const asRequested = notice({ facility: { ...notice().facility, name: '\uE38B田医院' } })
    expect(office.problemsOf(asRequested)[0]).toContain('U+E38B')
    expect(office.problemsOf(asRequested, { ...asRequested.facility, name: '𠮷田医院' })).toEqual([])
  })

  it('name a class of postage that the template does not hold', () => {
    const { office } = newOffice()
    expect(office.problemsOf(notice({ postageClass: 'express' }))).toEqual([expect.stringMatching(/express.*簡易書留・書留・特定記録のどれか/u)])
  })
})

describe('checking a document', () => {
  const { office } = newOffice()
  const template = office.builtInText('passwordNotice')
  const envelopes = office.builtInText('envelopes')

  it('finds nothing wrong with what is built in', () => {
    expect(office.checkDocument('passwordNotice', template)).toEqual([])
    expect(office.checkDocument('envelopes', envelopes)).toEqual([])
  })

  it.each([
    ['a missing comma', '{\n  "templateVersion": "2026-11-1"\n  "sender": {}\n}', '3行目'],
    ['a word without quotes', '{\n\n  "templateVersion": version\n}', '3行目'],
    ['a text that ends too soon', '{\n  "templateVersion": "a",', '2行目'],
    ['a quote that is not closed', '{\n  "templateVersion": "a\n}', '2行目'],
    ['something after the end', '{}\n\n}', '3行目'],
    ['nesting without end', '['.repeat(5000), '1行目'],
    ['nothing', '', '1行目'],
  ])('names the line of %s', (_, text, line) => {
    expect(office.checkDocument('passwordNotice', text)).toEqual([expect.stringContaining(`${line}の近くが、JSONとして読めません`)])
  })

  it.each([
    ['a title in the window', '"titleTop": 71.5', '"titleTop": 62', '窓から'],
    ['a step across the fold', '155, 202.5', '155, 190', '折り目'],
    ['steps that overlap', '222.9, 238.3', '205, 238.3', '重なります'],
    ['a character no font has', '"パスワード等通知書"', '"パスワード\uE000"', 'U+E000'],
    ['a mark that is none', '["簡易書留", "転送不要"]', '["速達便"]', 'postageClasses › 0 › marks › 0: 使える表示は'],
    ['four marks', '["簡易書留", "転送不要"]', '["簡易書留", "転送不要", "親展", "書留"]', '3つまで'],
    ['a class twice', '"id": "registered"', '"id": "specifiedRecord"', '同じ記号の郵便種別'],
    ['a fee in words', '"feeYen": 460', '"feeYen": "460円"', '料金は円の整数'],
    ['wording that needs the second number', '下の①から⑥の順に', '下の①から⑥の順に（④は電話の番号）', '④に触れない文'],
    ['a host that is not allowed', 'https://shinsei.iryohokenjyoho-portalsite.jp/', 'https://example.jp/', 'portalsite.jp のものだけ'],
  ])('refuses %s with a sentence', (_, from, to, sentence) => {
    const problems = office.checkDocument('passwordNotice', changedText(template, from, to))
    expect(problems.join('\n')).toContain(sentence)
  })

  it('refuses envelopes in whose window a letter does not fit, or shows more than its address', () => {
    const wide = changedText(envelopes, '"window": { "left": 20, "top": 12, "width": 90, "height": 45 },\n      "folds": [99, 198],\n      "play": { "left": 12.5', '"window": { "left": 20, "top": 12, "width": 130, "height": 45 },\n      "folds": [99, 198],\n      "play": { "left": 12.5')
    expect(office.checkDocument('envelopes', wide)).toEqual([expect.stringMatching(/^封筒「長形3号.*窓から、宛名のほか/u)])
    expect(office.checkDocument('envelopes', changedText(envelopes, '"defaultProduct": "nagagata3-window"', '"defaultProduct": "none"'))).toEqual(['defaultProduct: 既定の封筒が一覧にありません'])
  })
})

describe('previews', () => {
  it('of a letter are drawn with the template it was printed with', async () => {
    const { office } = newOffice()
    const older = changedText(office.builtInText('passwordNotice'), '"2026-11-1"', '"2025-04-1"')
    const [now, then] = await Promise.all([office.drawPreview(notice()), office.drawPreview(notice(), older)])
    const pages = await Promise.all([now, then].map(async (bytes) => await readPage(bytes, 1, 72)))
    expect(pages.map(({ allText }) => [allText.includes('2026-11-1'), allText.includes('2025-04-1'), allText.includes('見本')])).toEqual([[true, false, true], [false, true, true]])
  })

  it('of a document are a letter to a made-up facility, or a sheet for each envelope, all 見本', async () => {
    const { office } = newOffice()
    const letter = await readPage(await office.drawDocumentPreview('passwordNotice', changedText(office.builtInText('passwordNotice'), 'パスワード等通知書', 'パスワード通知')), 1, 72)
    for (const text of ['パスワード通知', '見本内科クリニック', '見本', 'Xエックス']) expect(letter.allText.replace(/\s/gu, '')).toContain(text)
    const sheets = await office.drawDocumentPreview('envelopes', office.builtInText('envelopes'))
    expect(await pageCount(sheets)).toBe(2)
    expect((await readPage(sheets, 2, 72)).allText).toMatch(/洋形4号[^]*見本|見本[^]*洋形4号/u)
    await expect(office.drawDocumentPreview('passwordNotice', '{')).rejects.toMatchObject({ name: 'TemplateError' })
  })
})
