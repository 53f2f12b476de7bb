import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import { csvText } from '#renderer/screens/facility-lists/job/csv-text.ts'
import { ImportReportView } from '#renderer/screens/facility-lists/job/import-report-view.tsx'
import { JobProgress } from '#renderer/screens/facility-lists/job/job-progress.tsx'
import { JobQuestions } from '#renderer/screens/facility-lists/job/job-questions.tsx'
import { administrator, fakeDesk, listJob, listJobId, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

type Scope = Job['questions'][number]['scopes'][number]
const scope = (more: Partial<Scope> = {}): Scope => ({ prefectureNumber: '12', listKind: 'dental', heldAsOf: '2026-08-01', asOf: '2026-07-01', held: 1203, closing: 61, ...more })
const asking = (questions: Job['questions']) => listJob({ state: 'asking', step: 'asking', questions })
const report = (more: Partial<ImportReport> = {}): ImportReport => ({
  files: [{ file: '東京.xlsx', sheet: 'Sheet1', prefectureNumber: '13', listKind: 'medical', asOf: '2026-08-01', records: 1203 }],
  records: 1203, refused: [], refusedCount: 0, warningCount: 0, toCorrect: 0, added: 3, changed: 10, unchanged: 1190, closed: 2, version: 4, ...more,
})

describe('a running import', () => {
  it('says what it does and how far it is, and can be cancelled', async () => {
    const cancel = jest.fn((_input: { jobId: string }) => listJob({ state: 'cancelled' }))
    renderPart(fakeDesk({ 'facilityLists.cancel': cancel }), <JobProgress job={listJob({ step: 'sending', done: 1200, total: 5000 })} part={null} />, administrator)
    expect(screen.getByText('センターへ送っています')).toBeTruthy()
    expect(screen.getByText('1,200 / 5,000 件')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('24')
    fireEvent.click(screen.getByText('取込を中止'))
    await waitFor(() => expect(cancel).toHaveBeenCalledWith({ jobId: listJobId }))
  })

  it('offers nothing to a person who may not cancel it', () => {
    renderPart(fakeDesk(), <JobProgress job={listJob()} part={null} />, supervisor)
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('what is asked before the list is put into use', () => {
  const older = { kind: 'olderList' as const, scopes: [scope({ prefectureNumber: '13', listKind: 'medical' })] }
  const many = { kind: 'manyClosed' as const, scopes: [scope(), scope({ prefectureNumber: '14', held: 100, closing: 10 })] }

  it('names both days of an older list, and leaves all as it is with the first key', async () => {
    const cancel = jest.fn((_input: { jobId: string }) => listJob({ state: 'cancelled' }))
    const confirm = jest.fn(() => listJob())
    const { user } = renderPart(fakeDesk({ 'facilityLists.cancel': cancel, 'facilityLists.confirm': confirm }), <JobQuestions job={asking([older])} part={null} />, administrator)
    expect(screen.getByText('東京都 医科：いまの一覧は令和8年8月1日、取り込む一覧は令和8年7月1日です')).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('やめて元のままにする')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(cancel).toHaveBeenCalledWith({ jobId: listJobId }))
    expect(confirm).not.toHaveBeenCalled()
  })

  it('says how many would be closed, each place in words and in a table, and closes them only by that button', async () => {
    const confirm = jest.fn((_input: { jobId: string }) => listJob())
    renderPart(fakeDesk({ 'facilityLists.confirm': confirm }), <JobQuestions job={asking([many])} part={null} />, administrator)
    expect(screen.getByText('千葉県 歯科：1,203件のうち 61件（5.1％）が新しい一覧にありません')).toBeTruthy()
    const rows = [...screen.getByRole('table').querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows).toEqual(['千葉県 歯科R8.8.1R8.7.11,203615.1％', '神奈川県 歯科R8.8.1R8.7.11001010.0％'])
    const accept = screen.getByText<HTMLButtonElement>('71 件を閉鎖にして取り込む')
    fireEvent.click(accept)
    await waitFor(() => expect(confirm).toHaveBeenCalledWith({ jobId: listJobId }))
    await waitFor(() => expect(accept.disabled).toBe(true))
    // Answered once: not again while the answer is on its way.
    fireEvent.click(accept)
    expect(confirm).toHaveBeenCalledTimes(1)
  })

  it('does not take the focus out of a field somebody types in', () => {
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
    renderPart(fakeDesk(), <JobQuestions job={asking([older, many])} part={null} />, administrator)
    expect(document.activeElement).toBe(field)
    expect(screen.getByText('確かめたので取り込む')).toBeTruthy()
    field.remove()
  })

  it('leaves the answer to those who may give it', () => {
    renderPart(fakeDesk(), <JobQuestions job={asking([older])} part={null} />, supervisor)
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByText('管理者の確認を待っています。')).toBeTruthy()
  })
})

describe('the report', () => {
  const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).parentElement?.querySelector('dd')?.textContent
  const refused = [{ file: 'a.csv', sheet: null, row: 3, message: '名称がありません。' }, { file: '東京.xlsx', sheet: '=SUM(A1)', row: null, message: '番号が "7 桁" では,ありません。' }]

  it('counts what became of the facilities and leads to the characters to correct', () => {
    const onCorrections = jest.fn()
    renderPart(fakeDesk(), <ImportReportView job={listJob({ state: 'done', report: report({ toCorrect: 12 }) })} isDryRun={false} part={null} onCorrections={onCorrections} />)
    expect(['新規', '変更', '変更なし', '閉鎖', '読めない行', '外字あり'].map(figure)).toEqual(['3', '10', '1,190', '2', '0', '12'])
    fireEvent.click(screen.getByText('外字の訂正へ（12 件）'))
    expect(onCorrections).toHaveBeenCalledTimes(1)
  })

  it('lists what could not be read, and saves it as a file', async () => {
    const saved: Blob[] = []
    URL.createObjectURL = (content) => { saved.push(content as Blob); return 'blob:saved' }
    URL.revokeObjectURL = () => undefined
    HTMLAnchorElement.prototype.click = () => undefined
    renderPart(fakeDesk(), <ImportReportView job={listJob({ state: 'done', report: report({ refused, refusedCount: 5 }) })} isDryRun={false} part={null} onCorrections={null} />)
    expect(screen.getByText('名称がありません。').closest('tr')?.textContent).toBe('a.csv－3名称がありません。')
    expect(screen.getByText('ほかに 3 行あります。')).toBeTruthy()
    fireEvent.click(screen.getByText('CSV で保存'))
    expect(await saved[0]?.text()).toContain('a.csv,,3,名称がありません。')
  })

  it('a saved cell is no formula and keeps its commas and quotes', () => {
    expect(csvText([['=SUM(A1)', 'a"b,c', '普通']])).toBe('\uFEFF\'=SUM(A1),"a""b,c",普通\r\n')
  })

  it('says in words when nothing changed, when it failed and why, when it was stopped', () => {
    const view = (job: Job) => <ImportReportView job={job} isDryRun={false} part={null} onCorrections={null} />
    renderPart(fakeDesk(), <>{view(listJob({ state: 'done', report: report({ added: 0, changed: 0, closed: 0 }) }))}{view(listJob({ state: 'failed', step: 'LIST_NOT_SENT' }))}{view(listJob({ state: 'failed', message: '東京.xlsx 12 行目：列がずれています。' }))}{view(listJob({ state: 'cancelled' }))}</>)
    expect(screen.getByText('使用中の一覧と同じ内容でした。')).toBeTruthy()
    expect(screen.getByText(/センターに接続できないため、一覧を切り替えられませんでした/u)).toBeTruthy()
    expect(screen.getByText('東京.xlsx 12 行目：列がずれています。')).toBeTruthy()
    expect(screen.getByText('取込を中止しました。一覧は元のままです。')).toBeTruthy()
  })
})
