/**
 * How the text of a cell becomes a published item. Nothing is folded: full-width digits, dashes and
 * 外字 stay as published; only the outer white space and the line breaks of a wrapped text go.
 */

/** The lines of a cell (wrapped by hand or by the program that wrote it). */
export function cellLines(text: string): string[] {
  if (text === '') return []
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\r|\n/u) : [text]
}

/** Joins the lines of one item without a space; full-width spaces inside are part of the name, padding is not. */
export function joinLines(lines: readonly string[]): string {
  const joined = lines.map((line) => line.replace(/^[ \t]+|[ \t]+$/gu, '')).join('')
  return joined.replace(/\p{Cc}/gu, '').trim()
}

export function textOrNull(text: string): string | null {
  return text === '' ? null : text
}

/** Kana, kanji and visible ASCII: what folding would leave as it is, and most of what a list holds. */
const isFolded = /^[!-~ぁ-ゖァ-ヺー一-鿿]*$/u

/** Compared by its meaning only: width folded, white space dropped. */
export function folded(text: string): string {
  return isFolded.test(text) ? text : text.normalize('NFKC').replace(/\s/gu, '')
}

const dash = '[-－‐‑‒–—―−ーｰ・\\s]*'
const digit = '[0-9０-９]'
const markedPostalCode = new RegExp(`^[\\s]*〒${dash}(?:(${digit}{3})${dash}(${digit}{4}))?${dash}`, 'u')
const barePostalCode = new RegExp(`^[\\s]*(${digit}{3})[-－‐‑‒–—―−ーｰ](${digit}{4})(?!${digit}|[-－‐‑‒–—―−ーｰ])[\\s]*`, 'u')

/** "〒910－0006福井市中央１－９－３０" → 9100006 and the rest, unchanged. */
export function splitPostalCode(text: string): { postalCode: string | null; address: string } {
  const match = markedPostalCode.exec(text) ?? barePostalCode.exec(text)
  if (match === null) return { postalCode: null, address: text.trim() }
  const [whole, first, last] = match
  const postalCode = first === undefined || last === undefined ? null : `${first}${last}`.normalize('NFKC')
  return { postalCode, address: text.slice(whole.length).trim() }
}

/** True for a text made of digits and the signs of a telephone number, with at least six digits. */
export function looksLikeTelephone(text: string): boolean {
  // Most cells begin with a letter: nothing to fold.
  if (/^[ぁ-ゖァ-ヺ一-鿿]/u.test(text)) return false
  const plain = text.normalize('NFKC')
  return /^[0-9()\s‐‑‒–—―−ー-]+$/u.test(plain) && plain.replace(/[^0-9]/gu, '').length >= 6
}
