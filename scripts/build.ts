/** Builds what the hosts serve: the page to .build/renderer, the desktop shell to .build/electron. Only when sources changed. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprintOf } from './build-inputs.ts'

const projectRoot = dirname(import.meta.dirname)

export interface BuildOptions {
  /** Folder of package.json. */
  readonly root?: string
  /** Receives one line per build that is really made; nothing when everything is up to date. */
  readonly report?: (line: string) => void
}

export interface BuildResult {
  /** Folder that holds the result. */
  readonly directory: string
  readonly wasBuilt: boolean
}

interface Target {
  readonly name: 'renderer' | 'electron'
  readonly title: string
  readonly inputs: readonly string[]
  /** Builds into `directory`, which exists and is empty. */
  readonly make: (root: string, directory: string) => Promise<void>
}

// The lock file stands for every package; the scripts are inputs because they decide what comes out.
const always = ['package.json', 'package-lock.json', 'scripts/build.ts', 'scripts/build-inputs.ts']

const renderer: Target = {
  name: 'renderer',
  title: 'page',
  inputs: [...always, 'renderer', 'shared'],
  make: async (root, directory) => {
    const { build } = await import('vite')
    await build({
      root: join(root, 'renderer'),
      configFile: join(root, 'renderer/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: directory, emptyOutDir: true },
    })
  },
}

const electron: Target = {
  name: 'electron',
  title: 'desktop shell',
  inputs: [...always, 'scripts/bundle-electron.ts', 'main/electron', 'main/backend', 'main/host', 'list-files', 'shared', 'templates'],
  make: async (root, directory) => {
    const { bundleElectron } = await import('./bundle-electron.ts')
    await bundleElectron(root, directory)
  },
}

const readStamp = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return null
  }
}

/** Exported for its tests: `buildRenderer` and `buildElectron` are what others call. */
export const buildTarget = async (target: Target, { root = projectRoot, report = () => {} }: BuildOptions = {}): Promise<BuildResult> => {
  const home = join(root, '.build')
  const directory = join(home, target.name)
  const stamp = join(home, `${target.name}.inputs`)
  const fingerprint = await fingerprintOf(root, target.inputs)
  if ((await readStamp(stamp)) === fingerprint) return { directory, wasBuilt: false }

  const started = performance.now()
  const fresh = join(home, `${target.name}.new-${process.pid}`)
  try {
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { recursive: true })
    await target.make(root, fresh)
    // The stamp goes first and comes last: an interrupted build is never taken for a finished one.
    await rm(stamp, { force: true })
    await rm(directory, { recursive: true, force: true })
    await rename(fresh, directory)
    await writeFile(stamp, fingerprint)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  report(`Built the ${target.title} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return { directory, wasBuilt: true }
}

/** The page, as the web host and the desktop window serve it. */
export const buildRenderer = (options: BuildOptions = {}): Promise<BuildResult> => buildTarget(renderer, options)

/** Main process, preload, backend process and its workers, as Electron runs them. */
export const buildElectron = (options: BuildOptions = {}): Promise<BuildResult> => buildTarget(electron, options)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report = (line: string) => console.log(line)
  const results = [await buildRenderer({ report }), await buildElectron({ report })]
  if (results.every((result) => !result.wasBuilt)) console.log('Nothing to build: everything is up to date')
}
