/** Signing in through an identity provider that runs in this process: the right way, and every wrong one. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { CentralLog } from '#central/ports.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { addPerson, enrolDesktop, testPassword, type Desktop } from './support/desktop.ts'
import { clientId, clientSecret, issuer, publicUrl, startLocalProvider, type LocalProvider, type ProviderPerson } from './support/local-provider.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

let provider: LocalProvider
let test: TestCentral
let desk: Desktop
let other: Desktop
const logged: string[] = []
const log: CentralLog = {
  info: (event, facts) => void logged.push(JSON.stringify([event, facts])),
  warn: (event, facts) => void logged.push(JSON.stringify([event, facts])),
  error: (event, error, facts) => void logged.push(JSON.stringify([event, error instanceof Error ? error.name : '', facts])),
}
const settings = { issuer, clientId, clientSecret, redirectUri: `${publicUrl}/v1/oidc/callback`, claim: 'preferred_username', requiredAcr: [], requiredAmr: [] }

beforeAll(async () => {
  provider = await startLocalProvider()
  test = await startTestCentral({ log, oidc: { ...settings, fetch: provider.fetch } })
  await addPerson(test, 'op01', 'operator')
  desk = await enrolDesktop(test)
  other = await enrolDesktop(test)
}, 60_000)
afterEach(() => {
  provider.isDown = false
  provider.changeTokens = null
})
afterAll(async () => {
  await test?.close()
  await provider?.close()
})

const person: ProviderPerson = { sub: 'subject-1', username: 'op01' }
const start = async (of: Desktop = desk) => await clientOf(test.url, of.deviceToken).call('startOidcSignIn', {})
const finish = async (handle: string, number: string, of: Desktop = desk) => await clientOf(test.url, of.deviceToken).call('finishOidcSignIn', { body: { handle, number } })
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (error: unknown) => (error instanceof CentralProblem ? error.code : String(error)))
/** The browser opens central's callback. @returns status, page and the number it shows */
const open = async (callback: URL | string) => {
  const { pathname, search } = new URL(callback)
  const response = await fetch(`${test.url}${pathname}${search}`)
  const text = await response.text()
  return { status: response.status, text, headers: response.headers, number: /<h1>(\d{3}) (\d{3})<\/h1>/u.exec(text)?.slice(1).join('') ?? null }
}
const newest = async () => (await test.central.admin.listOidcSignIns())[0]
const refusedPage = { status: 400, number: null }

describe('signing in through the identity provider', () => {
  it('is offered, and gives the same session as a password', async () => {
    const device = clientOf(test.url, desk.deviceToken)
    expect(await device.call('signInMethods', {})).toEqual({ password: true, oidc: true })
    const { authorizationUrl, handle } = await start()
    const asked = new URL(authorizationUrl)
    expect(asked.origin).toBe(issuer)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', prompt: 'login', redirect_uri: `${publicUrl}/v1/oidc/callback` })
    expect(await codeOf(finish(handle, '000000'))).toBe('SIGN_IN_FAILED')
    const page = await open(await provider.signIn(authorizationUrl, person))
    expect(page.status).toBe(200)
    expect(page.text).toContain('この画面を閉じて、アプリに戻ってください')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    const session = await finish(handle, page.number!)
    expect(session.staff).toMatchObject({ staffId: 'op01', role: 'operator' })
    expect(await codeOf(clientOf(test.url, session.accessToken).call('signOut', {}))).toBe('done')
    expect(await newest()).toMatchObject({ outcome: 'signedIn', staffId: 'op01', deviceId: desk.deviceId })
  })

  it('works once: neither state, code nor handle counts again', async () => {
    const { authorizationUrl, handle } = await start()
    const callback = await provider.signIn(authorizationUrl, person)
    const page = await open(callback)
    expect(await open(callback)).toMatchObject(refusedPage)
    expect(await newest()).toMatchObject({ outcome: 'unknownState' })
    // The state is used up; a state of one's own with somebody's code is no better.
    const mine = await start(other)
    const mixed = new URL(callback)
    mixed.searchParams.set('state', new URL(mine.authorizationUrl).searchParams.get('state')!)
    expect(await open(mixed)).toMatchObject(refusedPage)
    expect(await newest()).toMatchObject({ outcome: 'refusedByProvider', deviceId: other.deviceId })
    expect(await codeOf(finish(handle, page.number!))).toBe('done')
    expect(await codeOf(finish(handle, page.number!))).toBe('SIGN_IN_FAILED')
    expect(await newest()).toMatchObject({ outcome: 'unknownHandle' })
  })

  it('is finished only on the desktop that began it', async () => {
    const { authorizationUrl, handle } = await start()
    const { number } = await open(await provider.signIn(authorizationUrl, person))
    expect(await codeOf(finish(handle, number!, other))).toBe('SIGN_IN_FAILED')
    expect(await newest()).toMatchObject({ outcome: 'otherDevice', deviceId: other.deviceId })
    expect(await codeOf(finish(handle, number!))).toBe('done')
  })

  it('is given up after five wrong numbers', async () => {
    const { authorizationUrl, handle } = await start()
    const { number } = await open(await provider.signIn(authorizationUrl, person))
    const wrong = number === '123456' ? '654321' : '123456'
    for (let attempt = 0; attempt < 5; attempt++) expect(await codeOf(finish(handle, wrong))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(finish(handle, number!))).toBe('SIGN_IN_FAILED')
  })

  it('is over after ten minutes, in the browser and on the desktop', async () => {
    const late = await start()
    const callback = await provider.signIn(late.authorizationUrl, person)
    test.clock.advance(10 * 60_000)
    expect(await open(callback)).toMatchObject(refusedPage)
    const { authorizationUrl, handle } = await start()
    const { number } = await open(await provider.signIn(authorizationUrl, person))
    test.clock.advance(10 * 60_000)
    expect(await codeOf(finish(handle, number!))).toBe('SIGN_IN_FAILED')
    expect(await newest()).toMatchObject({ outcome: 'expired' })
  })

  it('makes nobody, and lets in nobody who was disabled', async () => {
    await addPerson(test, 'gone', 'supervisor')
    await test.central.admin.disableStaff('gone')
    const pages = []
    for (const [username, outcome] of [['stranger', 'noSuchPerson'], ['OP01', 'noSuchPerson'], ['gone', 'personDisabled']] as const) {
      const { authorizationUrl, handle } = await start()
      const page = await open(await provider.signIn(authorizationUrl, { sub: username, username }))
      expect(page).toMatchObject(refusedPage)
      expect(await newest()).toMatchObject({ outcome, deviceId: desk.deviceId })
      expect(await codeOf(finish(handle, '123456'))).toBe('SIGN_IN_FAILED')
      pages.push(page.text)
    }
    pages.push((await open(await provider.refuse((await start()).authorizationUrl))).text, (await open(`${publicUrl}/v1/oidc/callback`)).text)
    expect(new Set(pages).size).toBe(1)
    expect((await test.central.admin.listStaff()).map(({ staffId }) => staffId)).toEqual(['gone', 'op01'])
    await addPerson(test, 'leaver', 'operator')
    const { authorizationUrl, handle } = await start()
    const { number } = await open(await provider.signIn(authorizationUrl, { sub: 'leaver', username: 'leaver' }))
    await test.central.admin.disableStaff('leaver')
    expect(await codeOf(finish(handle, number!))).toBe('SIGN_IN_FAILED')
    expect(await newest()).toMatchObject({ outcome: 'personDisabled', staffId: 'leaver' })
  })

  it('refuses the answer of another provider, of another sign-in, and a forged one', async () => {
    const elsewhere = await provider.signIn((await start()).authorizationUrl, person)
    elsewhere.searchParams.set('iss', 'https://other.example')
    expect(await open(elsewhere)).toMatchObject(refusedPage)
    // An ID token of another sign-in: its nonce is another.
    let kept: unknown
    provider.changeTokens = (reply) => {
      kept = reply['id_token']
      return reply
    }
    expect((await open(await provider.signIn((await start()).authorizationUrl, person))).status).toBe(200)
    provider.changeTokens = (reply) => ({ ...reply, id_token: kept })
    expect(await open(await provider.signIn((await start()).authorizationUrl, person))).toMatchObject(refusedPage)
    provider.changeTokens = (reply) => {
      const [head, body, signature] = String(reply['id_token']).split('.')
      const claims = { ...(JSON.parse(Buffer.from(body!, 'base64url').toString()) as object), preferred_username: 'sv01' }
      return { ...reply, id_token: `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}` }
    }
    await addPerson(test, 'sv01', 'supervisor')
    expect(await open(await provider.signIn((await start()).authorizationUrl, person))).toMatchObject(refusedPage)
    expect(await newest()).toMatchObject({ outcome: 'refusedByProvider' })
  })

  it('says that the provider is away, and comes back with it', async () => {
    const away = await startTestCentral({ oidc: { ...settings, fetch: provider.fetch } })
    try {
      const desktop = await enrolDesktop(away)
      provider.isDown = true
      expect(await codeOf(clientOf(away.url, desktop.deviceToken).call('startOidcSignIn', {}))).toBe('IDENTITY_PROVIDER_AWAY')
      provider.isDown = false
      expect(await codeOf(clientOf(away.url, desktop.deviceToken).call('startOidcSignIn', {}))).toBe('done')
    } finally {
      await away.close()
    }
  })

  it('writes no code, state, number or token into the log, and keeps no sign-in that is over', async () => {
    const { authorizationUrl, handle } = await start()
    const callback = await provider.signIn(authorizationUrl, person)
    const { number } = await open(callback)
    const session = await finish(handle, number!)
    const said = logged.join('\n')
    for (const secret of [callback.searchParams.get('code')!, callback.searchParams.get('state')!, handle, session.accessToken, 'subject-1', clientSecret]) expect(said).not.toContain(secret)
    await start()
    test.clock.advance(10 * 60_000)
    const { pruneOidcSignIns } = await import('#central/oidc/oidc-sign-in.ts')
    await pruneOidcSignIns(test.central.database, test.clock)
    expect(await test.central.database.reader.query('select * from oidc_sign_in')).toEqual([])
  })
})

describe('what an organisation may require', () => {
  it('a way of signing in, by acr and amr; and no passwords', async () => {
    const strict = await startTestCentral({ oidc: { ...settings, fetch: provider.fetch, requiredAcr: ['level-2'], requiredAmr: ['mfa'] }, passwordSignIn: false })
    try {
      await addPerson(strict, 'op01', 'operator')
      const desktop = await enrolDesktop(strict)
      const device = clientOf(strict.url, desktop.deviceToken)
      expect(await device.call('signInMethods', {})).toEqual({ password: false, oidc: true })
      expect(await codeOf(desktop.signIn('op01', testPassword))).toBe('SIGN_IN_FAILED')
      // Whoever stands by at another person's desk still says who they are by it; nobody is signed in by that.
      expect(await device.call('confirmPerson', { body: { staffId: 'op01', password: testPassword } })).toEqual({ staff: expect.objectContaining({ staffId: 'op01' }) })
      expect(await codeOf(device.call('confirmPerson', { body: { staffId: 'op01', password: 'wrong' } }))).toBe('SIGN_IN_FAILED')
      expect(await strict.central.database.reader.query('select * from session')).toEqual([])
      const statusOf = async (how: Partial<ProviderPerson>) => {
        const { authorizationUrl } = await device.call('startOidcSignIn', {})
        const { pathname, search } = await provider.signIn(authorizationUrl, { ...person, ...how })
        return (await fetch(`${strict.url}${pathname}${search}`)).status
      }
      expect(await statusOf({})).toBe(400)
      expect(await statusOf({ acr: 'level-2', amr: ['pwd'] })).toBe(400)
      expect(await statusOf({ acr: 'level-1', amr: ['pwd', 'mfa'] })).toBe(400)
      expect(await statusOf({ acr: 'level-2', amr: ['pwd', 'mfa'] })).toBe(200)
    } finally {
      await strict.close()
    }
  })

  it('nothing of it is there without an identity provider', async () => {
    const plain = await startTestCentral()
    try {
      const device = clientOf(plain.url, (await enrolDesktop(plain)).deviceToken)
      expect(await device.call('signInMethods', {})).toEqual({ password: true, oidc: false })
      expect(await codeOf(device.call('startOidcSignIn', {}))).toBe('NOT_FOUND')
      expect((await fetch(`${plain.url}/v1/oidc/callback?state=x&code=y`)).status).toBe(404)
    } finally {
      await plain.close()
    }
  })
})
