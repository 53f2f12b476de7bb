/** The only place from which anything is opened outside the application. */
import { shell } from 'electron'
import type { Log } from '#backend/ports.ts'
import { isSignInAddress } from './sign-in-address.ts'

/** Opens the identity provider's page in the system's browser; anything else is refused and noted, without its address. */
export const createSignInOpener = (origin: string | null, log: Log) => (address: string): void => {
  if (!isSignInAddress(address, origin)) {
    log.error('browser.addressRefused', new Error('not the sign-in page that is set'))
    return
  }
  shell.openExternal(address).catch((error: unknown) => log.error('browser.openFailed', error))
}
