/**
 * Verifiers of letters: Argon2id hashes as PHC text. Both sides use the same cost, so that central's dummy for an
 * absent letter takes as long as a real one.
 */

/** 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet). */
export const verifierParameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{43,86}$/u

/** Strong enough to store, and not so costly that verifying it could stop central. */
export function isAcceptableVerifier(text: string): boolean {
  const match = phc.exec(text)
  if (match === null) return false
  const [memory, passes, lanes] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return memory >= 7168 && memory <= 131_072 && passes >= 1 && passes <= 8 && lanes >= 1 && lanes <= 4
}
