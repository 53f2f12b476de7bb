/**
 * お問い合わせ番号 of 簡易書留 and the like: 11 digits printed 123-45-67890-1; the last is the first
 * ten mod 7 (7DR; known from practice, not officially published). A wrong one is a warning, never a
 * refusal. Numbers are used again after some years: the key of a piece is number + date.
 */
export type TrackingNumber =
  | { readonly ok: true; readonly digits: string; readonly formatted: string; readonly checkDigitOk: boolean }
  | { readonly ok: false }

/** The eleventh digit for the first ten. @throws RangeError unless given ten digits */
export function trackingCheckDigit(first10: string): string {
  if (!/^[0-9]{10}$/u.test(first10)) throw new RangeError('Ten digits are needed')
  return String(Number(first10) % 7)
}

/** Reads a scanned or typed number. A scanner's start/stop letters (A…A, as NW-7 codes send them) are dropped. */
export function parseTrackingNumber(text: string): TrackingNumber {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s‐‑‒–—―−ー-]/gu, '')
    .replace(/^[A-D]([0-9]+)[A-D]$/iu, '$1')
  if (!/^[0-9]{11}$/u.test(digits)) return { ok: false }
  return { ok: true, digits, formatted: formatTrackingNumber(digits), checkDigitOk: trackingCheckDigit(digits.slice(0, 10)) === digits[10] }
}

/** 11 digits as printed on the label: "123-45-67890-1". */
export function formatTrackingNumber(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5, 10)}-${digits.slice(10)}`
}

/** The next label of a roll: first ten digits + 1 with their own check digit. Predicted, to be confirmed by a scan. */
export function nextTrackingNumber(digits: string): string {
  const next = String((Number(digits.slice(0, 10)) + 1) % 10_000_000_000).padStart(10, '0')
  return next + trackingCheckDigit(next)
}
