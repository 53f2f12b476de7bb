/** The command line: what administrators and scripts rely on. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, jest } from '@jest/globals'
import { dataDirectory, lockDataDirectory } from '#host/data-directory.ts'
import { runCommand } from '#test/support/run-command.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const makeFolder = temporaryFolders()
jest.setTimeout(90_000)

let folder: { path: string }
beforeAll(() => { folder = { path: makeFolder() } })

const desk = async (...args: string[]) => await runCommand('main/desk/desk.ts', args)
const jsonLines = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

const csv = [
  '医療機関等コード,医療機関名称,郵便番号,所在地,電話番号,開設者,管理者,指定年月日',
  '2619900042,京都大学医学部附属病院,6068507,京都市左京区聖護院川原町５４,075-00-0000,国立大学法人見本,見本　花子,平16. 4. 1',
  '0140342262,北海道薬剤師会会営薬局,,札幌市豊平区平岸一条８丁目６番６号,,,,',
].join('\r\n')

describe('check-code', () => {
  it('answers one object a line, from arguments and from standard input', async () => {
    const { code, out } = await desk('check-code', '1318814790', '０１１０１１２４８９', '1318814791', '99', '--json', '--data-dir', folder.path)
    expect(code).toBe(0)
    const [tokyo, hokkaido, wrong, short] = jsonLines(out)
    expect(tokyo).toEqual({ code: '1318814790', valid: true, rule: 'metropolitan', prefecture: '東京都', kind: '医科', suggestions: [] })
    expect(hokkaido).toMatchObject({ code: '0110112489', valid: true, rule: 'official', prefecture: '北海道' })
    expect(wrong).toMatchObject({ valid: false, suggestions: expect.arrayContaining(['1318814790']) })
    expect(short).toMatchObject({ valid: false, rule: null, prefecture: null, kind: null })
    const piped = await runCommand('main/desk/desk.ts', ['check-code', '-', '--json', '--data-dir', folder.path], '2619900042\n\n3319800011\n')
    expect(jsonLines(piped.out).map((answer) => answer.valid)).toEqual([true, true])
  })
})

describe('wrong arguments', () => {
  it.each([
    ['an unknown command', ['nonsense']],
    ['a kind that is none', ['import', 'x.csv', '--kind', '獣医']],
    ['a prefecture that is none', ['import', 'x.csv', '--prefecture', '48']],
    ['a limit that is no number', ['find', 'x', '--limit', 'many']],
    ['a file that is not there', ['import', 'not-there.csv']],
    ['nothing to import', ['import']],
  ])('%s: one line, exit 2', async (_what, args) => {
    const { code, err, out } = await desk(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

describe('import --dry-run', () => {
  it('prints one parsed record a line, text as published, absent = null, and touches nothing', async () => {
    const file = join(folder.path, 'list.csv')
    await writeFile(file, csv)
    const { code, out } = await desk('import', file, '--dry-run', '--json', '--data-dir', join(folder.path, 'untouched'))
    expect(code).toBe(0)
    expect(jsonLines(out)).toEqual([
      {
        code10: '2619900042', name: '京都大学医学部附属病院', postal: '6068507', address: '京都市左京区聖護院川原町５４', phone: '075-00-0000', founder: '国立大学法人見本',
        manager: '見本　花子', designatedOn: '2004-04-01', type: 'hospital', status: 'active',
      },
      {
        code10: '0140342262', name: '北海道薬剤師会会営薬局', postal: null, address: '札幌市豊平区平岸一条８丁目６番６号', phone: null, founder: null, manager: null,
        designatedOn: null, type: 'pharmacy', status: 'active',
      },
    ])
    await expect(readFile(join(folder.path, 'untouched/desk.key'))).rejects.toThrow('ENOENT')
  })

  it('says of a CSV that is none what is wrong and what to do, exit 1', async () => {
    const file = join(folder.path, 'other.csv')
    await writeFile(file, 'hello\nworld\n')
    const { code, err } = await desk('import', file, '--dry-run')
    expect(code).toBe(1)
    expect(err).toContain('other.csv 1行目')
  })
})

describe('a data directory', () => {
  it('without a list says how to get one', async () => {
    const { code, err } = await desk('find', '病院', '--data-dir', join(folder.path, 'empty'))
    expect(code).toBe(1)
    expect(err).toContain('npm start')
  })

  it('in use by another process is left alone, which is named', async () => {
    const directory = dataDirectory(join(folder.path, 'held'))
    const unlock = lockDataDirectory(directory)
    try {
      const { code, err } = await desk('import', join(folder.path, 'list.csv'), '--data-dir', directory.path)
      expect(code).toBe(1)
      expect(err).toContain(String(process.pid))
    } finally {
      unlock()
    }
  })
})
