import { describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { InspectedFile, Job } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { ImportPanel } from '#renderer/screens/facility-lists/import/import-panel.tsx'
import { useImportDesk } from '#renderer/screens/facility-lists/import/use-import-desk.ts'
import { ImportResults } from '#renderer/screens/facility-lists/job/import-results.tsx'
import { administrator, fakeDesk, listJob, toldJobs } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const idOf = (number: number) => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`
const tokyo = { file: '', sheet: 'Sheet1', form: 'bureauReport', prefectureNumber: '13', listKind: 'medical', asOf: '2026-08-01' } as const
const plain: Omit<InspectedFile, 'fileId' | 'name'> = { sheets: [tokyo], needs: [], table: null, problem: null }
const table = { headings: ['コード', '施設名', '住所', '電話'], rows: [['1310110098', '見本病院', '千代田区１－１', '03-0000-0000']], columns: { facilityCode: 'コード', name: '施設名' } }

/** A backend that keeps files and looks at them as told by name. */
const listDesk = (looks: Readonly<Record<string, Partial<InspectedFile>>> = {}, start: (input: { fileIds: string[] }) => Job = () => listJob(), more: Parameters<typeof fakeDesk>[0] = {}) => {
  const names = new Map<string, string>()
  const stage = jest.fn(({ name }: { name: string }) => {
    names.set(idOf(names.size + 1), name)
    return { fileId: idOf(names.size) }
  })
  const started = jest.fn(start)
  const told = toldJobs()
  return {
    names, stage, started, told,
    desk: fakeDesk({
      'system.watch': told.watch, 'facilityLists.stage': stage, 'facilityLists.start': started,
      'facilityLists.inspect': ({ fileIds }: { fileIds: string[] }) => ({ files: fileIds.map((fileId) => ({ ...plain, fileId, name: names.get(fileId) ?? '', ...looks[names.get(fileId) ?? ''] })) }),
      ...more,
    }),
  }
}

/** The part of the screen, without the rest of it. */
function ImportPart() {
  const { importDesk, state } = useImportDesk()
  return <><ImportResults run={state.run} last={null} onCorrections={null} /><ImportPanel importDesk={importDesk} state={state} /></>
}

const file = (name: string) => new File(['x'], name)
const open = async (parts: ReturnType<typeof listDesk>, names: readonly string[]) => {
  // A person of its own: what was chosen belongs to a session.
  const view = renderPart(parts.desk, <ImportPart />, { ...administrator })
  // The line stands: what is told from now on arrives.
  await act(async () => { await Promise.resolve() })
  fireEvent.change(screen.getByLabelText('取り込むファイル'), { target: { files: names.map(file) } })
  return view
}
const startButton = () => screen.getByText<HTMLButtonElement>('取り込む', { selector: 'button' })
/** As a person would, without the pointer's way there: that takes jsdom seconds. */
const choose = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const ready = async () => await waitFor(() => expect(startButton().disabled).toBe(false))
const takeIn = () => {
  fireEvent.click(startButton())
  fireEvent.click(within(screen.getByRole('dialog')).getByText('取り込む', { selector: 'button' }))
}

describe('choosing files', () => {
  it('hands over many files one after another, says how far it is, and shows what was recognised', async () => {
    let running = 0
    let most = 0
    const parts = listDesk()
    const { stage } = parts
    const slow = fakeDesk({
      'facilityLists.stage': async (input: { name: string }) => {
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        return stage(input)
      },
      'facilityLists.inspect': ({ fileIds }: { fileIds: string[] }) => ({ files: fileIds.map((fileId) => ({ ...plain, fileId, name: '' })) }),
    })
    await open({ ...parts, desk: slow }, Array.from({ length: 12 }, (_, index) => `${index}.xlsx`))
    expect(screen.getByText(/ファイルを確かめています.\d+\/12/u)).toBeTruthy()
    await ready()
    expect(most).toBe(1)
    const rows = within(screen.getByRole('table', { name: '取り込めるファイル（12 件）' })).getAllByRole('row')
    expect(rows[1]?.textContent).toBe('0.xlsx東京都医科R8.8.1厚生局の一覧')
  })

  it('refuses what is no list, and says why; goes on after a failure', async () => {
    const parts = listDesk()
    parts.stage.mockImplementationOnce(() => { throw new DeskError('FAILED', 'DISK_FULL') })
    await open(parts, ['読めます.xlsx', '写真.png'])
    expect(await screen.findByText('写真.png は取り込めません。xlsx・zip・csv を選んでください。')).toBeTruthy()
    expect(await screen.findByText('読めます.xlsx のところで止まりました。')).toBeTruthy()
    expect(screen.getByText(/空き容量がありません/u)).toBeTruthy()
    fireEvent.click(screen.getByText('続きから確かめる'))
    await ready()
    expect(parts.stage).toHaveBeenCalledTimes(2)
  })

  it('says why a file cannot be read, keeps it out of the import, and takes it away', async () => {
    const parts = listDesk({ '壊れ.xlsx': { sheets: [], problem: '壊れ.xlsx：パスワードで保護されています。' } })
    await open(parts, ['壊れ.xlsx', '東京.xlsx'])
    expect(await screen.findByText('壊れ.xlsx：パスワードで保護されています。')).toBeTruthy()
    await ready()
    fireEvent.click(startButton())
    expect(screen.getByRole('dialog').textContent).toContain('読めないファイル 1 件は取り込みません。')
    fireEvent.click(screen.getByText('やめる'))
    fireEvent.click(screen.getByLabelText('壊れ.xlsx を外す'))
    expect(screen.queryByText('壊れ.xlsx')).toBeNull()
  })

  it('keeps what was chosen while another screen is looked at', async () => {
    const parts = listDesk()
    const staff = { ...administrator }
    const first = renderPart(parts.desk, <ImportPart />, staff)
    fireEvent.change(screen.getByLabelText('取り込むファイル'), { target: { files: [file('東京.xlsx')] } })
    await ready()
    first.unmount()
    renderPart(parts.desk, <ImportPart />, staff)
    expect(screen.getByText('東京.xlsx')).toBeTruthy()
    // It does not pass to whoever signs in next.
    renderPart(parts.desk, <ImportPart />, { ...staff })
    expect(screen.getAllByText('東京.xlsx')).toHaveLength(1)
  })
})

describe('what a file does not say', () => {
  const unknown = { sheets: [{ ...tokyo, prefectureNumber: null, listKind: null }], needs: ['prefecture', 'listKind'] as InspectedFile['needs'] }

  it('is asked first, and nothing starts before it is answered', async () => {
    const parts = listDesk({ 'a.xlsx': unknown })
    await open(parts, ['東京.xlsx', 'a.xlsx'])
    await screen.findByText('都道府県を選んでください。 種別を選んでください。')
    const headings = screen.getAllByText(/ファイル（\d+ 件）$/u, { selector: 'h3' })
    expect(headings[0]?.textContent).toBe('指定が必要なファイル（1 件）')
    expect(startButton().disabled).toBe(true)
    choose(screen.getByLabelText('a.xlsx 都道府県'), '27')
    choose(screen.getByLabelText('a.xlsx 種別'), 'dental')
    await ready()
    // What answers itself and what was answered are two starts, one after the other.
    expect(screen.getByText(/2 回に分けて続けて取り込みます/u)).toBeTruthy()
    const first = listJob()
    const second = listJob({ jobId: idOf(900) })
    parts.started.mockReturnValueOnce(first).mockReturnValueOnce(second)
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(1))
    expect(parts.started.mock.calls[0]?.[0]).toMatchObject({ prefectureNumber: null, listKind: null, dryRun: false })
    parts.told.tell({ ...first, state: 'done' })
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(2))
    expect(parts.started.mock.calls[1]?.[0]).toMatchObject({ prefectureNumber: '27', listKind: 'dental' })
    expect(parts.started.mock.calls[1]?.[0].fileIds.map((id) => parts.names.get(id))).toEqual(['a.xlsx'])
    parts.told.tell({ ...second, state: 'done' })
    expect(await screen.findByText('結果（2 回目／2 回）')).toBeTruthy()
    expect(screen.queryByText('a.xlsx')).toBeNull()
  })

  it('stops the starts that follow when one fails, and keeps their files', async () => {
    const parts = listDesk({ 'a.xlsx': unknown })
    await open(parts, ['東京.xlsx', 'a.xlsx'])
    choose(await screen.findByLabelText('a.xlsx 都道府県'), '27')
    choose(screen.getByLabelText('a.xlsx 種別'), 'dental')
    await ready()
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(1))
    parts.told.tell(listJob({ state: 'failed', message: '東京.xlsx Sheet1 12 行目が読めません。' }))
    expect(await screen.findByText('東京.xlsx Sheet1 12 行目が読めません。')).toBeTruthy()
    expect(screen.getByText(/続きの 1 回は行っていません/u)).toBeTruthy()
    expect(parts.started).toHaveBeenCalledTimes(1)
    // And they can be taken in after all: handed over anew where the backend has read them.
    const before = parts.stage.mock.calls.length
    await ready()
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(2))
    expect(parts.stage.mock.calls.slice(before).map(([{ name }]) => name)).toEqual(['東京.xlsx'])
  })

  it('asks back when the name of the file says another prefecture than was chosen', async () => {
    await open(listDesk({ '千葉県_歯科.xlsx': unknown }), ['千葉県_歯科.xlsx'])
    choose(await screen.findByLabelText('千葉県_歯科.xlsx 都道府県'), '13')
    choose(screen.getByLabelText('千葉県_歯科.xlsx 種別'), 'dental')
    expect(screen.getByText('ファイル名は「千葉県」ですが、「東京都」を選んでいます。')).toBeTruthy()
    expect(startButton().disabled).toBe(true)
    fireEvent.click(screen.getByLabelText('選んだとおりで間違いない'))
    await ready()
  })

  it('one answer can serve every file that asks the same', async () => {
    await open(listDesk({ 'a.xlsx': unknown, 'b.xlsx': unknown, 'c.xlsx': unknown }), ['a.xlsx', 'b.xlsx', 'c.xlsx'])
    choose(await screen.findByLabelText('a.xlsx 都道府県'), '27')
    choose(screen.getByLabelText('a.xlsx 種別'), 'dental')
    fireEvent.click(await screen.findByText('同じ指定を、ほかの 2 件にも使う'))
    await ready()
    expect(screen.getByLabelText<HTMLSelectElement>('c.xlsx 種別').value).toBe('dental')
  })

  it('does not start when a prefecture and kind would be taken in twice, one closing what the other brought', async () => {
    await open(listDesk({ 'a.xlsx': unknown }), ['東京.xlsx', 'a.xlsx'])
    choose(await screen.findByLabelText('a.xlsx 都道府県'), '13')
    choose(screen.getByLabelText('a.xlsx 種別'), 'medical')
    expect(await screen.findByText(/東京都 医科 のファイルが別々の回に分かれます/u)).toBeTruthy()
    expect(startButton().disabled).toBe(true)
  })

  it('columns are chosen beside the first rows; the required ones must be there; the choice is sent', async () => {
    const parts = listDesk({ 'a.csv': { sheets: [{ ...tokyo, form: 'table' }], needs: ['columns'], table } })
    await open(parts, ['a.csv'])
    fireEvent.click(await screen.findByText('列の対応を決める'))
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText('列の対応：a.csv')).toBeTruthy()
    expect(dialog.getByText(/次回から自動で使います/u)).toBeTruthy()
    expect(dialog.getByLabelText<HTMLSelectElement>('名称').value).toBe('施設名')
    fireEvent.click(dialog.getByText('この対応にする'))
    expect(dialog.getAllByText('所在地の列を選んでください。').length).toBeGreaterThan(0)
    choose(dialog.getByLabelText('所在地'), '施設名')
    expect(dialog.getByText('「施設名」を 2 つの項目に選んでいます。')).toBeTruthy()
    choose(dialog.getByLabelText('所在地'), '住所')
    expect(dialog.getAllByText('千代田区１－１')).toHaveLength(2)
    fireEvent.click(dialog.getByText('この対応にする'))
    await ready()
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalled())
    expect(parts.started.mock.calls[0]?.[0]).toMatchObject({ columns: { facilityCode: 'コード', name: '施設名', address: '住所' } })
  })
})

describe('tables with columns of their own', () => {
  const tableFile = (headings: string[]) => ({ sheets: [{ ...tokyo, form: 'table' as const, prefectureNumber: null, listKind: null }], needs: [], table: { headings, rows: [], columns: { facilityCode: headings[0]!, name: headings[1]!, address: headings[2]! } } })

  it('go with the reports in one start, and in one more for each other mapping', async () => {
    const parts = listDesk({ 'a.csv': tableFile(['コード', '名称', '住所']), 'b.csv': tableFile(['code', 'name', 'address']) })
    await open(parts, ['東京.xlsx', 'a.csv'])
    await ready()
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(1))
    expect(parts.started.mock.calls[0]?.[0]).toMatchObject({ columns: null })
    expect(parts.started.mock.calls[0]?.[0].fileIds).toHaveLength(2)
    parts.told.tell(listJob({ state: 'failed', message: '読めません。' }))
    await screen.findByText('読めません。')
    fireEvent.change(screen.getByLabelText('取り込むファイル'), { target: { files: [file('b.csv')] } })
    await screen.findByText(/2 回に分けて続けて取り込みます/u)
    await ready()
    takeIn()
    await waitFor(() => expect(parts.started).toHaveBeenCalledTimes(2))
    expect(parts.started.mock.calls[1]?.[0]).toMatchObject({ columns: { facilityCode: 'コード', name: '名称', address: '住所' } })
  })
})

describe('trying without changing', () => {
  it('shows the result as a trial and keeps the files', async () => {
    const parts = listDesk()
    await open(parts, ['東京.xlsx'])
    await ready()
    fireEvent.click(screen.getByText('試しに読み込む'))
    await waitFor(() => expect(parts.started.mock.calls[0]?.[0]).toMatchObject({ dryRun: true }))
    parts.told.tell(listJob({ state: 'done' }))
    expect(await screen.findByText('試し読みの結果（一覧は変わっていません）')).toBeTruthy()
    expect(screen.getByText('東京.xlsx')).toBeTruthy()
  })
})
