import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import { portalAccount, type PortalAccount } from '#shared/contract/records.ts'
import { AdministrationError } from '../staff/administration.ts'

const japaneseStates: Readonly<Record<string, PortalAccount['state']>> = {
  登録済: 'registered', 仮登録のみ: 'provisionalRegistration', 未登録: 'unregistered', 仮コードで登録: 'registeredWithProvisionalCode',
}

function stateOf(text: string): PortalAccount['state'] | undefined {
  return portalAccount.shape.state.options.find((state) => state === text) ?? (Object.hasOwn(japaneseStates, text) ? japaneseStates[text] : undefined)
}

/**
 * CSV (UTF-8): code, state (the contract's word or the Japanese one) and, where the file has a third column, the registered
 * e-mail address (blank = none); a heading line may stand first.
 * @throws AdministrationError naming the line, not its content
 */
export async function readAccountFile(file: string): Promise<ImportedAccount[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AdministrationError('The file cannot be read')
  })
  let rows: string[][]
  try {
    rows = parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true })
  } catch {
    throw new AdministrationError('The file is not a CSV in UTF-8')
  }
  const hasHeading = rows[0] !== undefined && !/\d/u.test(rows[0][0] ?? '')
  return rows.slice(hasHeading ? 1 : 0).map((row, index) => {
    const [facilityCode = '', state = '', mail] = row
    const known = stateOf(state)
    if (!/^\d{10}$/u.test(facilityCode) || known === undefined) {
      throw new AdministrationError(`Row ${index + (hasHeading ? 2 : 1)}: a code of 10 digits and a state (${portalAccount.shape.state.options.join(', ')}) are needed`)
    }
    return mail === undefined ? { facilityCode, state: known } : { facilityCode, state: known, registeredMail: mail === '' ? null : mail }
  })
}
