/** The administrator's commands as data: run here on the database, or inside the process that has it open. */
import { z } from 'zod'
import { listCoverage } from '#shared/contract/central/operations.ts'
import { importedAccount } from '#shared/contract/central/portal-account-import.ts'
import { publishedFacility, roleSchema } from '#shared/contract/records.ts'
import { facilityListKinds } from '#shared/domain/facility.ts'
import { listQuestionKinds } from '#shared/domain/list-questions.ts'
import { AdministrationError } from '../staff/administration.ts'
import type { Administration } from './administration.ts'

interface Command<Input> {
  readonly input: z.ZodType<Input>
  /** @param account of the operating system, under which the command was given */
  readonly run: (admin: Administration, input: Input, account: string | null) => Promise<unknown>
  /** What is written down of it; null = it changes nothing that lasts, or writes that down itself. */
  readonly note: ((input: Input, result: unknown) => object) | null
}
const asking = <Input>(input: z.ZodType<Input>, run: Command<Input>['run']): Command<Input> => ({ input, run, note: null })
const changing = <Input, Result>(
  input: z.ZodType<Input>, run: (admin: Administration, input: Input, account: string | null) => Promise<Result>, note: (input: Input, result: Result) => object,
): Command<Input> => ({ input, run, note: (given, result) => note(given, result as Result) })

const nothing = z.object({})
const password = z.string().max(400).optional()
const staffId = z.string().max(80)
const listId = z.uuid()
const by = staffId.nullable()
const aPerson = z.object({ staffId })
const idOf = (input: { staffId: string }) => ({ staffId: input.staffId })
const done = async (work: Promise<void>): Promise<object> => {
  await work
  return {}
}

export const adminCommands = {
  addStaff: changing(z.object({ staffId, displayName: z.string().max(80), role: roleSchema, password }), (admin, input) => admin.addStaff(input), (input) => ({ staffId: input.staffId, role: input.role })),
  resetPassword: changing(z.object({ staffId, password }), (admin, input) => admin.resetPassword(input.staffId, input.password), idOf),
  disableStaff: changing(aPerson, (admin, input) => admin.disableStaff(input.staffId), idOf),
  enableStaff: changing(aPerson, (admin, input) => done(admin.enableStaff(input.staffId)), idOf),
  listStaff: asking(nothing, (admin) => admin.listStaff()),
  createEnrolmentCode: changing(nothing, (admin) => admin.createEnrolmentCode(), (_, { expiresAt }) => ({ expiresAt })),
  listDevices: asking(nothing, (admin) => admin.listDevices()),
  revokeDevice: changing(z.object({ deviceNumber: z.int().min(1).max(1_000_000) }), (admin, input) => done(admin.revokeDevice(input.deviceNumber)), (input) => input),
  importAccounts: changing(z.object({ accounts: z.array(importedAccount) }), (admin, input) => admin.importAccounts(input.accounts), (_, counts) => counts),
  startFacilityList: asking(
    z.object({ listId, coverage: z.array(listCoverage).min(1).max(400), sparedCodes: z.array(z.string().regex(/^\d{10}$/u)).max(5000), by }),
    (admin, input, account) => done(admin.facilityLists.start(input, { by: input.by, account })),
  ),
  addFacilities: asking(
    z.object({ listId, part: z.int().min(0).max(10_000), facilities: z.array(publishedFacility).min(1).max(5000) }),
    (admin, input) => done(admin.facilityLists.add(input.listId, input.part, input.facilities)),
  ),
  facilityCodesInUse: asking(
    z.object({ prefectureNumber: z.string().max(2), listKind: z.enum(facilityListKinds), after: z.string().max(10), limit: z.int().min(1).max(10_000) }),
    (admin, input) => admin.facilityLists.codesInUse(input),
  ),
  previewFacilityList: asking(z.object({ listId }), (admin, input) => admin.facilityLists.preview(input.listId)),
  activateFacilityList: changing(
    z.object({ listId, expectedCount: z.int().min(0), confirmed: z.array(z.enum(listQuestionKinds)), by }),
    (admin, input, account) => admin.facilityLists.activate(input.listId, input, { by: input.by, account }),
    (input, counts) => ({ listId: input.listId, confirmed: input.confirmed, by: input.by, ...counts }),
  ),
  discardFacilityList: asking(z.object({ listId, by }), (admin, input, account) => done(admin.facilityLists.discard(input.listId, { by: input.by, account }))),
  createPortalCredential: changing(nothing, (admin) => admin.createPortalCredential(), () => ({})),
  verifyAudit: asking(nothing, (admin) => admin.verifyAudit()),
  listCommands: asking(nothing, (admin) => admin.listCommands()),
  listOidcSignIns: asking(nothing, (admin) => admin.listOidcSignIns()),
  listAlerts: asking(nothing, (admin) => admin.listAlerts()),
} as const
export type AdminCommandName = keyof typeof adminCommands

export const isAdminCommand = (name: string): name is AdminCommandName => Object.hasOwn(adminCommands, name)

/**
 * Runs it, and writes down what changed, by which account of the operating system.
 * @throws AdministrationError for what does not fit
 */
export async function runAdminCommand(admin: Administration, name: AdminCommandName, input: unknown, account: string | null): Promise<unknown> {
  const chosen = adminCommands[name] as Command<unknown>
  const parsed = chosen.input.safeParse(input)
  if (!parsed.success) throw new AdministrationError('The command was given something it cannot use')
  const result = await chosen.run(admin, parsed.data, account)
  if (chosen.note !== null) await admin.note({ account, command: name, details: chosen.note(parsed.data, result) })
  return result
}
