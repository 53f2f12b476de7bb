/** `desk check-code CODE…` */
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import { facilitiesByCodes, facilityByCode } from '#backend/facilities/facility-repository.ts'
import { checkFacilityCode, nearbyFacilityCodes } from '#shared/domain/facility-code.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'

export interface CodeAnswer {
  readonly code: string
  readonly valid: boolean
  /** official | metropolitan | either: the rule its check digit fits; listed: no rule, but it stands in the list. */
  readonly rule: string | null
  readonly prefecture: string | null
  readonly kind: string | null
  /** Codes one digit or one swap away: those of real facilities where the list has any, else all that fit the rules. */
  readonly suggestions: readonly string[]
}

/** `list` null = there is no list here. */
export const answerCode = (text: string, list: SqliteHandle | null): CodeAnswer => {
  const check = checkFacilityCode(text)
  const isListed = list !== null && facilityByCode(list, check.code) !== null
  const valid = check.valid || isListed
  const nearby = valid ? [] : nearbyFacilityCodes(check.code)
  const listed = list === null ? [] : facilitiesByCodes(list, nearby).map((facility) => facility.facilityCode)
  return {
    code: check.code, valid, rule: check.rule ?? (isListed ? 'listed' : null), prefecture: check.prefecture?.name ?? null,
    kind: check.kind === null ? null : listKindNames[check.kind], suggestions: listed.length > 0 ? listed : nearby,
  }
}

export const answerLine = (answer: CodeAnswer): string => {
  const place = [answer.prefecture, answer.kind].filter((part) => part !== null).join(' ')
  if (answer.valid) return `${answer.code}  正しいコードです${place === '' ? '' : `（${place}）`}`
  const hint = answer.suggestions.length === 0 ? '' : `  もしかして: ${answer.suggestions.slice(0, 5).join(' ')}`
  return `${answer.code}  コードが正しくありません${hint}`
}
