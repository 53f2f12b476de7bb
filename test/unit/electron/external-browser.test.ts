import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { isSignInAddress } from '#electron/sign-in-address.ts'
import { createFakeElectron, type FakeElectron } from './fake-electron.ts'

let electron: FakeElectron
beforeEach(() => {
  electron = createFakeElectron()
  jest.resetModules()
  jest.unstable_mockModule('electron', () => electron.module)
})

const origin = 'https://idp.example'
const refused = [
  'http://idp.example/auth', 'https://idp.example.evil.example/auth', 'https://idp.example:8443/auth', 'https://someone@idp.example/auth', 'https://evil.example/?https://idp.example/',
  'file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'not an address',
]

describe('the address of the sign-in page', () => {
  it('is on exactly the origin the machine is set to', () => {
    expect(isSignInAddress('https://idp.example/auth?state=x', origin)).toBe(true)
    expect(isSignInAddress('https://idp.example/auth', `${origin}/realms/office`)).toBe(true)
    for (const address of refused) expect([address, isSignInAddress(address, origin)]).toEqual([address, false])
    expect(isSignInAddress('https://idp.example/auth', null)).toBe(false)
  })

  it('is opened in the browser; nothing else is, and no address is logged', async () => {
    const { createSignInOpener } = await import('#electron/external-browser.ts')
    const lines: string[] = []
    const open = createSignInOpener(origin, { info: () => {}, error: (event, error) => void lines.push(`${event} ${String(error)}`) })
    for (const address of refused) open(address)
    expect(electron.module.shell.openExternal).not.toHaveBeenCalled()
    expect(lines).toHaveLength(refused.length)
    expect(lines.join()).not.toContain('evil')
    open('https://idp.example/auth?state=x')
    expect(electron.module.shell.openExternal).toHaveBeenCalledWith('https://idp.example/auth?state=x')
  })
})
