/** The six digits the browser shows after signing in at the organisation's identity provider, typed into the application. */

/** As it is compared, whatever width and spaces it was typed with. */
export const plainSignInNumber = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/gu, '')

export const isSignInNumber = (typed: string): boolean => /^\d{6}$/u.test(plainSignInNumber(typed))
