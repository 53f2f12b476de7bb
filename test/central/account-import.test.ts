import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import iconv from 'iconv-lite'
import { readAccountFile } from '#central/admin/account-file.ts'
import { importAccountFile } from '#central/admin/account-import.ts'
import { runAdminCommand } from '#central/admin/commands.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'account-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function fileOf(content: string | Uint8Array): Promise<string> {
  files += 1
  const file = join(folder, `${files}.csv`)
  await writeFile(file, content)
  return file
}
const read = async (content: string | Uint8Array) => readAccountFile(await fileOf(content))

const japanese = '登録日時,医療機関等コード,メールアドレス,状態\r\n2024/4/1 9:05,2619900042,Info@Clinic.example.jp,登録済\r\n,１３１０１１００９８,,未登録\r\n'
const expected = [
  { facilityCode: '2619900042', state: 'registered', registeredMail: 'Info@Clinic.example.jp', registeredOn: '2024-04-01' },
  { facilityCode: '1310110098', state: 'unregistered', registeredMail: null, registeredOn: null },
]

describe('a file of accounts', () => {
  it.each([
    ['UTF-8', Buffer.from(japanese)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${japanese}`)],
    ['Shift_JIS', iconv.encode(japanese, 'cp932')],
    ['English headings, tabs, another order', Buffer.from('State\tE-mail\tFacility code\tRegistered at\nregistered\tInfo@Clinic.example.jp\t26-1990004-2\t令和6年4月1日\n未登録\t\t1310110098\t\n')],
    ['no headings', Buffer.from('2619900042,registered,Info@Clinic.example.jp,2024-04-01\n1310110098,未登録,,\n')],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual({ accounts: expected, broken: [] })
  })

  it('without a state lists registered accounts; the day is the one in Japan', async () => {
    const { accounts, broken } = await read('code,registered at\n2619900042,2024-04-01T20:00:00Z\n110112489,2024.4.1\n1310110098,\n')
    expect(accounts).toEqual([
      { facilityCode: '2619900042', state: 'registered', registeredOn: '2024-04-02' },
      // A spreadsheet took the zero of 北海道 away.
      { facilityCode: '0110112489', state: 'registered', registeredOn: '2024-04-01' },
    ])
    expect(broken).toEqual([{ row: 4, remedy: expect.stringContaining('day of registration is missing') }])
  })

  it('names each broken row by its line, with what to do and nothing of its content', async () => {
    const { accounts, broken } = await read([
      'code,state,mail,登録日', '2619900042,登録済,secret@clinic.example.jp,2024-04-01', '', '123,登録済,,', '1310110098,なぞ,,', '1310110049,登録済,secret box,', '1410803304,登録済,,2024-02-30',
      '2619900042,未登録,,', '2619900042,登録済,secret@clinic.example.jp,2024-04-01', '',
    ].join('\n'))
    expect(accounts).toHaveLength(1)
    expect(broken.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8])
    expect(broken.map(({ remedy }) => remedy).join()).toMatch(/10 digits.*state is needed.*e-mail address is none.*must be a date.*row 2 with other content/u)
    expect(broken.map(({ remedy }) => remedy).join()).not.toMatch(/secret|なぞ|02-30/u)
  })

  it.each([
    ['no column for the code', 'name,state\nx,登録済\n', /no column is headed/u],
    ['two columns for one thing', 'code,コード,state\n2619900042,2619900042,登録済\n', /2 columns are headed/u],
    ['no CSV', '%PDF-1.7\n', /not a CSV/u],
    ['a quotation mark left open', 'code,state\n2619900042,登録済\n"1310110098,登録済\n', /Row \d+: the file cannot be read as CSV/u],
  ])('is refused as a whole: %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })
})

describe('accounts import', () => {
  let test: TestCentral
  beforeAll(async () => {
    test = await startTestCentral()
  })
  afterAll(() => test.close())

  const lines: string[] = []
  const importFile = async (content: string, isLenient = false) => {
    lines.length = 0
    return importAccountFile((name, input) => runAdminCommand(test.central.admin, name, input, 'root'), await fileOf(content), isLenient, (line) => lines.push(line))
  }
  const stored = (): Promise<unknown[]> => test.central.database.reader.query('select facility_code, state, mail_hash is not null as mail, registered_on from portal_account order by facility_code')

  it('counts, keeps the day, and is written down', async () => {
    expect(await importFile(japanese)).toEqual({ added: 2, changed: 0, unchanged: 0, notNamed: 0 })
    const first = [
      { facility_code: '1310110098', state: 'unregistered', mail: false, registered_on: null },
      { facility_code: '2619900042', state: 'registered', mail: true, registered_on: '2024-04-01' },
    ]
    expect(await stored()).toEqual(first)
    // A file without the column leaves what is known; one with a blank cell says that it is not known.
    expect(await importFile('2619900042,登録済\n')).toEqual({ added: 0, changed: 0, unchanged: 1, notNamed: 1 })
    expect(await stored()).toEqual(first)
    expect(await importFile('code,state,登録日\n2619900042,登録済,2024-04-03\n0110112489,登録済,\n')).toEqual({ added: 1, changed: 1, unchanged: 0, notNamed: 1 })
    const written = (await test.central.admin.listCommands()).filter(({ command }) => command === 'importAccounts')
    expect(written).toHaveLength(3)
    expect(written[0]).toMatchObject({ account: 'root', details: { added: 1, changed: 1, unchanged: 0, notNamed: 1 } })
    expect(JSON.stringify(written)).not.toMatch(/clinic|2619900042/u)
  })

  it('imports nothing where a row is broken, unless told so', async () => {
    const before = await stored()
    const content = 'code,state\n4019819897,登録済\n12,登録済\n'
    await expect(importFile(content)).rejects.toThrow(/^Row 3: a code of 10 digits is needed\nNothing was imported: 1 of 2 rows are broken/u)
    expect(await stored()).toEqual(before)
    expect(await importFile(content, true)).toMatchObject({ added: 1, skipped: 1 })
    expect(lines).toEqual(['Row 3: a code of 10 digits is needed'])
  })
})
