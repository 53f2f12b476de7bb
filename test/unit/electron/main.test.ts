import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { createFakeElectron, FakeContents, type FakeElectron } from './fake-electron.ts'

let folder: string
let electron: FakeElectron
const commandLine = process.argv

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electron-main-'))
  electron = createFakeElectron()
  process.argv = ['electron', '/app', `--data-dir=${folder}`]
})
afterEach(async () => {
  process.argv = commandLine
  jest.resetModules()
  await rm(folder, { recursive: true })
})

/** Runs the entry as Electron would; settles once the window is open or the desk has given up. */
const launch = async () => {
  jest.unstable_mockModule('electron', () => electron.module)
  await import('#electron/main.ts')
  await electron.settled
}

describe('the desktop window', () => {
  it('opens one window on our own page, with a backend beside it', async () => {
    await launch()
    expect(electron.windows.map(({ addresses }) => addresses)).toEqual([['desk://app/']])
    expect(electron.children.map(({ path }) => path)).toEqual([join('/app', '.build/electron/backend-process.js')])
    expect(electron.children[0]?.sent[0]).toMatchObject({ type: 'start', dataDirectory: folder, centralBaseUrl: null, signInOrigin: null, resources: null, clientVersion: '0.1.0' })
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['database-key.json', 'desk.lock']))
    electron.app.emit('quit')
    expect(await readdir(folder)).not.toContain('desk.lock')
  })

  it('confines the page', async () => {
    await launch()
    const [window] = electron.windows
    expect(window?.options.webPreferences).toMatchObject({
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, spellcheck: false, devTools: true,
    })
    expect(window?.options.webPreferences).not.toHaveProperty('enableBlinkFeatures')
    expect(window?.webContents.openHandler?.()).toEqual({ action: 'deny' })
    for (const [event, address, isStopped] of [
      ['will-navigate', 'https://example.org/', true], ['will-navigate', 'desk://app/index.html', false], ['will-redirect', 'desk://other/', true], ['will-attach-webview', '', true],
    ] as const) {
      const preventDefault = jest.fn()
      window?.webContents.emit(event, { preventDefault, url: address })
      expect([event, address, preventDefault.mock.calls.length === 1]).toEqual([event, address, isStopped])
    }
    expect(electron.app.calls).toContain('enableSandbox')
  })

  it('grants no permission and lets the page reach nothing but itself', async () => {
    await launch()
    const { handlers, isSpellCheckerOn } = electron.defaultSession
    const answer = jest.fn()
    ;(handlers.permissionRequest as (...values: unknown[]) => void)(null, 'media', answer)
    expect(answer).toHaveBeenCalledWith(false)
    expect((handlers.permissionCheck as () => boolean)()).toBe(false)
    expect((handlers.devicePermission as () => boolean)()).toBe(false)
    expect(isSpellCheckerOn).toBe(false)
    const isCancelled = (url: string) => {
      let cancel: unknown
      ;(handlers.request as (details: { url: string }, answer: (result: { cancel: boolean }) => void) => void)({ url }, (result) => {
        cancel = result.cancel
      })
      return cancel
    }
    expect(['https://example.org/x', 'http://127.0.0.1/', 'file:///etc/passwd', 'desk://other/', 'ws://x/'].map(isCancelled)).toEqual([true, true, true, true, true])
    expect(['desk://app/assets/a.js', 'blob:desk://app/1', 'data:image/png;base64,'].map(isCancelled)).toEqual([false, false, false])
  })

  it('prints from a session in memory, without a cache, that reaches nothing', async () => {
    await launch()
    expect(electron.partitions.map(({ name, options }) => [name, options])).toEqual([['letters', { cache: false }]])
    const letters = electron.partitions[0]!.session
    expect(Object.keys(letters.schemes)).toEqual(['desk-letter'])
    expect((letters.handlers.permissionCheck as () => boolean)()).toBe(false)
    expect(Object.keys(electron.defaultSession.schemes)).toEqual(['desk'])
  })

  it('gives a port to its own main frame only', async () => {
    await launch()
    electron.children[0]?.emit('message', { type: 'ready' })
    const contents = electron.windows[0]!.webContents
    const other = new FakeContents()
    const connects = (sender: FakeContents, senderFrame: unknown) => {
      electron.ipcMain.emit('desk:connect', { sender, senderFrame })
      return electron.children[0]!.sent.filter(({ type }) => type === 'page').length
    }
    expect(connects(contents, { url: 'desk://app/' })).toBe(0)
    expect(connects(contents, null)).toBe(0)
    expect(connects(other, other.mainFrame)).toBe(0)
    contents.mainFrame.url = 'https://example.org/'
    expect(connects(contents, contents.mainFrame)).toBe(0)
    contents.mainFrame.url = 'desk://app/'
    expect(connects(contents, contents.mainFrame)).toBe(1)
    expect(contents.sent).toEqual([['desk:port', null, [{}]]])
    electron.children[0]?.emit('exit', 0)
    expect(contents.sent.at(-1)).toEqual(['desk:lost'])
    electron.app.emit('before-quit', { preventDefault: () => {} })
  })

  it('registers its schemes without the right to get round the policy', async () => {
    await launch()
    expect(electron.privileged).toEqual([
      { scheme: 'desk', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      { scheme: 'desk-letter', privileges: { standard: true, secure: true } },
    ])
  })

  it('leaves at once where a desk is open already', async () => {
    electron.app.hasLock = false
    await launch()
    expect(electron.app.calls).toContain('exit 0')
    expect(electron.children).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('never starts empty beside a database whose key is missing, and says what to do', async () => {
    await writeFile(join(folder, 'desk.db'), 'rows')
    await launch()
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain('登録し直し')
    expect(electron.app.calls).toContain('exit 1')
    expect([electron.children, electron.windows]).toEqual([[], []])
  })

  it('opens a trial with the key of the trial, for which no key store is needed', async () => {
    process.argv.push('--trial', '--central=http://127.0.0.1:4000')
    const key = Uint8Array.from({ length: 32 }, (_, index) => index)
    await writeFile(join(folder, 'desk.key'), key)
    electron.safeStorage.isAsyncEncryptionAvailable = () => Promise.resolve(false)
    await launch()
    expect(electron.children[0]?.sent[0]).toMatchObject({ type: 'start', databaseKey: key, centralBaseUrl: 'http://127.0.0.1:4000' })
    expect(electron.partitions).toEqual([])
    expect(await readdir(folder)).toEqual(['desk.key'])
  })

  it('says so when there is no key store, and starts nothing', async () => {
    electron.safeStorage.isAsyncEncryptionAvailable = () => Promise.resolve(false)
    await launch()
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain('鍵を守る仕組み')
    expect(electron.children).toEqual([])
  })

  it('says so when it cannot have the data folder, and starts nothing', async () => {
    await writeFile(join(folder, 'file'), '')
    process.argv = ['electron', '/app', `--data-dir=${join(folder, 'file/data')}`]
    await launch()
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain('データフォルダーに書き込めません')
    expect(electron.children).toEqual([])
  })

  it('names the settings file it cannot understand, and starts nothing', async () => {
    await writeFile(join(folder, 'settings.json'), '{"schemaVersion":1,"letterPrinter":"RICOH"}')
    await launch()
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain(join(folder, 'settings.json'))
    expect(electron.children).toEqual([])
  })

  it('says what is wrong when the backend cannot begin', async () => {
    await launch()
    electron.children[0]?.emit('message', { type: 'startFailed', reason: 'DISK_FULL' })
    expect(electron.dialog.showErrorBox.mock.calls[0]?.[1]).toContain('ディスクの空き')
    expect(electron.app.calls).toContain('exit 1')
  })

  it('closes the backend before it quits', async () => {
    await launch()
    const preventDefault = jest.fn()
    electron.app.emit('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
    expect(electron.children[0]?.sent.at(-1)).toEqual({ type: 'stop' })
    electron.children[0]?.emit('exit', 0)
    await new Promise(setImmediate)
    expect(electron.app.calls).toContain('quit')
    electron.app.emit('before-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })

  it('takes a number from a link, however the system hands it over, and nothing else', async () => {
    await launch()
    const child = electron.children[0]!
    child.emit('message', { type: 'ready' })
    electron.app.emit('second-instance', {}, ['electron', '/app', 'helpline-desk://call?tel=%2B81-75-751-3111'])
    const preventDefault = jest.fn()
    electron.app.emit('open-url', { preventDefault }, 'helpline-desk://call?tel=0757513111')
    for (const link of ['helpline-desk://call?tel=0757513111&go=1', 'helpline-desk://quit?tel=0757513111', '--tel=0757513111']) electron.app.emit('second-instance', {}, ['electron', link])
    expect(preventDefault).toHaveBeenCalledTimes(1)
    expect(child.sent.filter(({ type }) => type === 'incomingCall')).toEqual([{ type: 'incomingCall', telephone: '0757513111' }, { type: 'incomingCall', telephone: '0757513111' }])
    // From the source tree nothing is registered; the log holds no number.
    expect(electron.app.calls.filter((call) => call.startsWith('protocol'))).toEqual([])
    const log = await readFile(join(folder, 'window.log'), 'utf8')
    expect(log.match(/deepLink\.refused/gu)).toHaveLength(2)
    expect(log).not.toContain('751')
  })

  it('locks the desk with the machine, and when it is put to sleep', async () => {
    await launch()
    const child = electron.children[0]!
    child.emit('message', { type: 'ready' })
    electron.module.powerMonitor.emit('lock-screen')
    electron.module.powerMonitor.emit('suspend')
    expect(child.sent.filter(({ type }) => type === 'lock')).toHaveLength(2)
  })

  it('listens for no telephone system unless an administrator says so', async () => {
    await launch()
    expect(await readdir(folder)).not.toContain('telephone-hook.token')
  })

  it('distrusts certificates the system distrusts', async () => {
    await launch()
    const answer = jest.fn()
    electron.app.emit('certificate-error', { preventDefault: () => {} }, null, '', '', null, answer)
    expect(answer).toHaveBeenCalledWith(false)
  })
})
