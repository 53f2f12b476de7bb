/** What an administrator sets for this machine: where central is, which printers may print letters, whether the telephone system may ring. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const hostSettings = z.strictObject({
  schemaVersion: z.literal(1),
  /** HTTPS address of the central API; null = not connected. */
  centralBaseUrl: z.url({ protocol: /^https$/ }).nullable().default(null),
  /** Origin of the organisation's identity provider (https://idp.example), opened in the browser to sign in; null = not used. */
  signInOrigin: z.url({ protocol: /^https$/ }).nullable().default(null),
  /** System names of the printers for letters, most wanted first. */
  letterPrinters: z.array(z.string().min(1).max(256)).max(50).default([]),
  /** Port of the loopback hook of the telephone system (docs/security.md); null = off. */
  telephoneHookPort: z.int().min(1024).max(65_535).nullable().default(null),
})
export type HostSettings = z.infer<typeof hostSettings>

const defaults: HostSettings = { schemaVersion: 1, centralBaseUrl: null, signInOrigin: null, letterPrinters: [], telephoneHookPort: null }

/** The folder that only administrators of the machine can write. */
export const machineFolder = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string => {
  if (platform === 'win32') return join(environment.ProgramData ?? 'C:\\ProgramData', 'HelplineDesk')
  if (platform === 'darwin') return '/Library/Application Support/HelplineDesk'
  return '/etc/helpline-desk'
}

export class HostSettingsError extends Error {
  readonly file: string
  constructor(file: string, options?: ErrorOptions) {
    super(`The settings file is not valid: ${file}`, options)
    this.name = 'HostSettingsError'
    this.file = file
  }
}

/**
 * The settings of the first file that exists; files are never mixed, so a user's file adds nothing to the machine's.
 * @throws HostSettingsError where a file is there but cannot be read or is not valid: half-understood settings could print on the wrong printer
 */
export const readHostSettings = async (files: readonly string[]): Promise<HostSettings> => {
  for (const file of files) {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') continue
      throw new HostSettingsError(file, { cause: error })
    }
    try {
      // Notepad puts a byte order mark in front.
      return hostSettings.parse(JSON.parse(text.replace(/^\uFEFF/, '')))
    } catch (error) {
      throw new HostSettingsError(file, { cause: error })
    }
  }
  return defaults
}
