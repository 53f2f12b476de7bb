import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 random bits for a bearer credential. The prefix tells a leaked one apart; only its hash is stored. */
export function createToken(prefix: 'device' | 'access' | 'refresh' | 'portal' | 'admin' | 'handle'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/** How a credential of 256 random bits is stored: it needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

const readableAlphabet = 'abcdefghjkmnpqrtuvwxy346789'

/** Four groups of four characters without look-alikes: 76 bits, easy to copy from a screen. */
export function createReadablePassword(): string {
  const group = () => Array.from({ length: 4 }, () => readableAlphabet.charAt(randomInt(readableAlphabet.length))).join('')
  return [group(), group(), group(), group()].join('-')
}
