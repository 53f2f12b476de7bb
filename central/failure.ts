import { AdministrationError } from './staff/administration.ts'
import { DirectoryInUse } from './database/directory-lock.ts'
import { EmbeddedDatabaseBroken } from './database/embedded-postgres.ts'
import { DatabaseTooNew, DatabaseUnreachable } from './database/open-database.ts'
import { TlsFilesUnreadable } from './server/tls-files.ts'

const speaking = [AdministrationError, DirectoryInUse, EmbeddedDatabaseBroken, DatabaseTooNew, DatabaseUnreachable, TlsFilesUnreadable]

const systemFailures: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use by another program. Name another one with --port, or 0 for a free one.',
  EACCES: 'Not permitted: check the rights on the data directory and the port.',
  ENOSPC: 'The disk is full. Make room and start again; nothing was lost.',
  EADDRNOTAVAIL: 'This machine does not have the address of --host.',
}

/** One line for the person at the terminal, with the remedy. Unknown failures name their kind only. */
export function describeFailure(error: unknown): string {
  if (speaking.some((kind) => error instanceof kind)) return (error as Error).message
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return (code === undefined ? undefined : systemFailures[code]) ?? `Unexpected failure (${error instanceof Error ? error.name : typeof error}${code === undefined ? '' : ` ${code}`})`
}
