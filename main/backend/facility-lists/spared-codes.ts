/**
 * Facilities that a list does not name and that are not gone for it: their row stands there, but could not be read.
 */
import type { ListFilesReport } from '../facilities/list-files/read-list-files.ts'
import { namesForReading } from '../facilities/facility-repository.ts'
import type { Core } from '../core.ts'
import type { JobRun } from './job-desk.ts'
import type { ListParts, ListScopeName } from './list-parts.ts'

/** Facilities looked at without a pause: lookups come in between. */
const slice = 1000
const nextTurn = async () => await new Promise<void>((resolve) => { setImmediate(resolve) })

const scopeOf = ({ prefectureNumber, listKind }: ListScopeName): string => `${prefectureNumber} ${listKind}`

export interface Spared {
  readonly codes: readonly string[]
  /** Scopes where facilities were spared because rows had no readable code, and how many. */
  readonly unnamed: readonly (ListScopeName & { readonly count: number })[]
}

/** Codes in use here, in these scopes, that neither the files nor the refused rows name. */
const missingCodes = async (core: Core, run: JobRun, scopes: ReadonlySet<string>, parts: ListParts, refused: ReadonlySet<string>): Promise<Map<string, string[]>> => {
  const named = new Set(refused)
  for (let part = 0; part < parts.count(); part += 1) {
    for (const facility of await parts.read(part)) if (scopes.has(scopeOf(facility))) named.add(facility.facilityCode)
  }
  const missing = new Map<string, string[]>()
  for (let after: string | null = null; ; ) {
    run.signal.throwIfAborted()
    const held = namesForReading(core.facilityList.handle(), after, slice)
    for (const facility of held) {
      const scope = scopeOf(facility)
      if (scopes.has(scope) && !named.has(facility.facilityCode)) missing.set(scope, [...(missing.get(scope) ?? []), facility.facilityCode])
    }
    if (held.length < slice) return missing
    after = held.at(-1)!.facilityCode
    await nextTurn()
  }
}

/**
 * Refused rows with a code; and where rows without a readable code could be all that is missing of a prefecture and kind,
 * those missing ones too. Where more is missing than such rows explain, the list counts: what it closes is then asked
 * about like anything else.
 */
export const sparedCodes = async (core: Core, run: JobRun, report: ListFilesReport, parts: ListParts): Promise<Spared> => {
  const refused = new Set(report.refused.flatMap(({ facilityCode }) => (facilityCode === null ? [] : [facilityCode])))
  const doubtful = report.coverage.filter(({ unreadableCodes }) => unreadableCodes > 0)
  if (doubtful.length === 0 || core.facilityList.state()?.isSample !== false) return { codes: [...refused], unnamed: [] }
  const missing = await missingCodes(core, run, new Set(doubtful.map(scopeOf)), parts, refused)
  const spared = doubtful.flatMap((scope) => {
    const codes = missing.get(scopeOf(scope)) ?? []
    return codes.length > 0 && codes.length <= scope.unreadableCodes ? [{ ...scope, codes }] : []
  })
  return {
    codes: [...refused, ...spared.flatMap(({ codes }) => codes)],
    unnamed: spared.map(({ prefectureNumber, listKind, codes }) => ({ prefectureNumber, listKind, count: codes.length })),
  }
}
