/** 郵便番号: kept as 7 digits, printed with its mark and dash. */

/** 7 digits out of any writing ("〒910－0006", "９１００００６"), or null. */
export function normalisePostalCode(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[〒\s‐‑‒–—―−ー-]/gu, '')
  return /^[0-9]{7}$/u.test(digits) ? digits : null
}

/** '〒910-0006'. @throws RangeError unless the text is a postal code in some writing */
export function formatPostalCode(postalCode: string): string {
  const digits = normalisePostalCode(postalCode)
  if (digits === null) throw new RangeError('A postal code is 7 digits')
  return `〒${digits.slice(0, 3)}-${digits.slice(3)}`
}
