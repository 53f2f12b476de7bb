import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { caseTable, textCell, type CaseSteps } from '#backend/cases/case-table.ts'
import { caseSummary } from '#test/support/fake-cases.ts'

const step = (more: Partial<CaseSteps['events'][number]> = {}): CaseSteps['events'][number] => ({
  at: '2026-11-23T03:00:00.000Z', staffId: 'op01', deviceId: null, from: null, to: 'started', reason: null, staffName: '試験 太郎', deviceNumber: null, ...more,
})

/** A CSV with every cell in quotes, as a spreadsheet reads it. */
const cellsOf = (csv: string): string[][] =>
  csv.replace(/^\ufeff/u, '').split('\r\n').slice(0, -1).map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)].map((match) => (match[1] ?? '').replaceAll('""', '"')))

describe('a cell of the supervisor’s list', () => {
  it.each(['=1+1', '+81-3-0000-0000', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠a', '  =1', '\u00a0=1', '\u200b@a', '\n=1'])('that a spreadsheet would run is text: %j', (cell) => {
    expect(textCell(cell)).toBe(`'${cell}`)
  })

  it('keeps codes and telephone numbers whole, and readable', () => {
    expect(['0110112489', '1318814790', '03-1234-5678', '090', '12', '2026-11-23 12:00:00', '東京都千代田区1-2'].map(textCell))
      .toEqual([`'0110112489`, `'1318814790`, '03-1234-5678', `'090`, '12', '2026-11-23 12:00:00', '東京都千代田区1-2'])
  })

  it('never begins a formula, whatever was typed, and says what was typed', () => {
    const opening = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', ' ', '\u3000', '\u00a0', '', '\ufeff')
    fc.assert(fc.property(fc.array(opening, { maxLength: 4 }), fc.string({ unit: 'grapheme', maxLength: 20 }), (signs, rest) => {
      const typed = signs.join('') + rest
      const cell = textCell(typed)
      expect(/^[\s\u200b]*[=+\-@]/u.test(cell.normalize('NFKC'))).toBe(false)
      expect(/^[\t\r\n]/u.test(cell)).toBe(false)
      expect(cell === typed || cell === `'${typed}`).toBe(true)
    }))
  })
})

describe('the supervisor’s list', () => {
  it('is UTF-8 with BOM, CRLF, a line a step with the Japanese words and the time in Japan', () => {
    const csv = caseTable([{
      summary: caseSummary({ kind: 'notice', number: 'N001-261123-001', state: 'posted', isOverride: true }),
      events: [step({ to: 'requested' }), step({ at: '2026-11-23T15:30:00.000Z', from: 'sealed', to: 'posted', reason: 'UNDONE', staffName: null, staffId: null, deviceNumber: 2 })],
    }])
    expect(csv.startsWith('\ufeff')).toBe(true)
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
    const [headings, first, second, ...more] = cellsOf(csv)
    expect(headings).toContain('変更後')
    expect(first).toEqual(['通知書', 'N001-261123-001', `'1318814790`, '東京大学医学部附属病院', '試験', 'Q3', '発送済', '試験 太郎', '2026-11-23 12:00:00', 'あり', '2026-11-23 12:00:00', '試験 太郎', '', '', 'センター確認待ち', ''])
    expect(second?.slice(10)).toEqual(['2026-11-24 00:30:00', '自動', '2', '封入済', '発送済', '10 分以内に取り消したため'])
    expect(more).toEqual([])
  })

  it('keeps quotes, commas and lines of a reason inside its cell', () => {
    const reason = '「"見本", 行\n=2行目」'
    const csv = caseTable([{ summary: caseSummary(), events: [step({ reason })] }])
    expect(csv).toContain('""見本"", 行\n=2行目')
  })
})
