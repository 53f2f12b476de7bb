import { basename } from 'node:path'
import type { ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import { portalAccount, type PortalAccount } from '#shared/contract/records.ts'
import { emailAddressKey } from '#shared/domain/email-address.ts'
import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import { isIsoDate, parseWareki } from '#shared/domain/wareki.ts'
import { readCsvRows } from '#list-files/csv-text.ts'
import { ListFileError } from '#list-files/list-file-error.ts'
import { listFileLimits } from '#list-files/list-file-limits.ts'
import { AdministrationError } from '../staff/administration.ts'
import { tokyoDate } from '../tokyo-date.ts'
import { accountColumnsOf, columnsWithoutHeading, type AccountColumn, type AccountColumns } from './account-columns.ts'

const japaneseStates: Readonly<Record<string, PortalAccount['state']>> = {
  登録済: 'registered', 登録済み: 'registered', 仮登録のみ: 'provisionalRegistration', 仮登録: 'provisionalRegistration', 未登録: 'unregistered', 仮コードで登録: 'registeredWithProvisionalCode',
}
const stateOf = (text: string): PortalAccount['state'] | undefined =>
  portalAccount.shape.state.options.find((state) => state === text) ?? (Object.hasOwn(japaneseStates, text) ? japaneseStates[text] : undefined)

/** Ten digits, however they are grouped; nine where a spreadsheet took the leading zero away and the check digit says so. */
function codeOf(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s,.・-]/gu, '')
  if (/^\d{10}$/u.test(digits)) return digits
  return /^\d{9}$/u.test(digits) && checkFacilityCode(`0${digits}`).valid ? `0${digits}` : undefined
}

/** The calendar day in Japan: 2024-04-01, 2024/4/1, 令和6年4月1日, with a time of day or without. */
function dayOf(text: string): string | undefined {
  const given = text.normalize('NFKC').trim()
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/u.test(given)) {
    const instant = Date.parse(given)
    return Number.isNaN(instant) ? undefined : tokyoDate(instant)
  }
  const day = given.replace(/[T ]+\d{1,2}[:時].*$/u, '')
  const [, year, month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(day) ?? []
  const iso = year === undefined ? parseWareki(day) : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return iso !== null && isIsoDate(iso) ? iso : undefined
}

export interface BrokenRow {
  /** Line of the file, from 1. */
  readonly row: number
  /** What to do; nothing of the content. */
  readonly remedy: string
}
export interface AccountFile {
  readonly accounts: readonly ImportedAccount[]
  readonly broken: readonly BrokenRow[]
}

type Cells = Readonly<Partial<Record<AccountColumn, string>>>
const states = '登録済, 仮登録のみ, 未登録, 仮コードで登録'

/** @returns the account, or what to do about the row */
function accountOf(cells: Cells): ImportedAccount | string {
  const facilityCode = codeOf(cells.code ?? '')
  if (facilityCode === undefined) return 'a code of 10 digits is needed'
  // Blank = none; a file without the column leaves what is known.
  const registered = cells.registered?.trim()
  const registeredOn = registered === undefined || registered === '' ? null : dayOf(registered)
  if (registeredOn === undefined) return 'the day of registration must be a date such as 2024-04-01 or 令和6年4月1日'
  const isStated = cells.state !== undefined
  const state = isStated ? stateOf(cells.state?.normalize('NFKC').trim() ?? '') : registeredOn === null && registered !== undefined ? undefined : 'registered'
  if (state === undefined) {
    return isStated ? `a state is needed: ${states}` : 'the day of registration is missing; a column 状態 (state) would say what the account is without it'
  }
  const mail = cells.mail?.normalize('NFKC').trim()
  if (mail !== undefined && mail !== '' && (mail.length > 254 || emailAddressKey(mail) === null)) return 'the e-mail address is none: correct it, or leave it blank'
  return {
    facilityCode, state, ...(mail === undefined ? {} : { registeredMail: mail === '' ? null : mail }), ...(registered === undefined ? {} : { registeredOn }),
  }
}

async function rowsOf(file: string): Promise<{ row: number; cells: readonly string[] }[]> {
  const rows: { row: number; cells: readonly string[] }[] = []
  try {
    for await (const page of readCsvRows({ name: basename(file), path: file }, listFileLimits, () => undefined)) rows.push(...page)
  } catch (error) {
    if (!(error instanceof ListFileError)) throw new AdministrationError('The file cannot be read: check the name and the rights')
    throw new AdministrationError(error.row === undefined
      ? 'The file is not a CSV in UTF-8 or Shift_JIS' : `Row ${error.row}: the file cannot be read as CSV from here on; check the quotation marks, or write it out anew`)
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

const cellsOf = (row: readonly string[], columns: AccountColumns): Cells =>
  Object.fromEntries(Object.entries(columns).map(([column, place]) => [column, row[place] ?? '']))

/**
 * CSV (UTF-8 with or without mark, Shift_JIS): code, state (the contract's word or the Japanese one), registered e-mail
 * address (blank = none), day of registration. Columns are found by their headings; without headings they stand in this
 * order. A file without a column for the state lists registered accounts.
 * @throws AdministrationError where the file as a whole cannot be read
 */
export async function readAccountFile(file: string): Promise<AccountFile> {
  const rows = await rowsOf(file)
  const headed = rows[0] === undefined ? null : accountColumnsOf(rows[0].cells)
  const accounts = new Map<string, { row: number; account: ImportedAccount; text: string }>()
  const broken: BrokenRow[] = []
  for (const { row, cells } of rows.slice(headed === null ? 0 : 1)) {
    const account = accountOf(cellsOf(cells, headed ?? columnsWithoutHeading(Math.max(2, cells.length))))
    if (typeof account === 'string') {
      broken.push({ row, remedy: account })
      continue
    }
    const text = JSON.stringify(account)
    const earlier = accounts.get(account.facilityCode)
    if (earlier !== undefined && earlier.text !== text) broken.push({ row, remedy: `the code stands in row ${earlier.row} with other content; keep one of the two` })
    else if (earlier === undefined) accounts.set(account.facilityCode, { row, account, text })
  }
  return { accounts: [...accounts.values()].map(({ account }) => account), broken }
}
