/**
 * Jest evaluates every module anew for each test file. For the tests alone that is right; for the product and its libraries it is most of
 * what a test file costs. So a test's modules are Jest's, and what they import of the product and of libraries is Node's own: loaded once
 * a worker, as the product itself loads it.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { SyncTransformer, TransformOptions } from '@jest/transform'
import { createTransformer } from '@swc/jest'

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '..', '..')
/** What imports a module that tests put a stand-in for (electron), and programs that run as they are loaded, are Jest's as well. */
const ofJest = ['test', 'scripts', join('main', 'electron')].map((folder) => join(root, folder) + sep)

const typescript = createTransformer({
  jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
  module: { type: 'es6' },
}) as SyncTransformer

const isName = (name: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'default' && name !== 'module.exports'

const transformer: SyncTransformer = {
  process(source, filename, options: TransformOptions) {
    if (ofJest.some((folder) => filename.startsWith(folder))) return typescript.process(source, filename, options)
    const native = `globalThis[Symbol.for('native require')](${JSON.stringify(filename)})`
    if (!options.supportsStaticESM) return { code: `module.exports = ${native}` }
    const names = Object.keys(require(filename) as object)
    const lines = names.filter(isName).map((name, index) => `const v${index} = native[${JSON.stringify(name)}]\nexport { v${index} as ${name} }`)
    return { code: [`const native = ${native}`, ...lines, ...(names.includes('default') ? ['export default native.default'] : [])].join('\n') }
  },
  getCacheKey(source, filename, options) {
    return createHash('sha256').update(readFileSync(import.meta.filename)).update(source).update('\0').update(filename).update(String(options.supportsStaticESM)).update(String(options.instrument)).digest('hex')
  },
}
export default transformer
