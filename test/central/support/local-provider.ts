/** An identity provider in this process, and the browser of a person who signs in there. It calls itself https; this network leads there. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import Provider from 'oidc-provider'
import type { CustomFetch } from 'openid-client'

export const issuer = 'https://idp.example'
export const publicUrl = 'https://central.example'
export const clientId = 'helpline-desk'
export const clientSecret = 'a-secret-of-the-test-that-is-long-enough'

export interface ProviderPerson { readonly sub: string; readonly username: string; readonly acr?: string; readonly amr?: readonly string[] }

export interface LocalProvider {
  /** As central's network: the provider's https address leads to this process. */
  readonly fetch: CustomFetch
  /** Away: nothing answers. */
  isDown: boolean
  /** May change what the provider answers at its token endpoint. */
  changeTokens: ((reply: Record<string, unknown>) => Record<string, unknown>) | null
  /** Signs in as this person at an authorization address. @returns the address of central's callback the browser is sent to */
  signIn(authorizationUrl: string, person: ProviderPerson): Promise<URL>
  /** Refuses at the provider. @returns the callback, with an error */
  refuse(authorizationUrl: string): Promise<URL>
  close(): Promise<void>
}

export async function startLocalProvider(): Promise<LocalProvider> {
  const people = new Map<string, ProviderPerson>()
  const signingKey = { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'test' }
  // It warns that it keeps everything in memory: here that is the point.
  const warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const provider = new Provider(issuer, {
    clients: [{
      client_id: clientId, client_secret: clientSecret, redirect_uris: [`${publicUrl}/v1/oidc/callback`], grant_types: ['authorization_code'], response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    }],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'preferred_username', 'acr', 'amr'] },
    acrValues: ['level-1', 'level-2'],
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    jwks: { keys: [signingKey] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: people.get(sub)?.username, acr: people.get(sub)?.acr, amr: people.get(sub)?.amr }) }),
    loadExistingGrant: async (context) => {
      const { session, client } = context.oidc
      const grant = new context.oidc.provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  warnings.mockRestore()
  provider.proxy = true
  const handle = provider.callback()
  let next: { readonly login: ProviderPerson } | { readonly error: 'access_denied' } | null = null
  const server = createServer((request, response) => {
    // The balancer of the provider: https outside, plain inside.
    Object.assign(request.headers, { host: 'idp.example', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'idp.example' })
    if (request.url?.startsWith('/interaction/') !== true) {
      void handle(request, response)
      return
    }
    const result = next !== null && 'login' in next
      ? { login: { accountId: next.login.sub, ...(next.login.acr !== undefined && { acr: next.login.acr }), ...(next.login.amr !== undefined && { amr: [...next.login.amr] }) } }
      : { error: 'access_denied' }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const inside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const insideOf = (address: string | URL): string => new URL(address).href.replace(issuer, inside)

  /** A browser that follows redirects with its cookies until it leaves the provider. */
  const browse = async (address: string): Promise<URL> => {
    const cookies = new Map<string, string>()
    let place = new URL(address)
    for (let step = 0; step < 10 && place.origin === issuer; step++) {
      const response = await fetch(insideOf(place), { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const to = response.headers.get('location')
      if (to === null) throw new Error(`The provider stopped with ${response.status}: ${(await response.text()).slice(0, 400)}`)
      await response.body?.cancel()
      place = new URL(to, place)
    }
    return place
  }

  const local: LocalProvider = {
    isDown: false,
    changeTokens: null,
    fetch: async (address, { method, headers, body }) => {
      if (local.isDown) throw new TypeError('fetch failed')
      const response = await globalThis.fetch(insideOf(address), { method, headers, ...(body instanceof URLSearchParams && { body }) })
      if (local.changeTokens === null || !new URL(address).pathname.endsWith('/token')) return response
      const changed = local.changeTokens((await response.json()) as Record<string, unknown>)
      return new Response(JSON.stringify(changed), { status: response.status, headers: { 'content-type': 'application/json' } })
    },
    signIn: async (authorizationUrl, person) => {
      people.set(person.sub, person)
      next = { login: person }
      return browse(authorizationUrl)
    },
    refuse: async (authorizationUrl) => {
      next = { error: 'access_denied' }
      return browse(authorizationUrl)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return local
}
