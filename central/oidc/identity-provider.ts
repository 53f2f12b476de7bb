/** The organisation's identity provider, through openid-client: discovery, authorization URL, code for claims. */
import {
  authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretPost, customFetch, discovery, enableNonRepudiationChecks, None, type Configuration, type CustomFetch,
} from 'openid-client'

export interface IdentityProviderSettings {
  /** HTTPS address by which the provider names itself. */
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client, bound by PKCE alone. */
  readonly clientSecret: string | null
  /** Address of central's callback as browsers reach it; registered at the provider. */
  readonly redirectUri: string
  /** Claim that holds the ID of the person here. */
  readonly claim: string
  /** One of these must be the answer's `acr`; empty: any. */
  readonly requiredAcr: readonly string[]
  /** Each of these must be among the answer's `amr`. */
  readonly requiredAmr: readonly string[]
  /** Left out: the system's. */
  readonly fetch?: CustomFetch
}

export interface ExchangeSecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface IdentityProvider {
  /** @throws what the network or the library throws while the provider does not answer */
  authorizationUrl(secrets: ExchangeSecrets): Promise<string>
  /**
   * Exchanges the code and checks signature, issuer, audience, times, nonce, `iss`, acr and amr.
   * @param query of the callback, without its question mark
   * @returns the claim that names the person; null where the answer holds none
   * @throws where anything does not fit
   */
  person(query: string, secrets: ExchangeSecrets): Promise<string | null>
}

const answersWithinSeconds = 10
const discoveredForMilliseconds = 3_600_000

/** Thrown where the person did not sign in the way that is required here. */
class NotSignedInAsRequired extends Error {}

const isText = (value: unknown): value is string => typeof value === 'string'

export function createIdentityProvider(settings: IdentityProviderSettings, now: () => number = Date.now): IdentityProvider {
  let discovered: { readonly at: number; readonly configuration: Promise<Configuration> } | null = null

  /** Asked for when first needed and again after an hour; a provider that does not answer is asked again at the next try. */
  const configuration = (): Promise<Configuration> => {
    if (discovered !== null && now() - discovered.at < discoveredForMilliseconds) return discovered.configuration
    const { issuer, clientId, clientSecret } = settings
    const asked = {
      at: now(),
      configuration: discovery(new URL(issuer), clientId, {}, clientSecret === null ? None() : ClientSecretPost(clientSecret), {
        timeout: answersWithinSeconds,
        // The signature of the ID token too: TLS alone is not relied on.
        execute: [enableNonRepudiationChecks],
        ...(settings.fetch === undefined ? {} : { [customFetch]: settings.fetch }),
      }),
    }
    discovered = asked
    asked.configuration.catch(() => {
      if (discovered === asked) discovered = null
    })
    return asked.configuration
  }

  return {
    async authorizationUrl({ state, nonce, codeVerifier }) {
      const { requiredAcr, redirectUri } = settings
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri, scope: 'openid profile', response_type: 'code', state, nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256',
        // One desk, many people: whoever the browser remembers is not who sits there.
        prompt: 'login',
        ...(requiredAcr.length === 0 ? {} : { acr_values: requiredAcr.join(' ') }),
      }).href
    },
    async person(query, { state, nonce, codeVerifier }) {
      const { redirectUri, claim, requiredAcr, requiredAmr } = settings
      const tokens = await authorizationCodeGrant(await configuration(), new URL(`${redirectUri}?${query}`), {
        expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) return null
      if (requiredAcr.length > 0 && !(isText(claims.acr) && requiredAcr.includes(claims.acr))) throw new NotSignedInAsRequired()
      const amr = Array.isArray(claims.amr) ? claims.amr.filter(isText) : []
      if (!requiredAmr.every((method) => amr.includes(method))) throw new NotSignedInAsRequired()
      const named = claims[claim]
      return isText(named) ? named : null
    },
  }
}
