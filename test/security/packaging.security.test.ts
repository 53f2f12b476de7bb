/** What electron-builder.yml promises: its own schema, the fuses (item 19 of Electron's checklist), and what travels. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Configuration } from 'electron-builder'

const root = join(import.meta.dirname, '../..')

interface ConfigurationReader {
  getConfig(projectDir: string, configPath: string, configFromOptions: null): Promise<Configuration>
  validateConfiguration(config: unknown, debugLogger: { isEnabled: boolean; add(): void }): Promise<void>
}

// The code that electron-builder itself reads and checks the file with.
const reader = createRequire(import.meta.url)('app-builder-lib/out/util/config/config.js') as ConfigurationReader
const validate = (config: unknown) => reader.validateConfiguration(config, { isEnabled: false, add: () => {} })

let config: Configuration
beforeAll(async () => {
  config = await reader.getConfig(root, join(root, 'electron-builder.yml'), null)
})

describe('the packaging rules', () => {
  it('agree with the schema of electron-builder', async () => {
    await expect(validate(config)).resolves.toBeUndefined()
    await expect(validate({ ...config, electronFuses: { runAsNode: 'no' } })).rejects.toThrow('electronFuses')
  })

  it('19. set every fuse', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('pack an archive with integrity, libraries beside it', () => {
    expect(config.asar).toEqual({ smartUnpack: false })
    expect(config.disableAsarIntegrity).toBe(false)
    expect(config.disableSanityCheckAsar).toBeUndefined()
    expect(config.asarUnpack).toEqual(['**/*.node'])
  })

  it('install for the machine, on 64-bit Windows, and keep data when the program goes', () => {
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: ['x64'] }])
    expect(config.win?.requestedExecutionLevel).toBe('asInvoker')
    expect(config.nsis).toMatchObject({ perMachine: true, oneClick: false, allowToChangeInstallationDirectory: false, deleteAppDataOnUninstall: false, runAfterFinish: false })
  })

  it('name the product in Japanese and the program in letters every tool can take', () => {
    expect(config.productName).toBe('ヘルプラインデスク')
    expect(config.productName).toBe((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { productName: string }).productName)
    expect(config.win?.executableName).toBe('helpline-desk')
    expect(config.protocols).toEqual([{ name: 'ヘルプラインデスク', schemes: ['helpline-desk'] }])
  })

  it('carry every typeface with its licence, and only the weights that letters use', () => {
    const fonts = (config.extraResources as { from: string; to: string; filter: string[] }[]).filter(({ to }) => to.startsWith('fonts/'))
    expect(fonts.map(({ to }) => to)).toEqual(['fonts/biz-udgothic', 'fonts/biz-udpgothic', 'fonts/biz-udpmincho', 'fonts/noto-sans-jp'])
    for (const { from, filter } of fonts) {
      expect(filter).toEqual(['LICENSE_FONT', '400Regular/*.ttf', '700Bold/*.ttf'])
      expect(readFileSync(join(root, from, 'LICENSE_FONT'), 'utf8')).toContain('SIL OPEN FONT LICENSE')
    }
  })

  it('carry the templates that staff may change, without their code', () => {
    expect(config.extraResources).toContainEqual({ from: 'templates', to: 'templates', filter: ['**/*', '!**/*.ts'] })
  })

  it('leave out the second Node, and fetch or rebuild nothing', () => {
    expect(config.files).toEqual([{ filter: expect.arrayContaining(['!node_modules/node-*-*/**', '!**/*.ts', '!**/*.map']) as unknown }])
    expect(config).toMatchObject({ npmRebuild: false, nodeGypRebuild: false, buildDependenciesFromSource: false, publish: null })
  })
})
