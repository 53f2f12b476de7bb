/** `facilities import`: a published list put into use on the server itself, without a desktop. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { runAdminCommand } from '#central/admin/commands.ts'
import { importFacilityFiles, type FacilityImportOptions } from '#central/admin/facility-import.ts'
import type { AskAdministration } from '#central/admin/open-administration.ts'
import { printReport, type PrintedFacility } from '#test/unit/list-files/print-report-fixture.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let folder: string
let test: TestCentral
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facility-import-'))
  test = await startTestCentral()
  await test.central.admin.addStaff({ staffId: 'ad01', displayName: '管理', role: 'administrator' })
  await test.central.admin.addStaff({ staffId: 'op01', displayName: '受付', role: 'operator' })
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

const printed = (number: number, name = `第${number}医院`): PrintedFacility =>
  ({ code: `01,1${String(number).padStart(3, '0')},${number % 10}`, name, address: `〒910－0006福井市中央１－${number}`, founder: '福井　太郎', telephone: '0776-23-2640', designatedOn: '昭47. 3. 1' })
const july = '[令和 8年 7月 1日現在　医科　現存/休止]'
const june = july.replace('7月', '6月')
const report = async (name: string, numbers: readonly number[], heading = july): Promise<string> => {
  const file = join(folder, name)
  await writeFile(file, await printReport([{ prefecture: '[福井県]', heading, facilities: numbers.map((number) => printed(number)) }]))
  return file
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
})
const ask: AskAdministration = (name, input) => runAdminCommand(test.central.admin, name, input, 'root')
const importFiles = (files: readonly string[], options: Partial<FacilityImportOptions> = {}, through = ask) => importFacilityFiles(through, files, {
  prefecture: null, kind: null, confirmed: [], by: null, temporaryFolder: folder, signal: new AbortController().signal, tell: (line) => lines.push(line), ...options,
})
const query = <Row>(text: string): Promise<Row[]> => test.central.database.reader.query(text)
const inUse = async () => (await query<{ count: string }>(`select count(*) from facility where status <> 'closed'`)).map(({ count }) => Number(count))[0]
const leftBehind = async () => [await query('select 1 from staged_facility'), (await readdir(folder)).filter((name) => name.startsWith('central-list-'))]

describe('facilities import', () => {
  it('puts published files into use, one line a step, and says who did it', async () => {
    expect(await importFiles([await report('july.xlsx', upTo(40))])).toEqual({ version: 1, added: 40, changed: 0, unchanged: 0, closed: 0, leftOut: 0 })
    expect(lines).toEqual([
      'Reading 1 of 1: july.xlsx', 'Read 40 facilities of 福井県 医科', 'Handing in 40 facilities', 'Comparing with the list in use',
      'This list: new 40, changed 0, unchanged 0, closed 0', 'Putting it into use',
    ])
    expect(await query('select operation, staff_id, device_id, list_version from facility_operation')).toEqual([
      { operation: 'activateFacilityList', staff_id: 'account:root', device_id: null, list_version: 1 },
    ])
    expect((await test.central.admin.listCommands())[0]).toMatchObject({ command: 'activateFacilityList', account: 'root', details: { by: null, added: 40, version: 1 } })
    expect(await leftBehind()).toEqual([[], []])
  })

  it('asks what a desktop asks, and changes nothing without --confirm', async () => {
    const file = await report('june.xlsx', upTo(30), june)
    await expect(importFiles([file])).rejects.toThrow(/Nothing was changed.*--confirm older-list --confirm many-closed/u)
    expect(lines).toContain('  福井県 医科: in use 2026-07-01, this list 2026-06-01')
    expect(lines).toContain('  福井県 医科: 10 of 40 in use (25.0 %) do not stand in it')
    await expect(importFiles([file], { confirmed: ['olderList'] })).rejects.toThrow(/--confirm many-closed$/u)
    expect(await inUse()).toBe(40)
    expect(await leftBehind()).toEqual([[], []])
    expect(await importFiles([file], { confirmed: ['olderList', 'manyClosed'], by: 'ad01' })).toMatchObject({ version: 2, closed: 10 })
    expect(await inUse()).toBe(30)
  })

  it('stopped in the middle, or where central fails, leaves the list as it was and nothing behind', async () => {
    const file = await report('august.xlsx', upTo(35), july.replace('7月', '8月'))
    for (const broken of ['addFacilities', 'previewFacilityList', 'activateFacilityList'] as const) {
      await expect(importFiles([file], {}, async (name, input) => {
        if (name === broken) throw new Error('gone')
        return ask(name, input)
      })).rejects.toThrow('gone')
    }
    const stop = new AbortController()
    await expect(importFiles([file], { signal: stop.signal, tell: (line) => line.startsWith('Handing') && stop.abort(new Error('stopped')) })).rejects.toThrow('stopped')
    expect(await inUse()).toBe(30)
    expect(await leftBehind()).toEqual([[], []])
    expect(await importFiles([file])).toMatchObject({ version: 3, added: 0, changed: 5 })
    expect(await inUse()).toBe(35)
  })

  it('closes nobody whose row could not be read', async () => {
    const file = join(folder, 'unreadable.xlsx')
    const facilities = upTo(35).map((number) => (number === 7 ? { ...printed(7), code: '01,1OO7,7' } : printed(number)))
    await writeFile(file, await printReport([{ prefecture: '[福井県]', heading: july.replace('7月', '9月'), facilities }]))
    expect(await importFiles([file])).toMatchObject({ closed: 0, leftOut: 1 })
    expect(await inUse()).toBe(35)
    expect(lines.join('\n')).toMatch(/1 件を閉鎖にしませんでした/u)
  })

  it('takes a table of unknown origin only from a named administrator, who is kept with the addresses', async () => {
    const file = join(folder, 'table.csv')
    await writeFile(file, '医療機関等コード,医療機関名称,郵便番号,所在地\n2619900042,京都大学医学部附属病院,6068507,京都市左京区聖護院川原町５４\n')
    await expect(importFiles([file])).rejects.toThrow(/--by ID/u)
    await expect(importFiles([file], { by: 'op01' })).rejects.toThrow(/administrator in service/u)
    expect(await importFiles([file], { by: 'ad01' })).toMatchObject({ added: 1 })
    expect(await query(`select started_by from facility_list where state = 'active'`)).toEqual([{ started_by: 'ad01' }])
  })

  it('says what the files do not say, and how to say it', async () => {
    const file = join(folder, 'no-heading.xlsx')
    await writeFile(file, await printReport([{ heading: '', facilities: [printed(1)] }]))
    await expect(importFiles([file])).rejects.toThrow(/no-heading\.xlsx.*--prefecture 01-47 and --kind/u)
    await expect(importFiles([join(folder, 'none.xlsx')])).rejects.toThrow('There is no file')
  })
})
