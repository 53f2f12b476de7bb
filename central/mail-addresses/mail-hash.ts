import { createHmac } from 'node:crypto'
import { emailAddressKey } from '#shared/domain/email-address.ts'

/**
 * All that is kept of an address on file: HMAC-SHA256 (hex) under central's key `mail`.
 * @returns null for what is no address
 */
export function mailHash(key: Buffer, address: string): string | null {
  const normalised = emailAddressKey(address)
  return normalised === null ? null : createHmac('sha256', key).update(normalised, 'utf8').digest('hex')
}
