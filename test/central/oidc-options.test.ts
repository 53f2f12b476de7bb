import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { identityProviderOf, type OidcOptions } from '#central/oidc/oidc-options.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oidc-options-'))
  await writeFile(join(folder, 'secret'), 'the-secret\n')
  await writeFile(join(folder, 'empty'), '\n')
})
afterAll(() => rm(folder, { recursive: true }))

const plain: OidcOptions = { oidcClaim: 'preferred_username', passwordSignIn: true }
const whole: OidcOptions = { ...plain, oidcIssuer: 'https://idp.example/realms/office', oidcClientId: 'desk', oidcPublicUrl: 'https://central.example/api/' }

describe('what central is told of the identity provider', () => {
  it('is nothing by itself, and then passwords stay', async () => {
    expect(await identityProviderOf(plain)).toBeNull()
    await expect(identityProviderOf({ ...plain, passwordSignIn: false })).rejects.toThrow('nobody could sign in')
  })

  it('holds the one address to register, and the secret out of its file', async () => {
    expect(await identityProviderOf({ ...whole, oidcClientSecretFile: join(folder, 'secret'), oidcAmr: ['mfa'], passwordSignIn: false })).toEqual({
      issuer: 'https://idp.example/realms/office', clientId: 'desk', clientSecret: 'the-secret', redirectUri: 'https://central.example/api/v1/oidc/callback',
      claim: 'preferred_username', requiredAcr: [], requiredAmr: ['mfa'],
    })
    expect((await identityProviderOf(whole))?.clientSecret).toBeNull()
  })

  it.each([
    ['half of it', { ...whole, oidcClientId: undefined }, 'belong together'],
    ['a provider without https', { ...whole, oidcIssuer: 'http://idp.example' }, '--oidc-issuer'],
    ['an address of its own without https', { ...whole, oidcPublicUrl: 'http://central.example' }, '--oidc-public-url'],
    ['an address with a question', { ...whole, oidcPublicUrl: 'https://central.example/?x=1' }, '--oidc-public-url'],
  ] as const)('is refused with %s', async (_what, options, words) => {
    await expect(identityProviderOf(options as OidcOptions)).rejects.toThrow(words)
  })

  it('is refused without a readable secret, and the path is not told', async () => {
    for (const file of ['empty', 'missing']) await expect(identityProviderOf({ ...whole, oidcClientSecretFile: join(folder, file) })).rejects.toThrow(/^The file of --oidc-client-secret-file cannot be read or is empty$/u)
  })
})
