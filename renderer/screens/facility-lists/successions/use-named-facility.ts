import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { normaliseFacilityCode } from '#shared/domain/facility-code.ts'
import { useDeskQuery } from '../../../api/use-desk.ts'

export interface NamedFacility {
  /** Digits only. */
  readonly code: string
  readonly state: 'incomplete' | 'asking' | 'failed' | 'listed' | 'unlisted'
  readonly facility: MaskedFacility | null
  readonly successor: { readonly facilityCode: string; readonly name: string | null } | null
  /** Check digit, of a code that is in no list. */
  readonly isValid: boolean
  readonly suggestions: readonly MaskedFacility[]
  readonly error: unknown
}

/** Whom a typed code names, as soon as it has ten digits. */
export function useNamedFacility(typed: string): NamedFacility {
  const code = normaliseFacilityCode(typed)
  const isWhole = code.length === 10
  const check = useDeskQuery('facilities', 'checkCode', code, (desk, signal) => desk.facilities.checkCode({ code }, { signal }), { isEnabled: isWhole })
  const isListed = check.data?.isListed ?? false
  const named = useDeskQuery('facilities', 'get', code, (desk, signal) => desk.facilities.get({ facilityCode: code }, { signal }), { isEnabled: isWhole && isListed })
  const nothing = { code, facility: null, successor: null, isValid: false, suggestions: [], error: null }
  if (!isWhole) return { ...nothing, state: 'incomplete' }
  if (check.isError || named.isError) return { ...nothing, state: 'failed', error: check.error ?? named.error }
  if (check.data === undefined) return { ...nothing, state: 'asking' }
  if (!isListed) return { ...nothing, state: 'unlisted', isValid: check.data.valid, suggestions: check.data.suggestions }
  if (named.data === undefined) return { ...nothing, state: 'asking' }
  return { ...nothing, state: 'listed', isValid: true, facility: named.data.facility, successor: named.data.successor }
}
