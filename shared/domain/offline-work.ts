/**
 * How long work without central may go on. The desktop decides about signing in, central about what it takes afterwards:
 * both from here, so that nothing a person did in time is refused.
 */

const hour = 3_600_000

/** A person may sign in against the local verifier for so long after the last online sign-in on that desktop. Milliseconds. */
export const offlineSignInMilliseconds = 72 * hour

/** The longest shift that may follow an offline sign-in. Milliseconds. */
export const longestShiftMilliseconds = 12 * hour

/** Central takes what was done under a session that ended by signing out for so long after its end. Milliseconds. */
export const offlineWorkMilliseconds = offlineSignInMilliseconds + longestShiftMilliseconds
