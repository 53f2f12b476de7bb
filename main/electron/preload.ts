/** The only bridge into the page: a word for the host, and the port to the backend. */
import { contextBridge, ipcRenderer } from 'electron'
import { connectChannel, lostChannel, portChannel, type DeskHost, type HostMessage } from './page-channels.ts'
import { pageOrigin } from './page-origin.ts'

// Sandbox and navigation rules keep other pages out; if one came in all the same, it would find nothing here.
if (window.location.origin === pageOrigin) {
  const tellPage = (type: HostMessage['type'], ports: MessagePort[]) => {
    window.postMessage({ type } satisfies HostMessage, pageOrigin, ports)
  }
  ipcRenderer.on(portChannel, (event) => tellPage(portChannel, [...event.ports]))
  ipcRenderer.on(lostChannel, () => tellPage(lostChannel, []))

  const deskHost: DeskHost = { kind: 'electron', connect: () => {
    ipcRenderer.send(connectChannel)
    return Promise.resolve()
  } }
  contextBridge.exposeInMainWorld('deskHost', deskHost)
}
