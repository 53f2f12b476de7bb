/** Which column of an account file holds what: by its heading, in Japanese or English. */
import { AdministrationError } from '../staff/administration.ts'

const headings = {
  code: ['医療機関等コード', '医療機関コード', '機関コード', 'コード', 'code', 'facilitycode'],
  state: ['状態', '登録状態', '登録状況', 'アカウント状態', 'アカウントの状態', 'state', 'status', 'accountstate'],
  mail: ['メールアドレス', '登録メールアドレス', '電子メール', '電子メールアドレス', 'メール', 'email', 'mail', 'emailaddress', 'mailaddress', 'registeredmail', 'registeredemail'],
  registered: ['登録日時', '登録日', '本登録日時', '本登録日', '登録年月日', 'registeredat', 'registeredon', 'registered', 'registrationdate'],
} as const
export type AccountColumn = keyof typeof headings
const columns = Object.keys(headings) as AccountColumn[]

/** Column → its place, counted from 0. */
export type AccountColumns = { readonly [column in AccountColumn]?: number }

/** Where a file has no headings. */
const usualOrder: AccountColumns = { code: 0, state: 1, mail: 2, registered: 3 }

const plain = (heading: string): string => heading.normalize('NFKC').toLowerCase().replace(/[\s_\-・]/gu, '')

/** A first line that names columns and holds no code. */
const isHeading = (row: readonly string[]): boolean => !row.some((cell) => /\d{5,}/u.test(cell.normalize('NFKC').replace(/[\s,-]/gu, '')))

/**
 * @returns null where the first line is no heading: then the order is code, state, e-mail address, registered at
 * @throws AdministrationError where no column holds the code, or two hold the same
 */
export function accountColumnsOf(first: readonly string[]): AccountColumns | null {
  if (!isHeading(first)) return null
  const names = first.map(plain)
  const found: { [column in AccountColumn]?: number } = {}
  for (const column of columns) {
    const places = names.flatMap((name, place) => ((headings[column] as readonly string[]).includes(name) ? [place] : []))
    if (places.length > 1) throw new AdministrationError(`Row 1: ${places.length} columns are headed as ${headings[column][0]}; keep one`)
    if (places[0] !== undefined) found[column] = places[0]
  }
  if (found.code === undefined) throw new AdministrationError(`Row 1: no column is headed 医療機関等コード (or code). Known headings: ${columns.map((column) => headings[column][0]).join(', ')}`)
  return found
}

/** The order of a file without headings, as far as its rows go. */
export const columnsWithoutHeading = (width: number): AccountColumns =>
  Object.fromEntries(Object.entries(usualOrder).filter(([, place]) => place < width))
