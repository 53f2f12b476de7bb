/** Signing in at the organisation's identity provider, from the desktop's side. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity, staffEntity } from '#backend/database/entities/staff.ts'
import type { BackendDependencies } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { addPerson } from '#test/central/support/desktop.ts'
import { clientId, clientSecret, issuer, publicUrl, startLocalProvider, type LocalProvider } from '#test/central/support/local-provider.ts'
import { startTestCentral, type TestCentral } from '#test/central/support/test-central.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, testPassword, type TestDesktop } from '#test/support/test-desktop.ts'

const folder = temporaryFolders()
const desktops: TestDesktop[] = []
let provider: LocalProvider
let test: TestCentral
let desktop: TestDesktop

const freshDesktop = async (more: Partial<BackendDependencies> = {}): Promise<TestDesktop> => {
  const opened = await openTestDesktop({ directory: folder(), clock: test.clock, centralUrl: test.url, more })
  desktops.push(opened)
  await opened.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, 'desk')
  return opened
}
beforeAll(async () => {
  provider = await startLocalProvider()
  test = await startTestCentral({
    oidc: { issuer, clientId, clientSecret, redirectUri: `${publicUrl}/v1/oidc/callback`, claim: 'preferred_username', requiredAcr: [], requiredAmr: [], fetch: provider.fetch },
  })
  await addPerson(test, 'op01', 'operator')
  desktop = await freshDesktop()
}, 60_000)
afterAll(async () => {
  for (const one of desktops) await one.stop()
  await test?.close()
  await provider?.close()
})

/** What the person does in the browser. @returns the number it shows in the end */
const inBrowser = async (address: string, username = 'op01'): Promise<string> => {
  const { pathname, search } = await provider.signIn(address, { sub: username, username })
  const text = await (await fetch(`${test.url}${pathname}${search}`)).text()
  return /<h1>(.+)<\/h1>/u.exec(text)?.[1] ?? ''
}

describe('a desktop of an organisation with an identity provider', () => {
  it('signs a person in with the number of the browser, and works as after a password', async () => {
    const page = desktop.page('one')
    expect(await page.session.methods({})).toEqual({ password: true, external: true, isOnline: true })
    const { address } = await page.session.startExternal({})
    const number = await inBrowser(address!)
    // Of another page, and before it is typed right: nobody.
    expect(await refusalOf(desktop.page('two').session.finishExternal({ number }))).toBe('SIGN_IN_FAILED EXTERNAL')
    expect(await refusalOf(page.session.finishExternal({ number: '12345' }))).toBe('INVALID_INPUT SIGN_IN_NUMBER')
    expect(await refusalOf(page.session.finishExternal({ number: number === '000 000' ? '000001' : '000000' }))).toBe('SIGN_IN_FAILED EXTERNAL')
    const session = await page.session.finishExternal({ number: number.replace(' ', '　') })
    expect(session).toMatchObject({ staff: { staffId: 'op01' }, isOffline: false })
    await page.calls.start({})
    await desktop.sync()
    expect((await page.system.status({})).waiting).toBe(0)
    expect(await refusalOf(page.session.finishExternal({ number }))).toBe('SIGN_IN_FAILED EXTERNAL')
    const trail = await desktop.backend.core.database.reader.manager.find(auditEntity, { where: { action: 'session.signIn' } })
    expect(trail.map(({ outcome, staffId }) => [outcome, staffId])).toEqual([['refused', null], ['done', 'op01']])
  })

  it('gives the page neither handle nor token', () => {
    const sent = desktop.network.requests.flatMap(({ reply }) => [...reply.matchAll(/(?:handle|access|refresh)_[A-Za-z0-9_-]{43}/gu)].map(([secret]) => secret))
    expect(sent.length).toBeGreaterThan(2)
    for (const secret of sent) expect(desktop.answers.join()).not.toContain(secret)
  })

  it('lets nobody in without central who has no password here, and says why', async () => {
    const page = desktop.page('away')
    desktop.network.isDown = true
    try {
      expect(await page.session.methods({})).toEqual({ password: true, external: true, isOnline: false })
      expect(await refusalOf(page.session.startExternal({}))).toBe('OFFLINE')
      expect(await refusalOf(page.session.signIn({ staffId: 'op01', password: testPassword }))).toBe('SIGN_IN_FAILED OFFLINE')
    } finally {
      desktop.network.isDown = false
    }
    expect((await desktop.backend.core.database.reader.manager.findOneByOrFail(staffEntity, { staffId: 'op01' })).offlineVerifier).toBeNull()
  })

  it('opens the browser where the host can, and shows no address then', async () => {
    const opened: string[] = []
    const windowed = await freshDesktop({ browser: { open: (address) => void opened.push(address) } })
    const page = windowed.page()
    expect((await page.session.startExternal({})).address).toBeNull()
    expect(opened).toHaveLength(1)
    expect((await page.session.finishExternal({ number: await inBrowser(opened[0]!) })).staff?.staffId).toBe('op01')
    const barred = await freshDesktop({ browser: { open: () => { throw new DeskError('REFUSED', 'SIGN_IN_ADDRESS') } } })
    expect(await refusalOf(barred.page().session.startExternal({}))).toBe('REFUSED SIGN_IN_ADDRESS')
  })

  it('says that the provider is away', async () => {
    provider.isDown = true
    test.clock.advance(3_600_001)
    try {
      expect(await refusalOf(desktop.page('three').session.startExternal({}))).toBe('OFFLINE IDENTITY_PROVIDER_AWAY')
      expect((await desktop.page('three').system.status({})).central).toBe('connected')
    } finally {
      provider.isDown = false
    }
  })
})
