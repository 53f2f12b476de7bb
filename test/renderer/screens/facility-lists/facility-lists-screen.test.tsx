import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { StaffMember } from '#shared/contract/records.ts'
import { screensOf } from '#renderer/frame/screens.ts'
import { FacilityListsScreen } from '#renderer/screens/facility-lists/facility-lists-screen.tsx'
import { ReadingsPanel } from '#renderer/screens/facility-lists/readings/readings-panel.tsx'
import { administrator, fakeDesk, listJob, status, supervisor, toldJobs } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const summary = { status: { ...status.facilityList!, isSample: false, count: 254_112 }, coverage: [], job: null, toCorrect: 198, offeredSuccessions: 2, withoutReading: 1204, guessedReading: 48_911 }
const open = async (staff: StaffMember, more: Parameters<typeof fakeDesk>[0] = {}) => {
  const view = renderPart(fakeDesk({ 'facilityLists.summary': () => summary, ...more }), <FacilityListsScreen />, { ...staff })
  await screen.findByRole('tablist')
  return view
}
const tabs = () => [...document.querySelectorAll('[role="tab"]')].map((tab) => tab.textContent)

describe('一覧の管理', () => {
  it('is there for supervisors and administrators, for nobody else', () => {
    const may = (['operator', 'mailroom', 'supervisor', 'administrator'] as const).filter((role) => screensOf(role).includes('facilityLists'))
    expect(may).toEqual(['supervisor', 'administrator'])
  })

  it('shows each only what they may do, and how much waits there', async () => {
    const { unmount } = await open(supervisor)
    expect(tabs()).toEqual(['収録状況', '外字の訂正198 件', '承継2 件'])
    unmount()
    await open(administrator)
    expect(tabs()).toEqual(['収録状況', '取り込み', '外字の訂正198 件', '承継2 件', '読み'])
  })

  it('names the list in use and where it is from', async () => {
    await open(supervisor)
    expect(screen.getByText('一覧 第3版・254,112 件')).toBeTruthy()
    expect(screen.getByText('出典：地方厚生局「コード内容別医療機関一覧表」（公共データ利用規約 PDL1.0）を加工して作成')).toBeTruthy()
    expect(screen.getByText(/医療情報ネット（ナビイ）のオープンデータを加工して作成/u)).toBeTruthy()
  })

  it('shows a job on every part of the screen, whoever started it, then its questions, then what came of it', async () => {
    const told = toldJobs()
    await open(administrator, { 'system.watch': told.watch, 'facilityLists.summary': () => ({ ...summary, job: listJob({ step: 'reading' }) }) })
    expect(await screen.findByText('読み込んでいます')).toBeTruthy()
    told.tell(listJob({ state: 'asking', questions: [{ kind: 'olderList', scopes: [{ prefectureNumber: '13', listKind: 'medical', heldAsOf: '2026-08-01', asOf: '2026-07-01', held: 5, closing: 0 }] }] }))
    expect(await screen.findByText('切り替える前に確かめてください')).toBeTruthy()
    told.tell(listJob({ state: 'cancelled' }))
    await waitFor(() => expect(screen.queryByText('切り替える前に確かめてください')).toBeNull())
    fireEvent.click(screen.getByText('取り込み'))
    expect(screen.getByText('取込を中止しました。一覧は元のままです。')).toBeTruthy()
  })
})

describe('readings that follow an import by themselves', () => {
  it('leave the result of the import in sight, and the way to the next one', async () => {
    const report = { files: [], records: 7, refused: [], refusedCount: 0, warningCount: 0, toCorrect: 0, added: 7, changed: 0, unchanged: 0, closed: 0, version: 4 }
    await open(administrator, { 'facilityLists.summary': () => ({ ...summary, job: listJob({ kind: 'readings', step: 'guessing', report }) }) })
    expect(await screen.findByText('読みを推定しています')).toBeTruthy()
    fireEvent.click(screen.getByText('取り込み'))
    expect(screen.getByText('結果')).toBeTruthy()
    expect(screen.getByLabelText('取り込むファイル')).toBeTruthy()
  })
})

describe('readings', () => {
  const id = '019aa000-0000-7000-8000-000000000009'
  const panel = (onStarted: () => void, more: Partial<Parameters<typeof ReadingsPanel>[0]> = {}) => <ReadingsPanel count={254_112} without={1204} guessed={48_911} job={null} isRunning={false} onStarted={onStarted} {...more} />
  const startReadings = jest.fn((_input: { fileIds: string[] }) => listJob({ kind: 'readings' }))
  const desk = fakeDesk({ 'facilityLists.stage': () => ({ fileId: id }), 'facilityLists.startReadings': startReadings })
  const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).parentElement?.querySelector('dd')?.textContent

  it('says how many are known, guessed and missing, and that a guess is for searching only', () => {
    renderPart(desk, panel(() => undefined), administrator)
    expect(['読みあり', '推定', '読みなし'].map(figure)).toEqual(['203,997', '48,911', '1,204'])
    expect(screen.getByText(/推定の読みは検索だけに使い/u)).toBeTruthy()
  })

  it('hands over the files chosen and starts; or guesses without any', async () => {
    const onStarted = jest.fn()
    renderPart(desk, panel(onStarted), administrator)
    fireEvent.change(screen.getByLabelText('医療情報ネットのファイル'), { target: { files: [new File(['x'], '05_pharmacy.csv'), new File(['x'], '一覧.xlsx')] } })
    expect(screen.getByText('一覧.xlsx は取り込めません。zip か csv を選んでください。')).toBeTruthy()
    fireEvent.click(screen.getByText('読みを取り込む'))
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1))
    expect(startReadings).toHaveBeenLastCalledWith({ fileIds: [id] })
    fireEvent.click(screen.getByText('読みのない施設を推定する'))
    await waitFor(() => expect(startReadings).toHaveBeenLastCalledWith({ fileIds: [] }))
  })

  it('tells what came of it', () => {
    renderPart(desk, panel(() => undefined, { job: listJob({ kind: 'readings', state: 'done', readings: { official: 203_000, dictionary: 48_911, without: 12, publishedRows: 206_043, ambiguous: 3043, changed: 1201 } }) }), administrator)
    expect(['医療情報ネット', '変わった読み', '1 件に決められない行'].map(figure)).toEqual(['203,000', '1,201', '3,043'])
  })
})
