/**
 * Which host the page runs in, found at run time: one bundle serves all.
 * Electron's preload sets `window.deskHost`; without it the page came from the loopback web server.
 */

/** Set by the preload. `connect` asks main for a port to the backend; the port comes as a window message with `ports[0]`. */
export interface ElectronDeskHost {
  readonly kind: 'electron'
  connect(): Promise<unknown>
}

declare global {
  interface Window {
    readonly deskHost?: ElectronDeskHost
  }
}

/** How long main may take to hand over a port before the page asks again. Milliseconds. */
const portDeadline = 10_000

/**
 * Asks the host for a fresh port to the backend.
 * @throws Error when none arrived in time
 */
export function receivePort(host: ElectronDeskHost, target: Window): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      target.removeEventListener('message', listen)
      finish()
    }
    const listen = (event: MessageEvent) => {
      const [port] = event.ports
      // Only the preload of this very window may hand over a port; a frame or opener may not.
      if (port === undefined || event.source !== target) return
      settle(() => resolve(port))
    }
    const timer = setTimeout(() => settle(() => reject(new Error('No port to the backend arrived'))), portDeadline)
    target.addEventListener('message', listen)
    host.connect().catch((error: unknown) => settle(() => reject(error instanceof Error ? error : new Error('connect failed'))))
  })
}
