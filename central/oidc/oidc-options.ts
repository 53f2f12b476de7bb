/** What `central serve` is told of the identity provider. */
import { readFile } from 'node:fs/promises'
import { oidcCallbackPath } from '../server/oidc-callback.ts'
import { AdministrationError } from '../staff/administration.ts'
import type { IdentityProviderSettings } from './identity-provider.ts'

export interface OidcOptions {
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcClientSecretFile?: string
  readonly oidcPublicUrl?: string
  readonly oidcClaim: string
  readonly oidcAcr?: readonly string[]
  readonly oidcAmr?: readonly string[]
  readonly passwordSignIn: boolean
}

const requireHttps = (option: string, address: string): URL => {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') throw new AdministrationError(`${option} is an https address without ? and #`)
  return url
}

const readSecret = async (file: string): Promise<string> => {
  const secret = await readFile(file, 'utf8').then((text) => text.trim(), () => '')
  if (secret === '') throw new AdministrationError('The file of --oidc-client-secret-file cannot be read or is empty')
  return secret
}

/** @returns null where no identity provider is named. @throws AdministrationError for options that do not fit together */
export async function identityProviderOf(options: OidcOptions): Promise<IdentityProviderSettings | null> {
  const { oidcIssuer, oidcClientId, oidcClientSecretFile, oidcPublicUrl } = options
  if (oidcIssuer === undefined && oidcClientId === undefined && oidcPublicUrl === undefined) {
    if (!options.passwordSignIn) throw new AdministrationError('--no-password-sign-in needs an identity provider: without one nobody could sign in')
    return null
  }
  if (oidcIssuer === undefined || oidcClientId === undefined || oidcPublicUrl === undefined) throw new AdministrationError('--oidc-issuer, --oidc-client-id and --oidc-public-url belong together')
  return {
    issuer: requireHttps('--oidc-issuer', oidcIssuer).href,
    clientId: oidcClientId,
    clientSecret: oidcClientSecretFile === undefined ? null : await readSecret(oidcClientSecretFile),
    redirectUri: requireHttps('--oidc-public-url', oidcPublicUrl).href.replace(/\/+$/u, '') + oidcCallbackPath,
    claim: options.oidcClaim,
    requiredAcr: options.oidcAcr ?? [],
    requiredAmr: options.oidcAmr ?? [],
  }
}
