/** `npm run demo`: its files, its summary, and what it does with lists of either kind. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, jest } from '@jest/globals'
import { runCommand } from '#test/support/run-command.ts'
import { isThorough } from '#test/support/thorough.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

jest.setTimeout(120_000)
const makeFolder = temporaryFolders()

interface Summary { steps: { name: string; ok: boolean; checked: string[] }[] }
const summaryOf = async (out: string) => JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Summary

describe('the demo', () => {
  it('takes the sample from the call to the redeemed letter and writes both documents', async () => {
    const out = join(makeFolder(), 'out')
    const { code } = await runCommand('scripts/demo.ts', ['--out', out])
    const { steps } = await summaryOf(out)
    expect(steps.filter((step) => !step.ok || step.checked.length === 0)).toEqual([])
    expect(code).toBe(0)
    expect(steps.map((step) => step.name)).toEqual(expect.arrayContaining(['supervisor approves', 'redeeming is refused before posting', 'the portal redeems code + password + second number once']))
    for (const name of ['notice.pdf', 'provisional-code-request.pdf']) {
      expect((await readFile(join(out, name))).subarray(0, 5).toString('latin1')).toBe('%PDF-')
      expect((await stat(join(out, name))).size).toBeGreaterThan(10_000)
    }
  })

  const thorough = isThorough ? it : it.skip
  thorough('takes a list where everything can be compared: the supervisor\'s step has another reason', async () => {
    const folder = makeFolder()
    const list = join(folder, 'list.csv')
    await writeFile(list, [
      '医療機関等コード,医療機関名称,郵便番号,所在地,電話番号,開設者,管理者',
      '2619900042,京都大学医学部附属病院,6068507,京都市左京区聖護院川原町５４番地,0771-00-0000,国立大学法人見本,見本　花子',
      '3319800011,岡山大学病院,7008558,岡山市北区鹿田町二丁目５番１号,0862-00-0000,国立大学法人見本,見本　太郎',
    ].join('\n'))
    const out = join(folder, 'out')
    expect((await runCommand('scripts/demo.ts', ['--out', out, '--facilities', list])).code).toBe(0)
    expect((await summaryOf(out)).steps.flatMap((step) => step.checked)).toEqual(expect.arrayContaining(['no 見本: the list is a real one', 'code, lot and telephone are right: passed']))
  })

  it('a list that is none: the step that failed is named, exit 1', async () => {
    const folder = makeFolder()
    const list = join(folder, 'list.csv')
    await writeFile(list, 'hello\nworld\n')
    const out = join(folder, 'out')
    expect((await runCommand('scripts/demo.ts', ['--out', out, '--facilities', list])).code).toBe(1)
    expect((await summaryOf(out)).steps).toEqual([{ name: 'facility list in place', ok: false, checked: [expect.stringContaining('list.csv 1行目')] }])
  })

  it.each([[[]], [['--out', 'x', '--facilities', 'not-there.csv']]])('wrong arguments %j: exit 2', async (args) => {
    expect((await runCommand('scripts/demo.ts', args)).code).toBe(2)
  })
})
