/** How the desktop window is started from the source tree; an installed one takes none of this. */

export interface LaunchOptions {
  readonly dataDirectory: string | null
  readonly centralBaseUrl: string | null
  /** A trial: `npm start` holds its folder and its central; the key is the trial's key file, letters are samples and go to a folder. */
  readonly isTrial: boolean
}

const none: LaunchOptions = { dataDirectory: null, centralBaseUrl: null, isTrial: false }

const valueOf = (commandLine: readonly string[], name: string): string | null =>
  commandLine.findLast((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null

const isLoopback = (address: string | null) =>
  address !== null && URL.canParse(address) && new URL(address).protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(new URL(address).hostname)

/**
 * Reads --data-dir=, --central= and --trial. A packaged application ignores them: a shortcut must not be able to point
 * a real desk at another central or another database. The address must be this machine's.
 */
export const launchOptions = (commandLine: readonly string[], isPackaged: boolean): LaunchOptions => {
  if (isPackaged) return none
  const centralBaseUrl = valueOf(commandLine, 'central')
  return {
    dataDirectory: valueOf(commandLine, 'data-dir'),
    centralBaseUrl: isLoopback(centralBaseUrl) ? centralBaseUrl : null,
    isTrial: commandLine.includes('--trial'),
  }
}

/** The command line that `npm start` gives to the Electron binary; the inverse of `launchOptions`. */
export const launchArguments = (root: string, { dataDirectory, centralBaseUrl, isTrial }: LaunchOptions): string[] => [
  root,
  ...(dataDirectory === null ? [] : [`--data-dir=${dataDirectory}`]),
  ...(centralBaseUrl === null ? [] : [`--central=${centralBaseUrl}`]),
  ...(isTrial ? ['--trial'] : []),
]
