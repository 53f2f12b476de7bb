import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { bundleElectron } from '../../../scripts/bundle-electron.ts'

const root = join(import.meta.dirname, '../../..')
let folder: string
let bundle: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-electron-'))
  bundle = join(folder, 'bundle')
  await mkdir(bundle)
  await bundleElectron(root, bundle)
  // Native packages travel beside the bundle.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** Runs a bundled file in plain Node with a stand-in for electron in front; its lines of output. */
const run = async (file: string, shim: string): Promise<string[]> => {
  await writeFile(join(folder, 'shim.cjs'), shim)
  const child = spawn(process.execPath, ['--require', join(folder, 'shim.cjs'), join(bundle, file), join(folder, 'desk.log')], { cwd: folder })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString() })
  await new Promise((resolve) => child.once('close', resolve))
  return output.trim().split('\n')
}

const electronAs = (expression: string) => `
  const Module = require('node:module')
  const load = Module._load
  Module._load = function (name, ...more) { return name === 'electron' ? (${expression}) : load.call(this, name, ...more) }`

describe('the bundle of the desktop shell', () => {
  it('holds the programs and workers, their package and the colour profile of letters', async () => {
    expect((await readdir(bundle)).sort()).toEqual(['backend-process.js', 'data', 'dictionary-worker.js', 'join-worker.js', 'list-worker.js', 'list-writer-worker.js', 'main.js', 'package.json', 'preload.js'])
    expect(await readdir(join(bundle, 'data'))).toEqual(['sRGB_IEC61966_2_1.icc'])
  })

  it('runs the real backend: opens an encrypted database, says so, closes it on demand', async () => {
    const lines = await run('backend-process.js', `${electronAs('{ net: {} }')}
      const { EventEmitter } = require('node:events')
      const port = process.parentPort = new EventEmitter()
      port.postMessage = (message) => {
        console.log(JSON.stringify(message))
        if (message.type === 'ready') port.emit('message', { data: { type: 'stop' }, ports: [] })
      }
      port.on('newListener', () => setImmediate(() => port.emit('message', { ports: [], data: {
        type: 'start', databaseKey: new Uint8Array(32).fill(7), dataDirectory: ${JSON.stringify(folder)}, centralBaseUrl: null, signInOrigin: null, resources: null, clientVersion: '1', syncInterval: 0 } })))`)
    expect(lines).toEqual(['{"type":"ready"}', '{"type":"stopped"}'])
    expect((await readFile(join(folder, 'desk.db'))).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  }, 60_000)

  it('asks for nothing in the preload but electron: a sandboxed one gets nothing else', async () => {
    const preload = await readFile(join(bundle, 'preload.js'), 'utf8')
    expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(preload).not.toMatch(/__filename|__dirname|import\.meta/)
  })

  it('finds its workers beside itself', async () => {
    const backend = await readFile(join(bundle, 'backend-process.js'), 'utf8')
    for (const worker of ['list', 'list-writer', 'join', 'dictionary']) expect(backend).toContain(`new URL("./${worker}-worker.js", bundledFileUrl)`)
    expect(backend).not.toMatch(/new URL\("[^"]+\.ts"/)
  })
})
