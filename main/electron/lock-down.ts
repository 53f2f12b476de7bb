/** What no page may do, whichever page it is: Electron's security checklist, applied to everything that is ever opened. */
import type { App, Session, WebContents } from 'electron'
import { isPageAddress } from './page-origin.ts'

/** Camera, location, notifications, devices …: the desk needs none of them. */
export const denyPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_webContents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** No new windows, no way to another page, no embedded pages. */
const confine = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  const stayOnPage = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isPageAddress(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayOnPage)
  contents.on('will-redirect', stayOnPage)
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** To be called before the first window is opened. */
export const lockDown = (app: App): void => {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  // A certificate the system does not trust is not trusted here either, and nobody is asked.
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
}

/** The page's own session talks to our scheme only: everything else the page needs comes from the backend. */
export const confineSession = (session: Session): void => {
  denyPermissions(session)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = isPageAddress(details.url) || /^(blob:desk:\/\/app\/|data:|devtools:)/.test(details.url)
    answer({ cancel: !isOwn })
  })
  session.on('will-download', (event, item) => {
    // Exports are blobs of the page; nothing is fetched from elsewhere.
    if (!item.getURL().startsWith('blob:desk://app/')) event.preventDefault()
  })
}
