import { describe, expect, it } from '@jest/globals'
import { drawPostingSlip, postingSlipRowsPerPage, type PostingSlipContent, type PostingSlipRow } from '#backend/letters/posting-slip.ts'
import { createdAt } from './support/notices.ts'
import { pageCount, readPage, type PlacedText } from './support/read-pdf.ts'

const row = (index: number, change: Partial<PostingSlipRow> = {}): PostingSlipRow => ({
  recipient: `さくら第${index + 1}クリニック 御中`, trackingNumber: String(12345678900 + index * 11), declaredValueYen: null, feeYen: 460 + (index % 2) * 10, remark: '転送不要', ...change,
})
const slip = (count: number, change: Partial<PostingSlipContent> = {}): PostingSlipContent => ({
  slipNumber: 'S012-261123-001', postedOn: '2026-11-23',
  sender: { name: 'オンライン資格確認等コールセンター', address: '東京都港区新橋二丁目１番３号', telephone: '0800-080-4583' },
  postpaidApproval: '第1234号', postageName: '簡易書留', isSample: false, rows: Array.from({ length: count }, (_row, index) => row(index)), ...change,
})
const draw = (content: PostingSlipContent) => drawPostingSlip(content, { createdAt })
/** Low resolution: only the texts are looked at. */
const read = async (bytes: Uint8Array, page: number) => (await readPage(bytes, page, 20)).texts
const plain = (texts: readonly PlacedText[]): string => texts.map(({ text }) => text).join('').normalize('NFKC').replace(/\s/gu, '')
const numbersOn = (texts: readonly PlacedText[]): PlacedText[] => texts.filter(({ text }) => /^\d{3}-\d{2}-\d{5}-\d$/u.test(text))

describe('the 差出票', () => {
  it('lists 61 pieces on 3 pages of 30 rows and on 3 of its 控え, with the sums of each page and of all', async () => {
    const content = slip(61)
    const bytes = await draw(content)
    expect(postingSlipRowsPerPage).toBe(30)
    expect(await pageCount(bytes)).toBe(6)
    const pages = await Promise.all([1, 2, 3, 4, 5, 6].map(async (page) => await read(bytes, page)))
    expect(pages.map((texts) => numbersOn(texts).length)).toEqual([30, 30, 1, 30, 30, 1])
    const total = content.rows.reduce((sum, { feeYen }) => sum + feeYen, 0)
    const sums = [13_950, 13_950, 460]
    expect(sums.reduce((sum, part) => sum + part, 0)).toBe(total)
    for (const [index, texts] of pages.entries()) {
      const text = plain(texts)
      expect(text.includes('控え')).toBe(index >= 3)
      expect(text).toContain(`${(index % 3) + 1}/3枚`)
      expect(text).toContain(`このページの計${[30, 30, 1][index % 3]}通料金${sums[index % 3]?.toLocaleString('ja-JP')}`)
      expect(text).toContain(`全体の計61通料金${total.toLocaleString('ja-JP')}`)
      expect(text).toContain('書留・特定記録郵便物等差出票')
      expect(text).toContain('令和8年11月23日')
      expect(text).toContain('簡易書留')
      expect(text).toContain('料金後納承認番号第1234号')
      expect(text).toContain('S012-261123-001')
      for (const part of ['オンライン資格確認等コールセンター', '東京都港区新橋二丁目1番3号', '0800-080-4583']) expect(text).toContain(part)
    }
  })

  it('says the same on the 控え, row by row', async () => {
    const bytes = await draw(slip(31))
    const rowsOf = (texts: readonly PlacedText[]) => texts.filter(({ baseline }) => baseline > 70 && baseline < 285).map(({ text, left, baseline }) => [text, left, baseline])
    expect(rowsOf(await read(bytes, 3))).toEqual(rowsOf(await read(bytes, 1)))
    expect(rowsOf(await read(bytes, 4))).toEqual(rowsOf(await read(bytes, 2)))
  })

  it('sets name, number and fee of a piece on one line each in its column, and closes an unfinished page', async () => {
    const texts = await read(await draw(slip(2)), 1)
    const [first, second] = numbersOn(texts)
    expect(first?.text).toBe('123-45-67890-0')
    for (const [number, recipient, fee] of [[first, 'さくら第1クリニック', '460'], [second, 'さくら第2クリニック', '470']] as const) {
      const onRow = texts.filter(({ baseline }) => Math.abs(baseline - (number?.baseline ?? 0)) < 1)
      expect(onRow.find(({ text }) => text.startsWith(recipient))?.right).toBeLessThan(number?.left ?? 0)
      expect(onRow.find(({ text }) => text === fee)?.left).toBeGreaterThan(number?.right ?? 0)
    }
    expect((second?.baseline ?? 0) - (first?.baseline ?? 0)).toBeCloseTo(6.3, 1)
    expect(plain(texts)).toContain('(以下余白)')
    expect(plain(await read(await draw(slip(30)), 1))).not.toContain('以下余白')
  })

  it('sets a long name smaller, then in two lines, whole and inside its column', async () => {
    const name = '社会福祉法人恩賜財団済生会支部埼玉県済生会鴻巣病院附属訪問看護ステーション地域医療支援センター東事業所第二'
    expect([...name].length).toBeGreaterThan(50)
    const texts = await read(await draw(slip(1, { rows: [row(0, { recipient: `${name} 御中` })] })), 1)
    const inCell = texts.filter(({ baseline, left }) => baseline > 79 && baseline < 85.5 && left > 24 && left < 90)
    expect(plain(inCell)).toBe(`${name}御中`)
    expect(new Set(inCell.map(({ baseline }) => baseline.toFixed(2))).size).toBe(2)
    for (const { left, right, top, bottom } of inCell) {
      expect(left).toBeGreaterThanOrEqual(24)
      expect(right).toBeLessThanOrEqual(95)
      expect(top).toBeGreaterThanOrEqual(78.9)
      expect(bottom).toBeLessThanOrEqual(85.4)
    }
  })

  it('draws 𠮷 and 髙, prints a declared value, and says 窓口払い without an approval', async () => {
    const texts = await read(await draw(slip(1, { postpaidApproval: '', rows: [row(0, { recipient: '髙﨑𠮷邉医院 御中', declaredValueYen: 100_000 })] })), 1)
    expect(texts.map(({ text }) => text).join('')).toContain('𠮷')
    expect(plain(texts)).toContain('100,000')
    expect(plain(texts)).toContain('窓口払い')
    expect(plain(texts)).not.toContain('承認番号')
  })

  it('is marked 見本 on every page where its letters are trial ones', async () => {
    const bytes = await draw(slip(1, { isSample: true }))
    for (const page of [1, 2]) expect((await read(bytes, page)).filter(({ isTilted }) => isTilted).map(({ text }) => text)).toEqual(['見本'])
    expect(plain(await read(await draw(slip(1)), 1))).not.toContain('見本')
  })

  it('gives equal bytes for equal input', async () => {
    expect(Buffer.compare(await draw(slip(31)), await draw(slip(31)))).toBe(0)
  })

  it.each([
    ['a character that cannot be printed', row(1, { recipient: '\uE000医院 御中' })],
    ['a name that fits no column', row(1, { recipient: '病'.repeat(300) })],
    ['a number that is none', row(1, { trackingNumber: '123' })],
  ])('refuses %s by its row, without the name in the error', async (_why, wrong) => {
    const refused = draw(slip(1, { rows: [row(0), wrong] }))
    await expect(refused).rejects.toThrow(RangeError)
    await expect(refused).rejects.toThrow(/Row 2/u)
    await expect(refused).rejects.not.toThrow(/医院|病病/u)
  })

  it('refuses an empty slip, and a sender that cannot be printed', async () => {
    await expect(draw(slip(0))).rejects.toThrow(RangeError)
    await expect(draw(slip(1, { sender: { name: '\uE000', address: '', telephone: '' } }))).rejects.toThrow(/head/u)
  })
})
