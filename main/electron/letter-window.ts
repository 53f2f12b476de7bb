/** The hidden window that prints, and its session: in memory only, no cache, no network. */
import { BrowserWindow, session as sessions, type Session } from 'electron'
import type { LetterWindow } from './electron-letter-printer.ts'
import { letterScheme, type LetterSource } from './letter-source.ts'
import { denyPermissions } from './lock-down.ts'

// No "persist:" in front: such a session lives in memory and ends with the process.
const partition = 'letters'

/** Emitted by Electron once its PDF viewer can print; without it a blank sheet comes out. Not in the type declarations. */
const readyToPrint = '-pdf-ready-to-print'

interface ViewerEvents {
  once(event: string, listener: () => void): unknown
}

/** The printing session: it can reach the letters offered and nothing else. */
export const createLetterSession = (source: LetterSource): Session => {
  const letters = sessions.fromPartition(partition, { cache: false })
  denyPermissions(letters)
  letters.protocol.handle(letterScheme, (request) => source.handle(request))
  letters.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] }, (_details, answer) => answer({ cancel: true }))
  letters.on('will-download', (event) => event.preventDefault())
  return letters
}

export const openLetterWindow = (letters: Session): LetterWindow => {
  const window = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: {
      session: letters,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      // The built-in PDF viewer is a plugin.
      plugins: true,
    },
  })
  const { webContents } = window
  return {
    load: async (address) => {
      const ready = new Promise<void>((resolve, reject) => {
        const viewer: ViewerEvents = webContents
        viewer.once(readyToPrint, resolve)
        viewer.once('render-process-gone', () => reject(new Error('The viewer ended')))
        viewer.once('destroyed', () => reject(new Error('The window was closed')))
      })
      await Promise.all([window.loadURL(address), ready])
    },
    print: (options) => new Promise((resolve) => {
      webContents.print(options, (success, failureReason) => resolve(success ? null : failureReason))
    }),
    destroy: () => {
      if (!window.isDestroyed()) window.destroy()
    },
  }
}
