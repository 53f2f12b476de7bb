/** Entry of the desktop window. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, MessageChannelMain, powerMonitor, protocol, safeStorage, session, utilityProcess, type BrowserWindow } from 'electron'
import type { LetterPrinter } from '#backend/ports.ts'
import { dataDirectory, lockDataDirectory } from '#host/data-directory.ts'
import { HostError } from '#host/host-error.ts'
import { readOrMakeKey } from '#host/key-file.ts'
import { createFileLog, systemClock } from '#host/ports.ts'
import { createBackendSupervisor, type BackendSupervisor } from './backend-supervisor.ts'
import { createElectronLetterPrinter } from './electron-letter-printer.ts'
import { createSignInOpener } from './external-browser.ts'
import { HostSettingsError, machineFolder, readHostSettings, type HostSettings } from './host-settings.ts'
import { listenForLinks, startTelephoneHook } from './incoming-calls.ts'
import { unlockKey, type UnlockResult } from './key-vault.ts'
import { launchOptions } from './launch-options.ts'
import { createLetterSource, letterScheme } from './letter-source.ts'
import { createLetterSession, openLetterWindow } from './letter-window.ts'
import { confineSession, lockDown } from './lock-down.ts'
import { servePageConnections } from './page-connections.ts'
import { pageScheme } from './page-origin.ts'
import { createPageHandler } from './page-protocol.ts'
import { openPageWindow } from './page-window.ts'
import { createSamplePrinter } from './sample-printer.ts'
import { settingsTroubleSentence, startTroubleSentence } from './start-trouble.ts'

const title = 'ヘルプラインデスク'
const syncInterval = 30_000

const options = launchOptions(process.argv, app.isPackaged)
if (options.dataDirectory !== null) app.setPath('userData', options.dataDirectory)
const directory = dataDirectory(app.getPath('userData'))
const built = join(app.getAppPath(), '.build')

/** Says it and ends; nothing is left half-started. */
const giveUp = (sentence: string, code = 1) => {
  dialog.showErrorBox(title, sentence)
  app.exit(code)
}

const exists = (file: string) => access(file).then(() => true, () => false)

const createPrinter = (settings: HostSettings, window: () => BrowserWindow | null): LetterPrinter => {
  if (options.isTrial) return createSamplePrinter(directory.printer)
  const source = createLetterSource()
  const letters = createLetterSession(source)
  return createElectronLetterPrinter({
    allowedPrinters: () => Promise.resolve(settings.letterPrinters),
    installedPrinters: async () => (await window()?.webContents.getPrintersAsync() ?? []).map((printer) => ({ ...printer, options: { ...printer.options } })),
    source,
    openWindow: () => openLetterWindow(letters),
  })
}

/** A trial opens in either host, so its key is the one of the web host. */
const unlock = async (): Promise<UnlockResult> => options.isTrial
  ? { kind: 'unlocked', key: readOrMakeKey(directory), isNew: false }
  : unlockKey({ safeStorage, platform: process.platform, file: join(directory.path, 'database-key.json'), databaseExists: () => exists(directory.deskDatabase) })

/** Everything from the key to the window; where the desk cannot start it says so and ends. */
const run = async (): Promise<void> => {
  // The folder of a trial is held by the process that started this one.
  if (!options.isTrial) app.once('quit', lockDataDirectory(directory))
  const log = createFileLog(join(directory.path, 'window.log'), systemClock)
  const settings = await readHostSettings([join(machineFolder(process.platform, process.env), 'settings.json'), join(directory.path, 'settings.json')])
  const unlocked = await unlock()
  if (unlocked.kind === 'locked') {
    log.error('key.locked', new Error(unlocked.trouble), { trouble: unlocked.trouble })
    giveUp(unlocked.sentence)
    return
  }

  let window: BrowserWindow | null = null
  const supervisor: BackendSupervisor = createBackendSupervisor({
    fork: () => utilityProcess.fork(join(built, 'electron/backend-process.js'), [join(directory.path, 'desk.log')], { serviceName: 'helpline-desk-backend', stdio: 'ignore' }),
    newChannel: () => new MessageChannelMain(),
    startMessage: () => ({
      type: 'start',
      databaseKey: unlocked.key,
      dataDirectory: directory.path,
      centralBaseUrl: options.centralBaseUrl ?? settings.centralBaseUrl,
      signInOrigin: settings.signInOrigin,
      resources: app.isPackaged ? { templates: join(process.resourcesPath, 'templates'), fonts: join(process.resourcesPath, 'fonts'), dictionary: join(process.resourcesPath, 'dictionary') } : null,
      clientVersion: app.getVersion(),
      syncInterval,
    }),
    printer: createPrinter(settings, () => window),
    openSignIn: createSignInOpener(settings.signInOrigin, log),
    log,
    now: () => systemClock.now(),
    later: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    onStartFailed: (reason) => giveUp(startTroubleSentence(reason)),
  })

  confineSession(session.defaultSession)
  session.defaultSession.protocol.handle(pageScheme, createPageHandler({ root: join(built, 'renderer') }))
  servePageConnections(supervisor, () => window?.webContents ?? null)
  supervisor.start()

  const openWindow = () => {
    const opened = openPageWindow({ preload: join(built, 'electron/preload.js'), isPackaged: app.isPackaged, title })
    opened.on('closed', () => {
      if (window === opened) window = null
    })
    opened.webContents.on('render-process-gone', () => opened.reload())
    window = opened
  }
  openWindow()

  const ring = (telephone: string) => supervisor.incomingCall(telephone)
  listenForLinks(app, log, ring)
  const stopHook = settings.telephoneHookPort === null
    ? () => {}
    : await startTelephoneHook(settings.telephoneHookPort, directory.telephoneHookToken, { now: () => systemClock.now(), log, onCall: ring })
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (window === null) openWindow()
  })
  powerMonitor.on('resume', () => supervisor.wake())
  powerMonitor.on('lock-screen', () => supervisor.lock())
  powerMonitor.on('suspend', () => supervisor.lock())
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    // The backend closes its database first; then the same way again.
    event.preventDefault()
    void stopHook()
    void supervisor.stop().then(() => {
      isClosed = true
      app.quit()
    })
  })
}

protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: letterScheme, privileges: { standard: true, secure: true } },
])
app.enableSandbox()
lockDown(app)
app.on('window-all-closed', () => app.quit())

// One desk a Windows account: two would write one database.
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run).catch((error: unknown) => {
    giveUp(error instanceof HostSettingsError ? settingsTroubleSentence(error.file) : error instanceof HostError ? error.message : startTroubleSentence('UNEXPECTED'))
  })
} else {
  app.exit(0)
}
