/**
 * 受付番号控え: the six digits read to the caller when a notice is requested, asked for beside the
 * letter's password when it is redeemed. The mailroom never sees it, the operator never sees the
 * password. (Not the 受付番号 of a 指定申請, which a bureau gives: see provisional-code-request.ts.)
 */

const digitReadings = ['ゼロ', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'] as const

/**
 * Six random digits, leading zeros included.
 * @param random whole number from 0 up to, not including, its argument; from a cryptographic source, without bias
 */
export function composeReceiptNumber(random: (boundExclusive: number) => number): string {
  return Array.from({ length: 6 }, () => String(random(10))).join('')
}

/** Six digits out of any writing ("１２３ー４５６"), or null. */
export function normaliseReceiptNumber(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s‐‑‒–—―−ー-]/gu, '')
  return /^[0-9]{6}$/u.test(digits) ? digits : null
}

/** As it is shown and read: "123 456". */
export function formatReceiptNumber(receiptNumber: string): string {
  return `${receiptNumber.slice(0, 3)} ${receiptNumber.slice(3)}`
}

/** Word for word for the operator: "いち に さん、よん ご ろく". @throws RangeError unless it is six digits */
export function receiptNumberReading(receiptNumber: string): string {
  if (!/^[0-9]{6}$/u.test(receiptNumber)) throw new RangeError('A receipt number is six digits')
  const words = [...receiptNumber].map((digit) => digitReadings[Number(digit)])
  return `${words.slice(0, 3).join(' ')}、${words.slice(3).join(' ')}`
}
