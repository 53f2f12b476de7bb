/** Bundles main process, preload, backend process and workers for Electron. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createRequire, isBuiltin } from 'node:module'
import { build, type BuildOptions, type Plugin } from 'esbuild'

/** What the shell is made of: name in .build/electron → source. */
export const entries = {
  main: 'main/electron/main.ts',
  preload: 'main/electron/preload.ts',
  'backend-process': 'main/electron/backend-process.ts',
  'list-worker': 'list-files/list-worker.ts',
  'list-writer-worker': 'main/backend/facilities/database/list-writer-worker.ts',
  'join-worker': 'main/backend/readings/join-worker.ts',
  'dictionary-worker': 'main/backend/readings/dictionary-worker.ts',
} as const

/** Native packages: their binaries are loaded from disk, so they travel as packages beside the bundle. */
export const nativePackages = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'] as const

const workerFiles = new Map(Object.entries(entries).filter(([name]) => name.endsWith('-worker')).map(([name, source]) => [basename(source), `${name}.js`]))

/** `new URL('./x-worker.ts', import.meta.url)` → the bundled worker beside the bundle; an unknown worker fails the build. */
const pointAtBundledWorkers: Plugin = {
  name: 'point-at-bundled-workers',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:main|list-files)[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace(/new URL\('([^']+\.ts)', import\.meta\.url\)/g, (_, specifier: string) => {
        const bundled = workerFiles.get(basename(specifier))
        if (bundled === undefined) throw new Error(`${path} starts ${specifier}, which scripts/bundle-electron.ts does not bundle`)
        return `new URL('./${bundled}', import.meta.url)`
      })
      return { contents, loader: 'ts' }
    })
  },
}

/** TypeORM asks for the drivers of two dozen databases by name; ours is handed to it, the others are not there. */
const leaveOtherDatabasesOut = (root: string): Plugin => ({
  name: 'leave-other-databases-out',
  async setup({ onResolve }) {
    const manifest = JSON.parse(await readFile(join(root, 'node_modules/typeorm/package.json'), 'utf8')) as { dependencies: Record<string, string> }
    const own = new Set(Object.keys(manifest.dependencies))
    onResolve({ filter: /^[@a-z]/ }, ({ path, importer }) => {
      if (!/[\\/]node_modules[\\/]typeorm[\\/]/.test(importer) || path.startsWith('node:')) return null
      const name = path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
      return own.has(name) || isBuiltin(name) ? null : { path, external: true }
    })
  },
})

/**
 * Writes main.js, preload.js, backend-process.js and the workers into `directory`.
 * CommonJS throughout: a sandboxed preload can be nothing else, and it is what Electron reads from an asar with the fewest special cases.
 * @throws when a source does not bundle
 */
export const bundleElectron = async (root: string, directory: string): Promise<void> => {
  const bundle = (names: readonly (keyof typeof entries)[], more: BuildOptions) => build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(root, entries[name])])),
    outdir: directory,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    keepNames: true,
    legalComments: 'none',
    logLevel: 'error',
    external: ['electron', ...nativePackages],
    ...more,
  })
  const { preload: _, ...inNode } = entries
  await bundle(['preload'], {})
  await bundle(Object.keys(inNode) as (keyof typeof inNode)[], {
    // Only the source tree has import.meta.url; a CommonJS bundle says the same by its file name.
    banner: { js: "const bundledFileUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'bundledFileUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    // Any other use of import.meta would be undefined at run time.
    logOverride: { 'empty-import-meta': 'error' },
    plugins: [pointAtBundledWorkers, leaveOtherDatabasesOut(root)],
  })
  // The package says "module"; what lies here is not.
  await writeFile(join(directory, 'package.json'), `${JSON.stringify({ type: 'commonjs' })}\n`)
  // pdfkit reads the colour profile of PDF/A from beside its code.
  const pdfkitData = join(dirname(createRequire(import.meta.url).resolve('pdfkit')), 'data')
  await mkdir(join(directory, 'data'), { recursive: true })
  await cp(join(pdfkitData, 'sRGB_IEC61966_2_1.icc'), join(directory, 'data/sRGB_IEC61966_2_1.icc'))
}
