/** Finds Electron's binary for `npm start`, or says in one sentence why the desktop window cannot be opened here. */
import { spawn } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface FindElectronOptions {
  /** Folder of package.json. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  /** The process runs as root: Electron would need --no-sandbox, which is never given. */
  readonly isRoot: boolean
  /** One attempt to fetch the binary; resolves whether or not it worked, after at most `limit` milliseconds. For tests. */
  readonly fetchBinary?: (electronFolder: string, env: NodeJS.ProcessEnv, limit: number) => Promise<'ended' | 'timedOut'>
}

export type FoundElectron = { readonly path: string } | { readonly reason: string }

/** Milliseconds for the one attempt. */
export const fetchLimit = 5_000

const platformsWithWindow: readonly NodeJS.Platform[] = ['win32', 'darwin', 'linux']

/** Runs Electron's own installer once. Its processes end with it, also when the time is up. */
const runInstaller = (electronFolder: string, env: NodeJS.ProcessEnv, limit: number): Promise<'ended' | 'timedOut'> =>
  new Promise((resolve) => {
    // A group of its own on POSIX: whatever the installer starts can be ended with it.
    const isGroup = process.platform !== 'win32'
    const child = spawn(process.execPath, [join(electronFolder, 'install.js')], { env, stdio: 'ignore', detached: isGroup })
    let isTimedOut = false
    const timer = setTimeout(() => {
      isTimedOut = true
      if (child.pid === undefined) return
      if (!isGroup) child.kill('SIGKILL')
      else process.kill(-child.pid, 'SIGKILL')
    }, limit)
    const settle = () => {
      clearTimeout(timer)
      resolve(isTimedOut ? 'timedOut' : 'ended')
    }
    child.once('error', settle)
    child.once('exit', settle)
  })

/** The binary as the electron package describes it: whole, and of the version the package was made for. */
const installedBinary = async (electronFolder: string): Promise<string | null> => {
  try {
    const { version } = JSON.parse(await readFile(join(electronFolder, 'package.json'), 'utf8')) as { version: string }
    const unpacked = (await readFile(join(electronFolder, 'dist/version'), 'utf8')).trim().replace(/^v/, '')
    const binary = join(electronFolder, 'dist', await readFile(join(electronFolder, 'path.txt'), 'utf8'))
    return unpacked === version && (await stat(binary)).isFile() ? binary : null
  } catch {
    return null
  }
}

const hasDisplay = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform !== 'linux' || [env.DISPLAY, env.WAYLAND_DISPLAY].some((display) => display !== undefined && display !== '')

/**
 * Path of a usable binary, fetched in one attempt of at most five seconds where it is missing. What an attempt leaves
 * half-done is removed, so that the next start begins afresh. Never throws.
 */
export const findElectron = async ({ root, env, platform, isRoot, fetchBinary = runInstaller }: FindElectronOptions): Promise<FoundElectron> => {
  if (!platformsWithWindow.includes(platform)) return { reason: `Electron has no desktop window for ${platform}.` }
  if (isRoot) return { reason: 'The desktop window is never opened as root, because Electron would have to run without its sandbox.' }
  if (!hasDisplay(platform, env)) return { reason: 'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).' }
  const folder = join(root, 'node_modules/electron')
  const present = await installedBinary(folder)
  if (present !== null) return { path: present }

  const outcome = await fetchBinary(folder, env, fetchLimit).catch(() => 'ended' as const)
  const fetched = await installedBinary(folder)
  if (fetched !== null) return { path: fetched }
  await Promise.all(['dist', 'path.txt'].map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => {})))
  return {
    reason: outcome === 'timedOut'
      ? `Electron's binary is not here and could not be fetched within ${fetchLimit / 1000} seconds.`
      : "Electron's binary is not here and could not be fetched.",
  }
}
