import { hash, verify } from '@node-rs/argon2'
import { verifierParameters } from '#shared/contract/central/verifier.ts'

/** PHC text of an Argon2id hash, computed off the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, verifierParameters)
}

let dummy: Promise<string> | undefined

/**
 * Compares with a stored hash. Where there is none, a dummy of the same cost is computed, so that the time taken does
 * not tell whether the person or the letter exists.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no such password')
  const isEqual = await verify(stored ?? (await dummy), password)
  return stored !== null && isEqual
}
