import { describe, expect, it } from '@jest/globals'
import { importFiles, waitForReadings, type Answering } from '#desk/import-command.ts'
import type { DeskClient } from '#desk/desk-client.ts'
import { linesOfQuestions } from '#desk/import-questions.ts'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import type { ListQuestion } from '#shared/contract/records.ts'

const report: ImportReport = { files: [], records: 17, refused: [], refusedCount: 0, warningCount: 0, toCorrect: 0, added: 0, changed: 0, unchanged: 17, closed: 60, version: null }
const older: ListQuestion = { kind: 'olderList', scopes: [{ prefectureNumber: '18', listKind: 'medical', heldAsOf: '2026-08-01', asOf: '2026-07-01', held: 500, closing: 0 }] }
const many: ListQuestion = { kind: 'manyClosed', scopes: [{ prefectureNumber: '13', listKind: 'pharmacy', heldAsOf: null, asOf: null, held: 1500, closing: 60 }] }
const job = (more: Partial<Job>): Job => ({ jobId: 'one', kind: 'facilityList', state: 'running', step: 'reading', done: 0, total: null, report: null, readings: null, questions: [], message: null, ...more })
const asking = job({ state: 'asking', questions: [older, many], report })
const done = job({ state: 'done', report: { ...report, version: 4 } })

/** A desk whose job goes through these states, one a look; after `confirm` through those. */
const deskWith = (states: Job[], afterConfirm: Job[] = []) => {
  const called: string[] = []
  let coming = states
  const next = () => (coming.length > 1 ? coming.shift()! : coming[0]!)
  const client = {
    facilityLists: {
      stage: async () => await Promise.resolve({ fileId: 'file' }),
      start: async () => await Promise.resolve(job({})),
      summary: async () => await Promise.resolve({ job: next() }),
      confirm: async () => { called.push('confirm'); coming = afterConfirm; return await Promise.resolve(job({ step: 'applying' })) },
      cancel: async () => { called.push('cancel'); return await Promise.resolve(job({ state: 'cancelled' })) },
    },
  } as unknown as DeskClient
  const notes: string[] = []
  return { client, called, notes, output: { line: () => {}, note: (text: string) => void notes.push(text) } }
}
const answering = (answer: string | null, isYes = false): Answering => ({ isYes, terminal: { isInteractive: answer !== null, ask: async () => await Promise.resolve(answer ?? 'y') } })
const options = { prefecture: null, kind: null }

describe('the questions of an import', () => {
  it('are told with place, days and figures', () => {
    expect(linesOfQuestions([older, many])).toEqual([
      '使用中の一覧より古い一覧です。',
      '  福井県・医科: 使用中 2026年8月1日現在 → この一覧 2026年7月1日現在',
      '閉鎖になる医療機関が多い一覧です。',
      '  東京都・薬局: 使用中 1,500 件のうち 60 件（4.0 %）がこの一覧にありません',
    ])
  })

  it.each(['y', 'Y', 'はい', ' ｙ '])('answered with "%s" put the list into use', async (answer) => {
    const { client, called, notes, output } = deskWith([asking], [done])
    expect(await importFiles(client, [], options, answering(answer), output)).toMatchObject({ version: 4 })
    expect(called).toEqual(['confirm'])
    expect(notes.join('\n')).toContain('60 件（4.0 %）')
    expect(notes.at(-1)).toContain('閉鎖 60')
  })

  it.each(['', 'n', 'いいえ', 'yn'])('answered with "%s" leave the list', async (answer) => {
    const { client, called, output } = deskWith([asking])
    await expect(importFiles(client, [], options, answering(answer), output)).rejects.toThrow('一覧は元のまま')
    expect(called).toEqual(['cancel'])
  })

  it('leave the list where nobody can answer, and say how', async () => {
    const { client, called, output } = deskWith([asking])
    await expect(importFiles(client, [], options, answering(null), output)).rejects.toMatchObject({ message: expect.stringContaining('--yes'), exitCode: 1 })
    expect(called).toEqual(['cancel'])
  })

  it('are all answered by --yes, also those asked again', async () => {
    const { client, called, output } = deskWith([asking], [asking, done])
    expect(await importFiles(client, [], options, answering(null, true), output)).toMatchObject({ version: 4 })
    expect(called).toEqual(['confirm', 'confirm'])
  })
})

describe('the result', () => {
  it('is found although the readings have begun by themselves', async () => {
    const { client, output } = deskWith([job({ jobId: 'two', kind: 'readings', report: done.report })])
    expect(await importFiles(client, [], options, answering(null), output)).toEqual(done.report)
  })

  it('is not guessed where another job took its place', async () => {
    const { client, output } = deskWith([job({ jobId: 'two' })])
    await expect(importFiles(client, [], options, answering(null), output)).rejects.toThrow('分からなくなりました')
  })

  it('that failed names the reason in words', async () => {
    const { client, output } = deskWith([job({ state: 'failed', step: 'LIST_SWITCH_UNKNOWN' })])
    await expect(importFiles(client, [], options, answering(null), output)).rejects.toThrow('切り替わったか分かりません')
  })

  it('of the readings is told when they have ended', async () => {
    const readings = { official: 0, dictionary: 1200, without: 3, publishedRows: 0, ambiguous: 0, changed: 1200 }
    const { client, notes, output } = deskWith([job({ kind: 'readings' }), job({ kind: 'readings', state: 'done', readings })])
    await waitForReadings(client, output)
    expect(notes.at(-1)).toBe('フリガナ: 辞書による推定 1,200 件 / なし 3 件')
  })

  it('waits for no readings where none are made', async () => {
    const { client, notes, output } = deskWith([done])
    await waitForReadings(client, output)
    expect(notes).toEqual([])
  })
})
