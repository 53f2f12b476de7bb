/** Argon2id verifiers (PHC text), computed off the event loop. */
import { hash, verify } from '@node-rs/argon2'
import { verifierParameters } from '#shared/contract/central/verifier.ts'

export const makeVerifier = async (secret: string): Promise<string> => await hash(secret, verifierParameters)

/** False also for a damaged verifier. */
export const fitsVerifier = async (verifier: string, secret: string): Promise<boolean> => {
  try {
    return await verify(verifier, secret)
  } catch {
    return false
  }
}

/** Compared when there is nobody of that id, so that the answer takes as long as for somebody. */
let standIn: Promise<string> | null = null
export const standInVerifier = (): Promise<string> => (standIn ??= makeVerifier('nobody signs in with this'))
