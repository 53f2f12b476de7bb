/** Who rings, from outside: links the system opens this program with, and the telephone hook. */
import type { Log } from '#backend/ports.ts'
import { deepLinkScheme, linkAmong, telephoneOfLink } from '#host/deep-link.ts'
import { createTelephoneHook, readOrMakeHookToken } from '#host/telephone-hook.ts'
import { serveTelephoneHook } from '#host/telephone-hook-server.ts'

/** What is needed of Electron's app. */
export interface LinkedApp {
  readonly isPackaged: boolean
  setAsDefaultProtocolClient(scheme: string): boolean
  on(event: 'open-url', listener: (event: { preventDefault(): void }, url: string) => void): unknown
  on(event: 'second-instance', listener: (event: unknown, commandLine: string[]) => void): unknown
}

/**
 * Listens for links, however the system hands them over. A link is only ever a number: whatever else it says, it is refused, and logged
 * without what it said.
 */
export const listenForLinks = (app: LinkedApp, log: Log, onCall: (telephone: string) => void): void => {
  // From the source tree the program would register Electron itself; the installer registers the installed one too.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  const open = (link: string | null) => {
    if (link === null) return
    const telephone = telephoneOfLink(link)
    if (telephone === null) log.error('deepLink.refused', new Error('not a link of ours'))
    else onCall(telephone)
  }
  app.on('second-instance', (_event, commandLine) => open(linkAmong(commandLine)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open(url)
  })
}

/** @returns how to stop it. A desk without it is a desk all the same: trouble is logged, nothing else. */
export const startTelephoneHook = async (port: number, tokenFile: string, options: { now: () => number; log: Log; onCall: (telephone: string) => void }): Promise<() => Promise<void>> => {
  try {
    const hook = createTelephoneHook({ token: readOrMakeHookToken(tokenFile), now: options.now, onCall: options.onCall })
    return (await serveTelephoneHook(hook, port)).close
  } catch (error) {
    options.log.error('telephoneHook.notStarted', error, { port })
    return async () => {}
  }
}
