/**
 * Facilities that a list does not name and that are not gone for it: their row stands there, but could not be read.
 */
import type { ListParts, ListScopeName } from './list-parts.ts'
import type { ListFilesReport } from './list-files-types.ts'

const scopeOf = ({ prefectureNumber, listKind }: ListScopeName): string => `${prefectureNumber} ${listKind}`

export interface Spared {
  readonly codes: readonly string[]
  /** Scopes where facilities were spared because rows had no readable code, and how many. */
  readonly unnamed: readonly (ListScopeName & { readonly count: number })[]
}

/** Codes in use that belong to these scopes, in any order, page by page. None where only a sample is in use. */
export type CodesInUse = (scopes: readonly ListScopeName[]) => AsyncIterable<readonly (ListScopeName & { readonly facilityCode: string })[]>

/** Codes in use in these scopes that neither the files nor the refused rows name, by scope. */
const missingCodes = async (scopes: readonly ListScopeName[], parts: ListParts, refused: ReadonlySet<string>, inUse: CodesInUse): Promise<Map<string, string[]>> => {
  const wanted = new Set(scopes.map(scopeOf))
  const named = new Set(refused)
  for (let part = 0; part < parts.count(); part += 1) {
    for (const facility of await parts.read(part)) if (wanted.has(scopeOf(facility))) named.add(facility.facilityCode)
  }
  const missing = new Map<string, string[]>()
  for await (const page of inUse(scopes)) {
    for (const facility of page) {
      const scope = scopeOf(facility)
      if (wanted.has(scope) && !named.has(facility.facilityCode)) missing.set(scope, [...(missing.get(scope) ?? []), facility.facilityCode])
    }
  }
  return missing
}

/**
 * Refused rows with a code; and where rows without a readable code could be all that is missing of a prefecture and kind,
 * those missing ones too. Where more is missing than such rows explain, the list counts: what it closes is then asked
 * about like anything else.
 */
export const sparedCodes = async (report: ListFilesReport, parts: ListParts, inUse: CodesInUse): Promise<Spared> => {
  const refused = new Set(report.refused.flatMap(({ facilityCode }) => (facilityCode === null ? [] : [facilityCode])))
  const doubtful = report.coverage.filter(({ unreadableCodes }) => unreadableCodes > 0)
  if (doubtful.length === 0) return { codes: [...refused], unnamed: [] }
  const missing = await missingCodes(doubtful, parts, refused, inUse)
  const spared = doubtful.flatMap((scope) => {
    const codes = missing.get(scopeOf(scope)) ?? []
    return codes.length > 0 && codes.length <= scope.unreadableCodes ? [{ ...scope, codes }] : []
  })
  return {
    codes: [...refused, ...spared.flatMap(({ codes }) => codes)],
    unnamed: spared.map(({ prefectureNumber, listKind, codes }) => ({ prefectureNumber, listKind, count: codes.length })),
  }
}
