import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { CaseSummary } from '#shared/contract/desktop/contract.ts'
import { filterOf, noCriteria } from '#renderer/screens/cases/case-criteria.ts'
import { CasesScreen } from '#renderer/screens/cases/cases-screen.tsx'
import { caseSummary } from '#test/support/fake-cases.ts'
import { fakeDesk, operator, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const id = (last: number) => `019aa000-0000-7000-8000-00000000060${last}`
const found: CaseSummary[] = [
  caseSummary({ id: id(1) }),
  caseSummary({ kind: 'notice', id: id(2), number: 'N001-261123-001', state: 'posted', question: '', isOverride: true }),
]
const words = () => screen.getByRole<HTMLInputElement>('searchbox', { name: /番号・施設・相手のお名前/u })

const draw = (answers: Parameters<typeof fakeDesk>[0] = {}, staff = operator) => {
  const search = jest.fn((_input: unknown) => ({ cases: found, hasMore: false }))
  return { search, ...renderPart(fakeDesk({ 'cases.search': search, ...answers }), <CasesScreen />, staff) }
}

describe('the criteria', () => {
  it('need one, a whole code, days that exist, and an end that is not before the beginning', () => {
    expect(filterOf(noCriteria)).toEqual({ filter: null, errors: { text: '条件を 1 つ以上入れてください。' } })
    expect(filterOf({ ...noCriteria, facilityCode: '１３１,8814790' }).errors.facilityCode).toBeUndefined()
    expect(filterOf({ ...noCriteria, facilityCode: '13188' }).errors.facilityCode).toBe('医療機関等コードは 10 桁の数字で入力してください。')
    const from = { year: 'R8', month: '11', day: '2' }
    expect(filterOf({ ...noCriteria, from, until: { year: '2026', month: '11', day: '1' } }).errors.until).toBe('「この日まで」は「この日から」と同じ日か、後の日にしてください。')
    expect(filterOf({ ...noCriteria, from, until: { year: '2026', month: '11', day: '2' } }).filter).toMatchObject({ from: '2026-11-02', until: '2026-11-02' })
    expect(filterOf({ ...noCriteria, from: { year: 'R8', month: '2', day: '30' } }).errors.from).toBe('年・月・日を確かめてください。')
  })

  it('a state goes with its kind only', () => {
    expect(filterOf({ ...noCriteria, kind: 'notice', state: 'posted' }).filter).toMatchObject({ kinds: ['notice'], states: ['posted'] })
    expect(filterOf({ ...noCriteria, text: 'あ', state: 'posted' }).filter).toMatchObject({ kinds: [], states: [] })
  })
})

describe('記録を探す', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it('asks once a press and never by itself, because every search goes on record', async () => {
    const { user, search } = draw()
    expect(screen.getByText(/探したことは記録されます/u)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '探す' }))
    expect(within(await screen.findByRole('alert')).getByText('条件を 1 つ以上入れてください。')).toBeTruthy()
    expect(search).not.toHaveBeenCalled()
    await user.click(words())
    await user.paste('試験')
    // The Enter that ends a composition looks for nothing.
    fireEvent.keyDown(words(), { key: 'Enter', isComposing: true, keyCode: 229 })
    expect(search).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    expect(await screen.findByText('2 件')).toBeTruthy()
    expect(search).toHaveBeenCalledTimes(1)
    expect(search).toHaveBeenCalledWith(expect.objectContaining({ text: '試験', kinds: [], onlyOverrides: false }))
  })

  it('is gone through by keys, down to the history of a case', async () => {
    const history = jest.fn((_input: unknown) => ({
      summary: found[1], events: [
        { at: '2026-11-23T03:00:00.000Z', staffId: 'op01', staffName: '試験 太郎', deviceId: null, from: null, to: 'requested', reason: null },
        { at: '2026-11-24T03:00:00.000Z', staffId: null, staffName: null, deviceId: null, from: 'sealed', to: 'posted', reason: null },
      ],
    }))
    const { user } = draw({ 'cases.history': history })
    await user.type(words(), '試験{Enter}')
    await screen.findByText('2 件')
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    const drawer = within(await screen.findByRole('dialog', { name: 'N001-261123-001 の履歴' }))
    expect(await drawer.findByText('封入済 → 発送済')).toBeTruthy()
    expect(drawer.getByText(/自動/u)).toBeTruthy()
    expect(history).toHaveBeenCalledWith({ kind: 'notice', id: id(2) })
  })

  it('says what to do where nothing was found', async () => {
    const { user } = draw({ 'cases.search': () => ({ cases: [], hasMore: false }) })
    await user.type(words(), 'ない{Enter}')
    expect(await screen.findByText(/条件に合う記録はありません。ことばを短くするか/u)).toBeTruthy()
  })

  it('operators neither export nor look for overrides', async () => {
    const { user } = draw()
    expect(screen.queryByRole('checkbox', { name: '案内と異なる手配だけ' })).toBeNull()
    await user.type(words(), '試験{Enter}')
    await screen.findByText('2 件')
    expect(screen.queryByRole('button', { name: 'CSV に書き出す' })).toBeNull()
  })

  it('a supervisor exports what was asked for, told how many and that it goes on record', async () => {
    const write = jest.fn((_input: unknown) => ({ fileName: '記録.csv', document: new Blob(['x'], { type: 'text/csv' }) }))
    Object.assign(URL, { createObjectURL: () => 'blob:cases', revokeObjectURL: () => undefined })
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const { user } = draw({ 'cases.export': write, 'cases.search': () => ({ cases: found, hasMore: true }) }, supervisor)
    await user.click(screen.getByRole('checkbox', { name: '案内と異なる手配だけ' }))
    await user.click(screen.getByRole('button', { name: '探す' }))
    await user.click(await screen.findByRole('button', { name: 'CSV に書き出す' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'CSV に書き出しますか' }))
    expect(dialog.getByText(/2 件より多い記録/u)).toBeTruthy()
    expect(dialog.getByText(/書き出した件数と方は記録されます/u)).toBeTruthy()
    // What is typed since is another search.
    expect(write).not.toHaveBeenCalled()
    await user.click(dialog.getByRole('button', { name: 'CSV に書き出す' }))
    await waitFor(() => expect(write).toHaveBeenCalledWith(expect.objectContaining({ onlyOverrides: true, text: '' })))
    expect(await screen.findByText('記録.csv を書き出しました。')).toBeTruthy()
  })
})
