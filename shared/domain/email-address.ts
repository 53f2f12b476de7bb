/**
 * Checks an e-mail address a caller wants: syntax, and likely typing errors. A suggestion is offered
 * to the operator, who reads it back; nothing is ever corrected silently, and nothing is a wall.
 */
import { editDistance } from './edit-distance.ts'

export type EmailProblem =
  /** Not one @ with something on both sides. */
  | 'atSign'
  | 'fullWidth'
  | 'space'
  | 'comma'
  | 'forbiddenCharacter'
  /** A dot at the beginning, at the end, or two in a row. Some old mobile addresses have them. */
  | 'dots'
  | 'domain'
  | 'tooLong'
  /** The domain looks like a mistyped well-known one. */
  | 'likelyTypo'

export interface EmailCheck {
  /** As given, outer spaces included. */
  readonly text: string
  /** True when the address may be used as it is (a likely typo is still valid). */
  readonly valid: boolean
  readonly problems: readonly EmailProblem[]
  /** What was probably meant; null when there is nothing to offer. */
  readonly suggestion: string | null
}

/**
 * Well-known domains whose mistyped forms are recognised. Short ones (ocn.ne.jp, au.com) are left
 * out: their neighbours exist too (kcn.ne.jp, odn.ne.jp).
 */
const knownDomains = [
  'gmail.com',
  'yahoo.co.jp',
  'outlook.jp',
  'outlook.com',
  'hotmail.co.jp',
  'hotmail.com',
  'icloud.com',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'softbank.ne.jp',
  'i.softbank.jp',
  'nifty.com',
  'biglobe.ne.jp',
] as const

/** Domains that exist although they look like a mistyped one. */
const notTypos: readonly string[] = ['ymail.com', 'mail.com', 'email.com', 'live.com', 'nifty.ne.jp', 'yahoo.com']

const endingTypos: readonly (readonly [RegExp, string])[] = [
  [/\.(?:con|cmo|ocm|vom|comm|cim)$/u, '.com'],
  [/\.(?:co|ne|or|go|ac|ed|lg)(?:jp|\.j|\.jo|\.ip|\.pj|\.jpp|\.jp\.)$/u, ''],
  [/\.(?:jpp|jo|pj)$/u, '.jp'],
]

function suggestedDomain(domain: string): string | null {
  if ((knownDomains as readonly string[]).includes(domain) || notTypos.includes(domain)) return null
  const near = knownDomains.find((known) => editDistance(domain, known) === 1)
  if (near !== undefined) return near
  for (const [ending, right] of endingTypos) {
    const match = ending.exec(domain)
    if (match === null) continue
    const secondLevel = /^\.(co|ne|or|go|ac|ed|lg)/u.exec(match[0])?.[1] ?? ''
    const repaired = domain.slice(0, match.index) + (right === '' ? `.${secondLevel}.jp` : right)
    // Two slips in one domain (gmial.con): the repaired one may still be near a known one.
    return knownDomains.find((known) => editDistance(repaired, known) === 1) ?? repaired
  }
  return knownDomains.find((known) => known.length >= 10 && editDistance(domain, known) === 2) ?? null
}

const domainPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u
const localPattern = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/u

function syntaxProblems(text: string): EmailProblem[] {
  const problems: EmailProblem[] = []
  if (text !== text.normalize('NFKC')) problems.push('fullWidth')
  const folded = text.normalize('NFKC')
  if (/\s/u.test(folded)) problems.push('space')
  if (folded.includes(',')) problems.push('comma')
  const parts = folded.split('@')
  const [local = '', domain = ''] = parts
  if (parts.length !== 2 || local === '' || domain === '') return [...problems, 'atSign']
  if (!localPattern.test(local.replace(/[\s,]/gu, ''))) problems.push('forbiddenCharacter')
  if (/^\.|\.\.|\.$/u.test(local)) problems.push('dots')
  if (!domainPattern.test(domain.toLowerCase())) problems.push('domain')
  if (local.length > 64 || folded.length > 254) problems.push('tooLong')
  return problems
}

/**
 * The form in which two addresses are compared: NFKC (a full-width one was meant otherwise), without outer spaces, lower
 * case. The domain knows no case; the local part does by the standard, but no provider in use tells it apart, and a caller
 * on the telephone cannot say it: a right address refused would cost more than two that differ by case alone.
 * @returns null for what is no address; dots in odd places are some old mobile addresses' and pass
 */
export function emailAddressKey(text: string): string | null {
  const key = text.normalize('NFKC').trim().toLowerCase()
  return syntaxProblems(key).every((problem) => problem === 'dots') ? key : null
}

/** See EmailCheck. Surrounding spaces do not count as an error. */
export function checkEmailAddress(text: string): EmailCheck {
  const trimmed = text.trim()
  const problems = syntaxProblems(trimmed)
  const repaired = trimmed.normalize('NFKC').replace(/\s/gu, '').replace(/,/gu, '.')
  const [local = '', domain = ''] = repaired.split('@')
  const better = domain === '' ? null : suggestedDomain(domain.toLowerCase())
  if (better !== null) problems.push('likelyTypo')
  const offered = better === null ? repaired : `${local}@${better}`
  const isOfferable = offered !== trimmed && syntaxProblems(offered).length === 0
  return {
    text,
    valid: problems.every((problem) => problem === 'likelyTypo'),
    problems,
    suggestion: isOfferable ? offered : null,
  }
}
