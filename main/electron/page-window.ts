/** The one window of the desk. */
import { BrowserWindow, Menu } from 'electron'
import { pageAddress } from './page-origin.ts'

export interface PageWindowOptions {
  /** Absolute path of the bundled preload. */
  readonly preload: string
  readonly isPackaged: boolean
  readonly title: string
}

/** Opens the window; it shows itself when the first picture is ready, so nobody sees it empty. */
export const openPageWindow = ({ preload, isPackaged, title }: PageWindowOptions): BrowserWindow => {
  Menu.setApplicationMenu(null)
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    title,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
      safeDialogs: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageAddress)
  return window
}
