/** The only file that listens to the page: every message's sender is checked before it counts. */
import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from 'electron'
import type { BackendSupervisor, PageEnd } from './backend-supervisor.ts'
import { connectChannel, lostChannel, portChannel } from './page-channels.ts'
import { isPageAddress } from './page-origin.ts'

/** The main frame of our own page in a window of ours; an iframe, another origin or a frame that has gone is not. */
export const isOwnPage = (event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>, own: WebContents | null): boolean => {
  const { sender, senderFrame } = event
  return own !== null && sender === own && senderFrame !== null && senderFrame === sender.mainFrame && isPageAddress(senderFrame.url)
}

/** Serves connection requests of the page of `ownPage()`. */
export const servePageConnections = (supervisor: Pick<BackendSupervisor, 'connect' | 'disconnect'>, ownPage: () => WebContents | null): void => {
  const ends = new WeakMap<WebContents, PageEnd>()
  ipcMain.on(connectChannel, (event) => {
    if (!isOwnPage(event, ownPage())) return
    const contents = event.sender
    let end = ends.get(contents)
    if (end === undefined) {
      const made: PageEnd = {
        give: (port: MessagePortMain) => {
          if (!contents.isDestroyed()) contents.postMessage(portChannel, null, [port])
        },
        lost: () => {
          if (!contents.isDestroyed()) contents.send(lostChannel)
        },
      }
      end = made
      ends.set(contents, made)
      contents.once('destroyed', () => supervisor.disconnect(made))
    }
    supervisor.connect(end)
  })
}
