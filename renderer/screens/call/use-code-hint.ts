/** もしかして: a code of ten digits that finds nothing, and the real facilities one digit or one swap away. A hint, never a wall. */
import { useMemo } from 'react'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { normaliseFacilityCode } from '#shared/domain/facility-code.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.call.search
const most = 6

/** Ten digits and nothing but separators around them. */
const codeIn = (typed: string): string | null => {
  const digits = normaliseFacilityCode(typed)
  return digits.length === 10 && !/[^\d\s‐‑‒–—―−ー－.・,，、-]/u.test(typed.normalize('NFKC')) ? digits : null
}

export interface CodeHint {
  /** What is to be said about the code. */
  readonly message: string
  readonly suggestions: readonly FoundFacility[]
}

/** Null where there is nothing to say: no code of ten digits, or it stands in the list. Asked only once the search found nothing. */
export function useCodeHint(typed: string, hasFoundNothing: boolean): CodeHint | null {
  const code = codeIn(typed)
  const isAsked = code !== null && hasFoundNothing
  const check = useDeskQuery('facilities', 'checkCode', code, (desk, signal) => desk.facilities.checkCode({ code: code ?? '' }, { signal }), { isEnabled: isAsked })
  return useMemo(() => {
    if (!isAsked || check.data === undefined || check.data.isListed) return null
    const { suggestions, valid } = check.data
    return {
      message: `${valid ? text.codeUnlisted : text.codeWrong}${suggestions.length === 0 && !valid ? `　${text.noSuggestion}` : ''}`,
      suggestions: suggestions.slice(0, most).map((facility) => ({ ...facility, matchedBy: 'codePart', successor: null, formerCode: null })),
    }
  }, [isAsked, check.data])
}
