/** An administrator's commands to the embedded central of a trial, over its own loopback door. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HostError } from '#host/host-error.ts'
import type { ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import type { Role } from '#shared/contract/records.ts'

const running = z.object({ adminUrl: z.url(), adminSecret: z.string() })
const answer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })])

export interface CentralAdmin {
  addStaff(person: { staffId: string; displayName: string; role: Role }): Promise<string>
  /** @throws HostError where there is nobody of that id */
  resetPassword(staffId: string): Promise<string>
  createEnrolmentCode(): Promise<string>
  importAccounts(accounts: readonly ImportedAccount[]): Promise<void>
}

/** Central must be up: its file of address and secret is read at each command. */
export const createCentralAdmin = (centralDirectory: string): CentralAdmin => {
  const ask = async <T extends z.ZodType>(name: string, input: unknown, result: T): Promise<z.output<T>> => {
    const place = running.parse(JSON.parse(await readFile(join(centralDirectory, 'central.json'), 'utf8')))
    const response = await fetch(`${place.adminUrl}/internal/admin/${name}`, {
      method: 'POST', body: JSON.stringify(input), headers: { authorization: `Bearer ${place.adminSecret}`, 'content-type': 'application/json' },
    })
    const parsed = answer.parse(await response.json())
    if ('error' in parsed) throw new HostError(`中央サーバーが受け付けませんでした: ${parsed.error}`)
    return result.parse(parsed.result)
  }
  const withPassword = z.object({ password: z.string() })
  return {
    addStaff: async (person) => (await ask('addStaff', person, withPassword)).password,
    resetPassword: async (staffId) => (await ask('resetPassword', { staffId }, withPassword)).password,
    createEnrolmentCode: async () => (await ask('createEnrolmentCode', {}, z.object({ code: z.string() }))).code,
    importAccounts: async (accounts) => void (await ask('importAccounts', { accounts }, z.unknown())),
  }
}
