/**
 * The door for numbers that come from outside: a link of the telephone system (`helpline-desk://call?tel=…`), or its message. Any program and
 * any page may open such a link, so it can only ever say who rings: nothing is chosen, nothing is done by it.
 */
import { telephoneKey } from '#shared/domain/search-key.ts'

export const deepLinkScheme = 'helpline-desk'

const longestLink = 200
/** As telephone systems write numbers; anything else is none. */
const writtenNumber = /^[0-9+\-() ]{4,40}$/u
const link = /^helpline-desk:\/\/call\/?\?tel=([^&#?=/]+)$/iu

/** Digits only, +81 as 0; null for what is no telephone number. */
export const telephoneFromOutside = (written: string): string | null => {
  if (!writtenNumber.test(written)) return null
  const digits = telephoneKey(written)
  return /^\d{4,15}$/u.test(digits) ? digits : null
}

/** The number of a link; null for everything but exactly `call` with exactly `tel`. */
export const telephoneOfLink = (text: string): string | null => {
  const written = text.length > longestLink ? undefined : link.exec(text)?.[1]
  if (written === undefined) return null
  try {
    return telephoneFromOutside(decodeURIComponent(written))
  } catch {
    return null
  }
}

/** The argument that the system started this program, or a second one, with; null where there is none. */
export const linkAmong = (commandLine: readonly string[]): string | null =>
  commandLine.find((argument) => argument.toLowerCase().startsWith(`${deepLinkScheme}:`)) ?? null
