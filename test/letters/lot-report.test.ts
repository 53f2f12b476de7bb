import { describe, expect, it } from '@jest/globals'
import { drawLotReport, type LotReportContent, type LotReportSheet } from '#backend/letters/lot-report.ts'
import { createdAt } from './support/notices.ts'
import { pageCount, readPage } from './support/read-pdf.ts'

const step = (minute: number) => ({ at: new Date(Date.UTC(2026, 10, 23, 5, minute)).toISOString(), by: '山田 花子' })
const sheet = (index: number, change: Partial<LotReportSheet> = {}): LotReportSheet => ({
  sheetNumber: index + 1, noticeNumber: `N012-261123-${String(index + 1).padStart(3, '0')}`, facilityName: `さくら第${index + 1}クリニック`, prefectureName: '神奈川県',
  state: 'posted', trackingNumber: String(12345678900 + index * 11), sealed: step(index), posted: step(30 + index), destroyed: null, ...change,
})
const report = (change: Partial<LotReportContent> = {}): LotReportContent => ({
  lotNumber: 'L012-261123-001', stateName: '完了', deskNumber: 12, adoptedFromDeskNumber: 3, started: step(0), printerName: '事務室プリンター',
  challengeConfirmed: step(1), templateVersion: '2026-11', templateHash: 'ab'.repeat(32), documentHash: 'cd'.repeat(32),
  sheets: [
    sheet(0), sheet(1, { state: 'voided', trackingNumber: null, sealed: null, posted: null, destroyed: { ...step(59), witness: '鈴木 一郎' } }),
    sheet(2, { sheetNumber: 0, state: 'queued', trackingNumber: null, sealed: null, posted: null }),
  ],
  counts: { printed: 2, posted: 1, destroyed: 1, inHand: 0 },
  stops: [{ at: step(9).at, precedingNoticeNumber: 'N012-261123-001', skippedNoticeNumbers: ['N012-261123-002'], finding: '2枚が同じ封筒に入っていた' }],
  duplicates: [{ at: step(12).at, noticeNumber: 'N012-261123-001' }],
  destruction: { ...step(59), sheets: 2, witness: '鈴木 一郎' },
  ...change,
})
const draw = (content: LotReportContent) => drawLotReport(content, { createdAt })
const plainOf = async (bytes: Uint8Array, page = 1): Promise<string> => (await readPage(bytes, page, 20)).allText.normalize('NFKC').replace(/\s/gu, '')

describe('the run report of a lot', () => {
  it('tells of the lot, each sheet, the counts, stops, duplicates and the destruction on one page', async () => {
    const bytes = await draw(report())
    expect(await pageCount(bytes)).toBe(1)
    const text = await plainOf(bytes)
    for (const part of [
      'L012-261123-001', '12番(3番から引き継ぎ)', '令和8年11月23日14:00山田花子', '令和8年11月23日14:01確認', '事務室プリンター', '2026-11',
      'N012-261123-001', 'さくら第1クリニック(神奈川県)', '発送済み', '123-45-67890-0', '11/2314:00', '11/2314:30', '無効', '11/2314:59', '立会い鈴木一郎', '印刷せず',
      '印刷2通', '発送1通', '廃棄1通', '手元0通', '停止', '2枚が同じ封筒に入っていた', '重複', '2枚廃棄した人山田花子立会人鈴木一郎',
    ]) expect(text).toContain(part)
    expect(text).toContain('ab'.repeat(6))
    expect(text).not.toContain('ab'.repeat(7))
    expect(text).toContain('cd'.repeat(6))
    expect(text).not.toContain('cd'.repeat(7))
  })

  it('holds a full lot of long names on one page, inside its margins, and goes on where there is much to note', async () => {
    const name = '社会福祉法人恩賜財団済生会支部埼玉県済生会鴻巣病院附属訪問看護ステーション地域医療支援センター東事業所第二'
    const sheets = Array.from({ length: 25 }, (_sheet, index) => sheet(index, { facilityName: name }))
    const full = await draw(report({ sheets }))
    expect(await pageCount(full)).toBe(1)
    const { texts } = await readPage(full, 1, 20)
    for (const { left, right, bottom } of texts) {
      expect(left).toBeGreaterThanOrEqual(12)
      expect(right).toBeLessThanOrEqual(198.1)
      expect(bottom).toBeLessThanOrEqual(290)
    }
    expect((await plainOf(full)).split(name).length - 1).toBe(25)

    const duplicates = Array.from({ length: 36 }, (_mark, index) => ({ at: step(index).at, noticeNumber: `N012-261123-${String(index + 101)}` }))
    const long = await draw(report({ sheets, duplicates }))
    expect(await pageCount(long)).toBe(2)
    const both = (await plainOf(long, 1)) + (await plainOf(long, 2))
    for (const { noticeNumber } of duplicates) expect(both.split(noticeNumber).length - 1).toBe(1)
    expect(await plainOf(long, 2)).toContain('2/2枚')
  })

  it('prints a long name of a person whole', async () => {
    const by = '株式会社見本コールセンター業務委託第二課 桜木花子'
    const steps = { sealed: { ...step(1), by }, posted: { ...step(2), by }, destroyed: { ...step(3), by, witness: by } }
    const text = await plainOf(await draw(report({ sheets: [sheet(0, steps)], stops: [], duplicates: [], destruction: null })))
    expect(text.split(by.replace(' ', '')).length - 1).toBe(4)
  })

  it('says what is not known', async () => {
    const text = await plainOf(await draw(report({
      deskNumber: null, adoptedFromDeskNumber: null, printerName: null, challengeConfirmed: null, templateHash: null, documentHash: null, stops: [], duplicates: [], destruction: null,
    })))
    expect(text).toContain('確認の記録なし')
    expect(text).not.toContain('引き継ぎ')
    expect(text).not.toContain('立会人')
  })

  it('gives equal bytes for equal input, and refuses by row what cannot be printed', async () => {
    expect(Buffer.compare(await draw(report()), await draw(report()))).toBe(0)
    const refused = draw(report({ sheets: [sheet(0), sheet(1, { facilityName: '\uE000医院' })] }))
    await expect(refused).rejects.toThrow(/Row 2/u)
    await expect(refused).rejects.not.toThrow(/医院/u)
  })
})
