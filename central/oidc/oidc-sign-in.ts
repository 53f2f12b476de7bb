/**
 * Signing in through the identity provider, in three steps: a desktop starts it, the person's browser comes back here, the desktop
 * finishes it with the number the browser showed. The number ties browser and desk together: who sends somebody else a sign-in address
 * does not learn the number that person sees.
 */
import { randomBytes, randomInt } from 'node:crypto'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { DeviceCaller } from '../caller.ts'
import { createToken, hashToken } from '../credentials/secrets.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { OidcOutcome } from '../database/entities/oidc.ts'
import type { CentralLog, Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { startSession } from '../staff/sessions.ts'
import { findStaff } from '../staff/staff-repository.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { confirmSignIn, countWrongNumber, dropSignIn, insertSignIn, listOutcomes, lockSignIn, noteOutcome, pruneOidc, takeState } from './oidc-repository.ts'

const signInLifeMilliseconds = 10 * 60_000
const triesOfNumber = 5
const eventsKeptMilliseconds = 400 * 86_400_000

const randomText = (): string => randomBytes(32).toString('base64url')
const newNumber = (): string => String(randomInt(1_000_000)).padStart(6, '0')
/** The handle is the salt: six digits alone could be read off a hash. */
const hashNumber = (handleHash: string, number: string): string => hashToken(`${handleHash} ${number}`)

export interface OidcParts {
  readonly database: Database
  readonly clock: Clock
  readonly log: CentralLog
  readonly provider: IdentityProvider
}

/** @throws Refusal IDENTITY_PROVIDER_AWAY */
export async function startOidcSignIn({ database, clock, log, provider }: OidcParts, caller: DeviceCaller): Promise<CentralReply<'startOidcSignIn'>> {
  const secrets = { state: randomText(), nonce: randomText(), codeVerifier: randomText() }
  const authorizationUrl = await provider.authorizationUrl(secrets).catch((error: unknown) => {
    log.error('identity provider away', error)
    throw new Refusal('IDENTITY_PROVIDER_AWAY')
  })
  const handle = createToken('handle')
  const now = clock.now()
  const expiresAt = new Date(now + signInLifeMilliseconds)
  await database.transaction(async (transaction) => {
    await insertSignIn(transaction, {
      stateHash: hashToken(secrets.state), handleHash: hashToken(handle), deviceId: caller.deviceId, nonce: secrets.nonce, codeVerifier: secrets.codeVerifier, expiresAt,
    })
  })
  return { authorizationUrl, handle, expiresAt: expiresAt.toISOString() }
}

/**
 * The browser is back. Each state counts once, whatever becomes of it.
 * @param query of the callback, without its question mark
 * @returns the number to show to the person; null where it came to nothing, and nobody is told why
 */
export async function receiveOidcCallback({ database, clock, log, provider }: OidcParts, query: string): Promise<string | null> {
  const at = new Date(clock.now())
  const refuse = async (outcome: OidcOutcome, stateHash: string | null, deviceId: string | null, staffId: string | null = null): Promise<null> => {
    await database.transaction(async (transaction) => {
      if (stateHash !== null) await dropSignIn(transaction, stateHash)
      await noteOutcome(transaction, { at, outcome, deviceId, staffId })
    })
    log.warn('sign-in through the identity provider refused', { outcome })
    return null
  }
  const states = new URLSearchParams(query).getAll('state')
  const [state = ''] = states
  const stateHash = hashToken(state)
  const signIn = states.length === 1 ? await database.transaction((transaction) => takeState(transaction, stateHash, at)) : null
  if (signIn === null) return refuse('unknownState', null, null)
  const { deviceId, nonce, codeVerifier } = signIn
  let named: string | null
  try {
    named = await provider.person(query, { state, nonce, codeVerifier })
  } catch (error) {
    log.error('identity provider', error)
    return refuse('refusedByProvider', stateHash, deviceId)
  }
  const staff = named === null ? null : await findStaff(database.reader, named)
  if (staff === null) return refuse('noSuchPerson', stateHash, deviceId)
  if (!staff.isActive) return refuse('personDisabled', stateHash, deviceId, staff.staffId)
  const number = newNumber()
  const isConfirmed = await database.transaction((transaction) => confirmSignIn(transaction, stateHash, staff.staffId, hashNumber(signIn.handleHash, number)))
  return isConfirmed ? number : refuse('expired', null, deviceId, staff.staffId)
}

/**
 * The desktop brings its handle and the number the browser showed. Neutral: whatever is wrong answers alike.
 * @throws Refusal SIGN_IN_FAILED; another number may be tried a few times, then the sign-in is given up
 */
export async function finishOidcSignIn(
  { database, clock }: OidcParts, caller: DeviceCaller, request: { handle: string; number: string },
): Promise<CentralReply<'finishOidcSignIn'>> {
  const now = clock.now()
  const at = new Date(now)
  const handleHash = hashToken(request.handle)
  // What is refused must be counted and kept, so the refusal is thrown after the transaction.
  const reply = await database.transaction(async (transaction) => {
    const signIn = await lockSignIn(transaction, handleHash)
    const outcome = await judge(transaction, signIn, { deviceId: caller.deviceId, now, number: request.number, handleHash })
    await noteOutcome(transaction, { at, outcome, deviceId: caller.deviceId, staffId: signIn?.staffId ?? null })
    if (signIn === null) return null
    if (outcome === 'wrongNumber' && signIn.wrongNumbers + 1 < triesOfNumber) await countWrongNumber(transaction, signIn.stateHash)
    // Somebody else's handle, or a browser that is not back yet, ends nothing.
    else if (outcome !== 'otherDevice' && outcome !== 'notConfirmed') await dropSignIn(transaction, signIn.stateHash)
    const staff = outcome === 'signedIn' && signIn.staffId !== null ? await findStaff(transaction, signIn.staffId) : null
    return staff === null ? null : startSession(transaction, now, caller.deviceId, staff)
  })
  if (reply === null) throw new Refusal('SIGN_IN_FAILED')
  return reply
}

async function judge(
  transaction: Transaction, signIn: Awaited<ReturnType<typeof lockSignIn>>,
  by: { readonly deviceId: string; readonly now: number; readonly number: string; readonly handleHash: string },
): Promise<OidcOutcome> {
  if (signIn === null) return 'unknownHandle'
  if (signIn.deviceId !== by.deviceId) return 'otherDevice'
  if (signIn.expiresAt.getTime() <= by.now) return 'expired'
  if (signIn.status !== 'confirmed' || signIn.staffId === null) return 'notConfirmed'
  if (signIn.numberHash !== hashNumber(by.handleHash, by.number)) return 'wrongNumber'
  // Somebody may have been disabled while the browser was open.
  return (await findStaff(transaction, signIn.staffId))?.isActive === true ? 'signedIn' : 'personDisabled'
}

/** What is too old to be finished, and what is noted for longer than a year. */
export async function pruneOidcSignIns(database: Database, clock: Clock): Promise<void> {
  const now = clock.now()
  await database.transaction((transaction) => pruneOidc(transaction, new Date(now), new Date(now - eventsKeptMilliseconds)))
}

/** The newest of them: for an administrator. */
export async function listOidcSignIns(database: Database): Promise<{ at: string; outcome: string; deviceId: string | null; staffId: string | null }[]> {
  return (await listOutcomes(database.reader, 200)).map(({ at, outcome, deviceId, staffId }) => ({ at: at.toISOString(), outcome, deviceId, staffId }))
}
