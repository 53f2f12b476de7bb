/** What an administrator hands in about the accounts of the portal. Apart from what is handed down: the address goes nowhere from here. */
import { z } from 'zod'
import { isoDate } from '../record-fields.ts'
import { portalAccount } from '../records.ts'

export const importedAccount = portalAccount.extend({
  /** The address on file, of which central keeps a keyed hash alone; null = none, left out = as it was. */
  registeredMail: z.string().max(254).nullable().optional(),
  /** Day in Japan on which the facility registered; null = not known, left out = as it was. */
  registeredOn: isoDate.nullable().optional(),
})
export type ImportedAccount = z.infer<typeof importedAccount>
