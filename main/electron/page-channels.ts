/** Names of everything that crosses between page, preload and main process besides the RPC itself. */

/** Preload → main: the page wants a port to the backend. */
export const connectChannel = 'desk:connect'
/** Main → preload: here is the port (first and only one). */
export const portChannel = 'desk:port'
/** Main → preload: the backend is gone; a new one is on its way. */
export const lostChannel = 'desk:lost'

/** Preload → page, by window.postMessage with the page's own origin. The port comes with 'desk:port'. */
export interface HostMessage {
  readonly type: typeof portChannel | typeof lostChannel
}

/** What the page finds as `window.deskHost`. */
export interface DeskHost {
  readonly kind: 'electron'
  /** Asks for a port; it comes as a window message { type: 'desk:port' } with one port, also after a restart of the backend. */
  connect(): Promise<void>
}
