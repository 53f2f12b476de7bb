import { describe, expect, it } from '@jest/globals'
import { challengeRulerLength, drawChallengeSheet } from '#backend/letters/challenge-sheet.ts'
import { drawProvisionalCodeRequest, preflightProvisionalCodeRequest, readProvisionalCodeRequestTemplate } from '#backend/letters/provisional-code-request.ts'
import { openingTimeline } from '#shared/domain/opening-timeline.ts'
import { defaultCaseSettings } from '#shared/domain/case-settings.ts'
import type { ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'
import { decided, emptyProvisionalCodeForm, undecided } from '#shared/domain/provisional-code-request.ts'
import { createdAt } from './support/notices.ts'
import { crop, darkPixels, decodeCodes, pageCount, readPage } from './support/read-pdf.ts'
import type { ReadPage } from './support/read-pdf.ts'

const options = { requestNumber: 'K2026-000118', requestedOn: '2026-11-04', createdAt, isSample: false, template: readProvisionalCodeRequestTemplate() }
const form: ProvisionalCodeForm = {
  facilityType: decided('clinic'),
  facilityName: decided('医療法人社団髙﨑会 𠮷邉こどもクリニック'),
  facilityAddress: decided('東京都文京区本郷七丁目３番１号'),
  opening: decided('2027-04'),
  founder: { kind: 'legalPerson', name: '医療法人社団髙﨑会', representative: '理事長 𠮷邉 花子' },
  qualifications: ['physician', 'other'],
  otherQualification: '社会福祉士',
  facilityTelephone: undecided,
  contactTelephone: '090-0000-0000',
  secondContactTelephone: null,
}

/** Whether the box left of a label is ticked: a tick is much more ink than the bare box. */
function ticked(page: ReadPage, label: string): boolean[] {
  return page.texts
    .filter((text) => text.text.startsWith(label) && Math.abs(text.size - 9.5) < 0.01)
    .sort((one, other) => one.baseline - other.baseline)
    .map(({ left, baseline }) => darkPixels(crop(page.pixels, { left: left - 4.2, right: left - 2, top: baseline - 2.5, bottom: baseline - 0.2 })) > 8)
}

describe('the challenge sheet', () => {
  it('carries its code in digits and as a symbol, the lot, the ruler and 見本 on one page', async () => {
    const bytes = await drawChallengeSheet({ code: '4830', lotNumber: 'L20261104-03', createdAt })
    expect(await pageCount(bytes)).toBe(1)
    const { texts, allText, pixels } = await readPage(bytes, 1, 300)
    expect(texts.find((text) => text.text.replace(/\s/gu, '') === '4830')?.size).toBeGreaterThan(40)
    expect((await decodeCodes(pixels)).map((code) => code.text)).toEqual(['4830'])
    expect(allText).toContain('L20261104-03')
    expect(allText).toContain('令和8年11月4日')
    expect(texts.filter((text) => text.isTilted).map((text) => text.text)).toEqual(['見本'])
    const tick = (label: string) => texts.find((text) => text.text === label && text.baseline > 165 && text.baseline < 180)
    const middle = (label: string) => ((tick(label)?.left ?? 0) + (tick(label)?.right ?? 0)) / 2
    expect(middle('100') - middle('0')).toBeCloseTo(challengeRulerLength, 1)
  })

  it('is equal for equal input', async () => {
    const draw = () => drawChallengeSheet({ code: '0001', lotNumber: 'L1', createdAt })
    expect(Buffer.compare(await draw(), await draw())).toBe(0)
  })

  it.each(['123', '12345', '12a4', ''])('refuses the code "%s"', async (code) => {
    await expect(drawChallengeSheet({ code, lotNumber: 'L1', createdAt })).rejects.toThrow(RangeError)
  })
})

describe('the 仮コード request form', () => {
  it('carries every answer, ticks what was chosen and marks 未定', async () => {
    const bytes = await drawProvisionalCodeRequest(form, options)
    expect(await pageCount(bytes)).toBe(1)
    const page = await readPage(bytes)
    const plain = page.allText.replace(/\s/gu, '').normalize('NFKC')
    for (const text of ['アカウント登録用仮コード付番依頼書', '医療法人社団髙﨑会', '東京都文京区本郷七丁目3番1号', '令和9年4月', '社会福祉士', '090-0000-0000', 'K2026-000118', '令和8年11月4日', '様式は支払基金の最新版を確認', '開設者の署名']) {
      expect(plain).toContain(text.normalize('NFKC'))
    }
    expect(plain).toContain('𠮷邉')
    expect(['病院', '診療所', '歯科診療所', '薬局'].map((label) => ticked(page, label))).toEqual([[false], [true], [false], [false]])
    expect(['医師', '歯科医師', '保険医', '薬剤師', '保険薬剤師', 'その他'].map((label) => ticked(page, label))).toEqual([[true], [false], [false], [false], [false], [true]])
    expect(ticked(page, '未定')).toEqual([false, false, false, false, true])
    expect(page.allText).not.toContain('見本')
  })

  it('leaves open what was not asked, and marks a trial form', async () => {
    const page = await readPage(await drawProvisionalCodeRequest(emptyProvisionalCodeForm, { ...options, isSample: true }))
    expect(ticked(page, '未定')).toEqual([false, false, false, false, false])
    expect(page.allText).toContain('見本')
  })

  it('gives equal bytes for equal input', async () => {
    expect(Buffer.compare(await drawProvisionalCodeRequest(form, options), await drawProvisionalCodeRequest(form, options))).toBe(0)
  })

  it('refuses by name what it cannot print, without the answers in the error', async () => {
    const wrong = { ...form, facilityName: decided('\uE000医院'), contactTelephone: '0'.repeat(120) }
    expect(preflightProvisionalCodeRequest(wrong)).toMatchObject([
      { field: 'facilityName', codePoint: 'U+E000' },
      { field: 'contactTelephone' },
    ])
    await expect(drawProvisionalCodeRequest(wrong, options)).rejects.toMatchObject({ name: 'RequestFormNotDrawableError' })
    await expect(drawProvisionalCodeRequest(wrong, options)).rejects.not.toThrow(/医院/u)
  })
})

describe('the cover sheet of the request form (表紙)', () => {
  const sender = { name: 'オンライン資格確認等コールセンター', address: '東京都港区見本一丁目2番3号', telephone: '0800-080-4583' }
  const deadline = { prefectureNumber: '13', monthsBefore: 1, dayOfMonth: 10, note: '厚生局の案内（2026年4月確認）' }
  const timelineOf = (bureauDeadlines: (typeof deadline)[]) => openingTimeline({ opening: '2027-04', prefectureNumber: '13', settings: { ...defaultCaseSettings, bureauDeadlines }, today: '2026-12-04' })
  const plainOf = async (bytes: Uint8Array, page = 1) => (await readPage(bytes, page)).allText.replace(/\s/gu, '').normalize('NFKC')

  it('stands before the form: number, date, what is 未定 in large letters, where to send, the three numbers, what by when', async () => {
    const bytes = await drawProvisionalCodeRequest(form, { ...options, cover: { sender, timeline: timelineOf([deadline]) } })
    expect(await pageCount(bytes)).toBe(2)
    const page = await readPage(bytes)
    const plain = await plainOf(bytes)
    for (const text of [
      'K2026-000118', '令和8年11月4日', '様式は支払基金の最新版を確認', '医療法人社団髙﨑会', sender.name, sender.address, sender.telephone, '仮コード', '受付番号', '医療機関等コード',
      'ポータルサイトのアカウント登録と、', '電子証明書の申請', '令和8年11月中まで(過ぎています)', '令和9年3月10日まで', deadline.note, '令和9年4月',
    ]) expect(plain).toContain(text.replace(/\s/gu, '').normalize('NFKC'))
    expect(page.texts.find(({ text }) => text.includes('施設の電話番号'))?.size).toBeGreaterThanOrEqual(18)
    // The form itself is what it was.
    expect(await plainOf(bytes, 2)).toBe(await plainOf(await drawProvisionalCodeRequest(form, options)))
  })

  it('says so where the bureau\'s deadline was not entered, the opening is 未定, or nothing is', async () => {
    expect(await plainOf(await drawProvisionalCodeRequest(form, { ...options, cover: { sender, timeline: timelineOf([]) } }))).toContain('締切日:未登録(管轄の厚生局に確認)')
    const nothingKnown = { ...form, opening: undecided, facilityType: undecided, facilityName: undecided, facilityAddress: undecided }
    const open = await plainOf(await drawProvisionalCodeRequest(nothingKnown, { ...options, cover: { sender: { ...sender, address: '' }, timeline: null } }))
    expect(open).toContain('施設種別・施設名称・施設所在地・開設時期・施設の電話番号')
    expect(open).toContain('開設時期が未定のため')
    const whole = await plainOf(await drawProvisionalCodeRequest({ ...form, facilityTelephone: decided('03-0000-0000') }, { ...options, isSample: true, cover: { sender, timeline: timelineOf([]) } }))
    expect(whole).toContain('未定の項目はありません')
    expect(whole).toContain('見本')
  })

  it('prints the longest words an office may enter, and 〓 for what no font draws', async () => {
    const longest = { ...deadline, note: `\uE000${'締切は厚生局の案内で確かめる。'.repeat(14)}`.slice(0, 200) }
    const bytes = await drawProvisionalCodeRequest(form, { ...options, cover: { sender: { ...sender, name: '見'.repeat(60), address: '東'.repeat(120) }, timeline: timelineOf([longest]) } })
    expect(await pageCount(bytes)).toBe(2)
    expect(await plainOf(bytes)).toContain('〓締切は')
  })

  it('keeps everything on the sheet, and gives equal bytes for equal input', async () => {
    const draw = () => drawProvisionalCodeRequest(form, { ...options, cover: { sender, timeline: timelineOf([deadline]) } })
    const [one, other] = [await draw(), await draw()]
    expect(Buffer.compare(one, other)).toBe(0)
    const { texts } = await readPage(one)
    expect(texts.filter(({ left, right, baseline }) => left < 19 || right > 191 || baseline > 288)).toEqual([])
  })
})
