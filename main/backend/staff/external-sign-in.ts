/** Signing in at the organisation's identity provider: central begins and judges it, the browser shows it, this desktop finishes it. */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { isSignInNumber, plainSignInNumber } from '#shared/domain/sign-in-number.ts'
import type { Core, SignedIn } from '../core.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { Sessions } from './sessions.ts'

interface UnderWay {
  /** Central's proof that this desktop began it: never given to the page. */
  readonly handle: string
  readonly expiresAt: string
}

export type ExternalSignIn = ReturnType<typeof createExternalSignIn>

export const createExternalSignIn = (core: Core, { link, sessions }: { readonly link: CentralLink; readonly sessions: Sessions }) => {
  /** By page. */
  const underWay = new Map<string, UnderWay>()
  const forgetOld = () => {
    for (const [clientId, { expiresAt }] of underWay) if (Date.parse(expiresAt) <= core.deps.clock.now()) underWay.delete(clientId)
  }

  /** As central said last: while it is away, people are told why the button is missing. */
  const isKnownToBeOffered = async (): Promise<boolean> => (await readSetting(core.database.reader.manager, 'externalSignIn')) === '1'

  return {
    methods: async (): Promise<{ password: boolean; external: boolean; isOnline: boolean }> => {
      try {
        const { password, oidc } = await link.callAsDevice('signInMethods', {})
        if ((await isKnownToBeOffered()) !== oidc) await core.database.write(async (manager) => await writeSetting(manager, 'externalSignIn', oidc ? '1' : '0'))
        return { password, external: oidc, isOnline: true }
      } catch (error) {
        const isAway = error instanceof CentralUnreachable || error instanceof CentralProblem || (error instanceof DeskError && error.kind === 'OFFLINE')
        if (!isAway) throw error
        return { password: true, external: await isKnownToBeOffered(), isOnline: false }
      }
    },
    /** @throws DeskError OFFLINE, REFUSED (not offered, address not to be opened), FORBIDDEN DEVICE_REVOKED */
    start: async (clientId: string): Promise<{ address: string | null; expiresAt: string }> => {
      forgetOld()
      let reply
      try {
        reply = await link.callAsDevice('startOidcSignIn', {})
      } catch (error) {
        if (!(error instanceof CentralProblem)) throw error
        if (error.code === 'IDENTITY_PROVIDER_AWAY') throw new DeskError('OFFLINE', 'IDENTITY_PROVIDER_AWAY', {}, { cause: error })
        if (error.code === 'NOT_FOUND') throw new DeskError('REFUSED', 'EXTERNAL_NOT_OFFERED', {}, { cause: error })
        if (error.code === 'TOO_MANY_REQUESTS') throw new DeskError('REFUSED', 'TOO_MANY_REQUESTS', {}, { cause: error })
        if (error.code === 'DEVICE_REVOKED') throw new DeskError('FORBIDDEN', 'DEVICE_REVOKED', {}, { cause: error })
        throw error
      }
      const { browser } = core.deps
      browser?.open(reply.authorizationUrl)
      underWay.set(clientId, { handle: reply.handle, expiresAt: reply.expiresAt })
      return { address: browser === undefined ? reply.authorizationUrl : null, expiresAt: reply.expiresAt }
    },
    /** @throws DeskError SIGN_IN_FAILED: never says what was wrong */
    finish: async (clientId: string, typed: string): Promise<SignedIn> => {
      forgetOld()
      const started = underWay.get(clientId)
      if (started === undefined) throw new DeskError('SIGN_IN_FAILED', 'EXTERNAL')
      if (!isSignInNumber(typed)) throw new DeskError('INVALID_INPUT', 'SIGN_IN_NUMBER')
      const session = await sessions.signInExternally(clientId, { handle: started.handle, number: plainSignInNumber(typed) })
      underWay.delete(clientId)
      return session
    },
  }
}
