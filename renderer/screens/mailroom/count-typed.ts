/** A count somebody typed, full-width digits allowed; null = no whole number from 0 to the most there can be. */
export function countTyped(typed: string, most: number): number | null {
  const digits = typed.normalize('NFKC').trim()
  return /^\d{1,6}$/u.test(digits) && Number(digits) <= most ? Number(digits) : null
}
