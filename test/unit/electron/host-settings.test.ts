import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { machineFolder, readHostSettings } from '#electron/host-settings.ts'
import { launchArguments, launchOptions } from '#electron/launch-options.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'host-settings-'))
  await writeFile(join(folder, 'machine.json'), '\uFEFF{"schemaVersion":1,"letterPrinters":["RICOH"]}')
  await writeFile(join(folder, 'user.json'), '{"schemaVersion":1,"centralBaseUrl":"https://central.example/api","letterPrinters":["Mine"]}')
  await writeFile(join(folder, 'plain.json'), '{"schemaVersion":1,"centralBaseUrl":"http://central.example/"}')
  await writeFile(join(folder, 'cut.json'), '{"schemaVersion":1,')
})
afterAll(() => rm(folder, { recursive: true }))
const read = (...names: string[]) => readHostSettings(names.map((name) => join(folder, name)))

describe('settings of the machine', () => {
  it('are those of the first file, never mixed', async () => {
    expect(await read('missing.json', 'machine.json', 'user.json')).toEqual({ schemaVersion: 1, centralBaseUrl: null, signInOrigin: null, letterPrinters: ['RICOH'], telephoneHookPort: null })
    expect(await read('user.json')).toMatchObject({ centralBaseUrl: 'https://central.example/api' })
  })
  it('allow nothing where there are none', async () => {
    expect(await read('missing.json')).toEqual({ schemaVersion: 1, centralBaseUrl: null, signInOrigin: null, letterPrinters: [], telephoneHookPort: null })
  })
  it.each(['plain.json', 'cut.json', '.'])('are refused when %s is not valid, even with a valid file behind', async (name) => {
    await expect(read(name, 'machine.json')).rejects.toMatchObject({ name: 'HostSettingsError' })
  })
  it('lie where only administrators write', () => {
    expect(machineFolder('win32', { ProgramData: 'D:\\Data' })).toContain('D:\\Data')
    expect(machineFolder('linux', {})).toBe('/etc/helpline-desk')
  })
})

describe('the command line', () => {
  const wanted = { dataDirectory: '/data', centralBaseUrl: 'http://127.0.0.1:4000', isTrial: true }
  it('is read as it was written', () => {
    expect(launchOptions(['electron', ...launchArguments('/root', wanted)], false)).toEqual(wanted)
    expect(launchOptions(launchArguments('/root', { dataDirectory: null, centralBaseUrl: null, isTrial: false }), false)).toEqual({ dataDirectory: null, centralBaseUrl: null, isTrial: false })
  })
  it('means nothing to an installed application', () => {
    expect(launchOptions(launchArguments('/root', wanted), true)).toEqual({ dataDirectory: null, centralBaseUrl: null, isTrial: false })
  })
  it('names a central of this machine only', () => {
    for (const address of ['http://central.example', 'https://127.0.0.1.example', 'http://127.0.0.1@evil.example', 'javascript:1', '']) {
      expect(launchOptions([`--central=${address}`], false).centralBaseUrl).toBeNull()
    }
  })
})
