import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { dryRun } from '#desk/import-command.ts'
import { HostError } from '#host/host-error.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const makeFolder = temporaryFolders()
const output = { line: () => undefined, note: () => undefined }

async function failure(text: string, prefecture: string | null, name = 'list.csv'): Promise<string> {
  const path = join(makeFolder(), name)
  await writeFile(path, text)
  const error: unknown = await dryRun([path], { prefecture, kind: null }, false, output).then(() => null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(HostError)
  return (error as HostError).message
}

describe('a list that does not say where it belongs', () => {
  const sevenDigits = '医療機関番号,医療機関名称,所在地\n01-1705-9,見本病院,福井市中央１'

  it('names the options that say it', async () => {
    expect(await failure(sevenDigits, null)).toMatch(/^list\.csv 2行目: .*都道府県を選んでください。 --prefecture 01〜47 と --kind 医科（歯科・薬局・訪問看護） で指定できます。$/u)
    expect(await failure(sevenDigits, '18')).toMatch(/種別を選んでください。 --kind 医科（歯科・薬局・訪問看護） で指定できます。$/u)
  })

  it('names no option that would not help', async () => {
    expect(await failure('お知らせ\n', null)).not.toContain('--')
    expect(await failure('医療機関等コード,医療機関名称,所在地\n1810117059,見本病院,福井市', '17')).toMatch(/福井県のものですが、石川県が選ばれています。[^-]*$/u)
  })
})
