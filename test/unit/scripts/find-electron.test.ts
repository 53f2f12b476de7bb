import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { findElectron, type FindElectronOptions } from '../../../scripts/find-electron.ts'

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'find-electron-'))
  folder = join(root, 'node_modules/electron')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"version":"45.4.1"}')
})
afterEach(() => rm(root, { recursive: true }))

const put = async (version = '45.4.1', withBinary = true) => {
  await mkdir(join(folder, 'dist'), { recursive: true })
  await writeFile(join(folder, 'dist/version'), version)
  await writeFile(join(folder, 'path.txt'), 'electron')
  if (withBinary) await writeFile(join(folder, 'dist/electron'), 'binary')
}

const fetchNothing = () => jest.fn<NonNullable<FindElectronOptions['fetchBinary']>>(() => Promise.resolve('ended'))
const find = (more: Partial<FindElectronOptions> = {}) =>
  findElectron({ root, env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false, fetchBinary: fetchNothing(), ...more })

describe('finding Electron', () => {
  it('takes the one that is there, without fetching', async () => {
    await put()
    const fetchBinary = fetchNothing()
    expect(await find({ fetchBinary })).toEqual({ path: join(folder, 'dist/electron') })
    expect(fetchBinary).not.toHaveBeenCalled()
  })

  it.each([
    ['as root', { isRoot: true }, /never opened as root/],
    ['without a display', { env: {} }, /no display/],
    ['with an empty display', { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } }, /no display/],
    ['on a system without Electron', { platform: 'freebsd' as const }, /freebsd/],
  ])('does not even try %s', async (_, more, reason) => {
    await put()
    const fetchBinary = fetchNothing()
    expect(await find({ fetchBinary, ...more })).toEqual({ reason: expect.stringMatching(reason) as unknown })
    expect(fetchBinary).not.toHaveBeenCalled()
  })

  it.each([[{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'], [{}, 'win32'], [{}, 'darwin']] as const)('sees a display in %j on %s', async (env, platform) => {
    await put()
    expect(await find({ env, platform })).toHaveProperty('path')
  })

  it('fetches once, within five seconds, and takes what came', async () => {
    const fetchBinary = jest.fn<NonNullable<FindElectronOptions['fetchBinary']>>(async () => {
      await put()
      return 'ended'
    })
    expect(await find({ fetchBinary })).toHaveProperty('path')
    expect(fetchBinary.mock.calls).toEqual([[folder, { DISPLAY: ':0' }, 5_000]])
  })

  it.each([
    ['half of it', () => put('45.4.1', false)],
    ['another version', () => put('44.0.0')],
    ['nothing', () => Promise.resolve()],
  ])('leaves nothing behind where %s came', async (_, come) => {
    const result = await find({ fetchBinary: async () => {
      await come()
      return 'ended'
    } })
    expect(result).toEqual({ reason: "Electron's binary is not here and could not be fetched." })
    expect(await readdir(folder)).toEqual(['package.json'])
  })

  it('says when the time was too short', async () => {
    expect(await find({ fetchBinary: () => Promise.resolve('timedOut') })).toEqual({ reason: "Electron's binary is not here and could not be fetched within 5 seconds." })
  })

  it('runs the installer that came with the package', async () => {
    await writeFile(join(folder, 'install.js'), `
      const fs = require('node:fs')
      fs.mkdirSync(__dirname + '/dist')
      fs.writeFileSync(__dirname + '/dist/version', 'v45.4.1')
      fs.writeFileSync(__dirname + '/dist/electron', process.env.MARK)
      fs.writeFileSync(__dirname + '/path.txt', 'electron')`)
    expect(await findElectron({ root, env: { DISPLAY: ':0', MARK: 'x' }, platform: 'linux', isRoot: false })).toEqual({ path: join(folder, 'dist/electron') })
  })

  it('goes on when the installer breaks', async () => {
    await writeFile(join(folder, 'install.js'), 'require("node:fs").mkdirSync(__dirname + "/dist"); throw new Error("no network")')
    expect(await findElectron({ root, env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false })).toHaveProperty('reason')
    expect((await readdir(folder)).sort()).toEqual(['install.js', 'package.json'])
  })
})
