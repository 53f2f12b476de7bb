/** Where a command is carried out: in the process that has the database open, else on the database itself. */
import { userInfo } from 'node:os'
import type { DatabaseOptions } from '../database/open-database.ts'
import type { AdminCommandName } from './commands.ts'
import { askRunningCentral } from './running-central.ts'

export interface AdministrationPlace {
  readonly database: DatabaseOptions
  /** Folder of central, where a running one tells of itself. */
  readonly dataDirectory: string
}

/** @throws AdministrationError with a sentence for the person at the terminal */
export type AskAdministration = (name: AdminCommandName, input: unknown) => Promise<unknown>

const accountName = (): string | null => {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

/**
 * The database is opened at the first command that no running central takes, and closed at the end.
 * @throws what opening throws: DirectoryInUse where another process works in the embedded database and does not answer
 */
export async function withAdministration<Result>(place: AdministrationPlace, work: (ask: AskAdministration) => Promise<Result>): Promise<Result> {
  const account = accountName()
  const undo: (() => Promise<void>)[] = []
  let own: AskAdministration | null = null
  const openOwn = async (): Promise<AskAdministration> => {
    // Loaded when needed: a mistyped command is answered at once.
    const [{ createCentral }, { runAdminCommand }] = await Promise.all([import('../create-central.ts'), import('./commands.ts')])
    const central = await createCentral({ database: place.database, overdueInterval: 0 })
    undo.push(central.close)
    return (name, input) => runAdminCommand(central.admin, name, input, account)
  }
  try {
    return await work(async (name, input) => {
      const answer = own === null ? await askRunningCentral(place.dataDirectory, name, input, account) : null
      if (answer !== null) return answer.result
      own ??= await openOwn()
      return own(name, input)
    })
  } finally {
    for (const step of undo) await step()
  }
}
