/** The administrator's commands as data: run here on the database, or inside the process that has it open. */
import { z } from 'zod'
import { importedAccount } from '#shared/contract/central/portal-account-import.ts'
import { roleSchema } from '#shared/contract/records.ts'
import { AdministrationError } from '../staff/administration.ts'
import type { Administration } from './administration.ts'

interface Command<Input> {
  readonly input: z.ZodType<Input>
  readonly run: (admin: Administration, input: Input) => Promise<unknown>
}
const command = <Input>(input: z.ZodType<Input>, run: (admin: Administration, input: Input) => Promise<unknown>): Command<Input> => ({ input, run })

const nothing = z.object({})
const password = z.string().max(400).optional()
const staffId = z.string().max(80)

export const adminCommands = {
  addStaff: command(z.object({ staffId, displayName: z.string().max(80), role: roleSchema, password }), (admin, input) => admin.addStaff(input)),
  resetPassword: command(z.object({ staffId, password }), (admin, input) => admin.resetPassword(input.staffId, input.password)),
  disableStaff: command(z.object({ staffId }), (admin, input) => admin.disableStaff(input.staffId)),
  listStaff: command(nothing, (admin) => admin.listStaff()),
  createEnrolmentCode: command(nothing, (admin) => admin.createEnrolmentCode()),
  listDevices: command(nothing, (admin) => admin.listDevices()),
  revokeDevice: command(z.object({ deviceNumber: z.int().min(1).max(1_000_000) }), async (admin, input) => {
    await admin.revokeDevice(input.deviceNumber)
    return {}
  }),
  importAccounts: command(z.object({ accounts: z.array(importedAccount) }), (admin, input) => admin.importAccounts(input.accounts)),
  createPortalCredential: command(nothing, (admin) => admin.createPortalCredential()),
  verifyAudit: command(nothing, (admin) => admin.verifyAudit()),
  listOidcSignIns: command(nothing, (admin) => admin.listOidcSignIns()),
  listAlerts: command(nothing, (admin) => admin.listAlerts()),
} as const
export type AdminCommandName = keyof typeof adminCommands

export const isAdminCommand = (name: string): name is AdminCommandName => Object.hasOwn(adminCommands, name)

/** @throws AdministrationError for what does not fit */
export async function runAdminCommand(admin: Administration, name: AdminCommandName, input: unknown): Promise<unknown> {
  const chosen = adminCommands[name] as Command<unknown>
  const parsed = chosen.input.safeParse(input)
  if (!parsed.success) throw new AdministrationError('The command was given something it cannot use')
  return chosen.run(admin, parsed.data)
}
