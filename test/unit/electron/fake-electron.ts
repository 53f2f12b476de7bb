/** Stands for the electron module: what main process and preload do with it can be looked at afterwards. */
import { EventEmitter } from 'node:events'
import { jest } from '@jest/globals'

type Handler = (...values: never[]) => unknown

/** A session that remembers its handlers. */
export class FakeSession {
  readonly handlers: Record<string, Handler> = {}
  readonly schemes: Record<string, (request: Request) => Response | Promise<Response>> = {}
  readonly events = new EventEmitter()
  isSpellCheckerOn = true
  readonly protocol = { handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => void (this.schemes[scheme] = handler) }
  readonly webRequest = { onBeforeRequest: (...values: unknown[]) => void (this.handlers.request = values.at(-1) as Handler) }
  setPermissionRequestHandler = (handler: Handler) => void (this.handlers.permissionRequest = handler)
  setPermissionCheckHandler = (handler: Handler) => void (this.handlers.permissionCheck = handler)
  setDevicePermissionHandler = (handler: Handler) => void (this.handlers.devicePermission = handler)
  setSpellCheckerEnabled = (isOn: boolean) => void (this.isSpellCheckerOn = isOn)
  on = (event: string, listener: Handler) => this.events.on(event, listener as (...values: unknown[]) => void)
}

export class FakeContents extends EventEmitter {
  openHandler: (() => { action: string }) | null = null
  readonly sent: unknown[][] = []
  mainFrame = { url: 'desk://app/' }
  setWindowOpenHandler(handler: () => { action: string }) {
    this.openHandler = handler
  }
  isDestroyed() {
    return false
  }
  postMessage(...values: unknown[]) {
    this.sent.push(values)
  }
  send(...values: unknown[]) {
    this.sent.push(values)
  }
  getPrintersAsync() {
    return Promise.resolve([])
  }
  readonly print = jest.fn((_options: unknown, done: (success: boolean, reason: string) => void) => done(true, ''))
}

export const createFakeElectron = () => {
  const windows: FakeWindow[] = []
  const outcome = Promise.withResolvers<void>()
  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeContents()
    readonly addresses: string[] = []
    isGone = false
    readonly options: { show?: boolean; webPreferences: Record<string, unknown> }
    constructor(options: FakeWindow['options']) {
      super()
      this.options = options
      windows.push(this)
      outcome.resolve()
      app.emit('web-contents-created', {}, this.webContents)
    }
    loadURL(address: string) {
      this.addresses.push(address)
      return Promise.resolve()
    }
    isDestroyed() {
      return this.isGone
    }
    destroy() {
      this.isGone = true
    }
    show = jest.fn()
    focus = jest.fn()
    isMinimized = () => false
    reload = jest.fn()
  }
  class FakeApp extends EventEmitter {
    isPackaged = false
    hasLock = true
    readonly calls: string[] = []
    readonly paths: Record<string, string> = {}
    getAppPath = () => '/app'
    getPath = (name: string) => this.paths[name] ?? '/nowhere'
    setPath = (name: string, path: string) => void (this.paths[name] = path)
    getVersion = () => '0.1.0'
    enableSandbox = () => void this.calls.push('enableSandbox')
    requestSingleInstanceLock = () => this.hasLock
    setAsDefaultProtocolClient = (scheme: string) => this.calls.push(`protocol ${scheme}`) > 0
    whenReady = () => Promise.resolve()
    exit = (code: number) => {
      this.calls.push(`exit ${code}`)
      outcome.resolve()
    }
    quit = () => void this.calls.push('quit')
  }
  const app = new FakeApp()
  const children: (EventEmitter & { sent: { type: string }[]; postMessage(message: { type: string }): void; kill(): boolean; path: string })[] = []
  const partitions: { name: string; options: unknown; session: FakeSession }[] = []
  const defaultSession = new FakeSession()
  const privileged: { scheme: string; privileges: Record<string, boolean> }[] = []
  const dialog = { showErrorBox: jest.fn() }
  const ipcMain = new EventEmitter()
  const safeStorage = {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text)),
    decryptStringAsync: (wrapped: Buffer) => Promise.resolve({ result: wrapped.toString(), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  }
  const module = {
    app, dialog, ipcMain, safeStorage,
    BrowserWindow: FakeWindow,
    Menu: { setApplicationMenu: jest.fn() },
    MessageChannelMain: class { port1 = {}; port2 = {} },
    powerMonitor: new EventEmitter(),
    shell: { openExternal: jest.fn((_address: string) => Promise.resolve()) },
    protocol: { registerSchemesAsPrivileged: (schemes: typeof privileged) => void privileged.push(...schemes) },
    session: {
      defaultSession,
      fromPartition: (name: string, options: unknown) => {
        const session = new FakeSession()
        partitions.push({ name, options, session })
        return session
      },
    },
    utilityProcess: {
      fork: (path: string) => {
        const sent: { type: string }[] = []
        const child = Object.assign(new EventEmitter(), { sent, path, postMessage: (message: { type: string }) => void sent.push(message), kill: () => true })
        children.push(child)
        return child
      },
    },
  }
  /** Settles once a window has been opened or the application has left. */
  const settled = outcome.promise
  return { module, settled, app, windows, children, partitions, defaultSession, privileged, dialog, ipcMain, safeStorage }
}
export type FakeElectron = ReturnType<typeof createFakeElectron>
