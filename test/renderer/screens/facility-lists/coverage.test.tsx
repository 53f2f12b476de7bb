import { describe, expect, it } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import { facilityListKinds } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { Coverage } from '#renderer/screens/facility-lists/coverage/coverage.tsx'
import { coverageView, onlyFaults } from '#renderer/screens/facility-lists/coverage/coverage-view.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const today = '2026-08-31'
const whole = prefectures.flatMap(({ number }) => facilityListKinds.map((listKind) => ({ prefectureNumber: number, listKind, count: 10, asOf: '2026-08-01' })))
const without = (prefectureNumber: string, listKind: string) => whole.filter((entry) => entry.prefectureNumber !== prefectureNumber || entry.listKind !== listKind)

describe('what the list covers', () => {
  it('a list is old after 45 days, not before, and when its day is not known', () => {
    const stale = (asOf: string | null) => coverageView([{ prefectureNumber: '13', listKind: 'medical', count: 1, asOf }], today).stale
    expect([stale('2026-07-17'), stale('2026-07-16'), stale(null)]).toEqual([0, 1, 1])
  })

  it('the generated trial list has no day and cannot grow old', () => {
    expect(coverageView([{ prefectureNumber: '13', listKind: 'medical', count: 1, asOf: null }], today, true).stale).toBe(0)
  })

  it('counts every cell nobody has taken in as a gap, and the facilities of each kind', () => {
    const view = coverageView(without('13', 'dental'), today)
    expect([view.gaps, view.stale]).toEqual([1, 0])
    expect(view.totals).toEqual({ medical: 470, dental: 460, pharmacy: 470, visitingNurse: 470 })
    expect(onlyFaults(view).flatMap((region) => region.rows.map((row) => row.prefecture.name))).toEqual(['東京都'])
  })
})

describe('coverage table', () => {
  const row = (name: string) => within(screen.getByRole('rowheader', { name: new RegExp(name, 'u') }).closest('tr')!)

  it('says gaps and old lists in words, with day and count of every other cell', () => {
    const old = without('13', 'dental').map((entry) => (entry.prefectureNumber === '01' && entry.listKind === 'pharmacy' ? { ...entry, asOf: '2026-06-01', count: 2254 } : entry))
    renderPart(fakeDesk(), <Coverage coverage={old} today={today} />)
    expect(screen.getByRole('status').textContent).toBe('不足 1　古い 1')
    expect(row('13 ?東京都').getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['R8.8.110', '不足', 'R8.8.110', 'R8.8.110'])
    expect(row('01 ?北海道').getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['R8.8.110', 'R8.8.110', '古いR8.6.12,254', 'R8.8.110'])
    expect(screen.getByRole('columnheader', { name: '歯科 計 460 件' })).toBeTruthy()
    // All prefectures, grouped by the bureau that publishes them.
    expect(screen.getAllByRole('rowheader').filter((header) => /^\d/u.test(header.textContent ?? ''))).toHaveLength(47)
    expect(screen.getByText('関東信越').textContent).toBe('関東信越不足 1')
  })

  it('shows only what somebody has to see to when asked', async () => {
    const { user } = renderPart(fakeDesk(), <Coverage coverage={without('13', 'dental')} today={today} />)
    expect(screen.getByText('青森県')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: '不足・古いものだけ' }))
    expect(screen.queryByText('青森県')).toBeNull()
    expect(screen.getByText('東京都')).toBeTruthy()
  })

  it('is calm when nothing is missing', async () => {
    const { user } = renderPart(fakeDesk(), <Coverage coverage={whole} today={today} />)
    expect(screen.getByRole('status').textContent).toBe('不足も、古い一覧もありません。')
    await user.click(screen.getByRole('checkbox', { name: '不足・古いものだけ' }))
    expect(screen.queryByRole('table')).toBeNull()
  })
})
