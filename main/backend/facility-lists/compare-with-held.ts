/** What files would do to the list held here, without central: the answer of a dry run. */
import type { FacilityRecord, PublishedFacilityRecord } from '#shared/contract/records.ts'
import { correctableItems, type CorrectableItem } from '#shared/domain/gaiji-correction.ts'
import type { ListFilesReport } from '#list-files/read-list-files.ts'
import type { ListParts } from '#list-files/list-parts.ts'
import type { Core } from '../core.ts'
import { countByScope, facilitiesByCodes } from '../facilities/facility-repository.ts'
import type { JobRun } from './job-desk.ts'
import type { ListChanges } from './staged-list.ts'

/** Facilities compared without a pause: lookups come in between. */
const slice = 500
const nextTurn = async () => await new Promise<void>((resolve) => { setImmediate(resolve) })

const publishedFields = ['name', 'postalCode', 'address', 'telephone', 'founder', 'manager', 'designatedOn', 'type', 'status', 'listKind', 'prefectureNumber'] as const
const isCorrectable = (field: string): field is CorrectableItem => (correctableItems as readonly string[]).includes(field)

/** A corrected item stands beside what was published: that is what lists are compared with. */
const isUnchanged = (held: FacilityRecord, published: PublishedFacilityRecord): boolean =>
  publishedFields.every((field) => ((isCorrectable(field) ? held.publishedForms[field] : undefined) ?? held[field]) === published[field])

const scopeOf = ({ prefectureNumber, listKind }: Pick<FacilityRecord, 'prefectureNumber' | 'listKind'>) => `${prefectureNumber} ${listKind}`

/** Facilities in use in what the files cover that they do not name. A sample counts for nothing beside a real list. */
const countClosing = (core: Core, report: ListFilesReport, named: ReadonlyMap<string, number>): number => {
  const covered = new Set(report.coverage.map(scopeOf))
  return countByScope(core.facilityList.handle()).reduce((sum, scope) =>
    (covered.has(scopeOf(scope)) ? sum + Math.max(0, scope.count - (named.get(scopeOf(scope)) ?? 0)) : sum), 0)
}

export const compareWithHeld = async (core: Core, run: JobRun, report: ListFilesReport, parts: ListParts, list: { isSample: boolean; sparedCodes: readonly string[] }): Promise<ListChanges> => {
  const { isSample } = list
  const counts = { added: 0, changed: 0, unchanged: 0, closed: 0 }
  const named = new Map<string, number>()
  const unnamed = new Set(list.sparedCodes)
  const remember = (held: FacilityRecord) => {
    if (held.status !== 'closed') named.set(scopeOf(held), (named.get(scopeOf(held)) ?? 0) + 1)
  }
  const heldOf = (codes: readonly string[]) => facilitiesByCodes(core.facilityList.handle(), codes)
  for (let part = 0; part < parts.count(); part += 1) {
    const facilities = await parts.read(part)
    for (let start = 0; start < facilities.length; start += slice) {
      run.signal.throwIfAborted()
      run.step('comparing', part, parts.count())
      const asked = facilities.slice(start, start + slice)
      const held = new Map(heldOf(asked.map(({ facilityCode }) => facilityCode)).map((facility) => [facility.facilityCode, facility]))
      for (const facility of asked) {
        const known = held.get(facility.facilityCode)
        if (known !== undefined) remember(known)
        unnamed.delete(facility.facilityCode)
        if (known === undefined || (known.isSample && !isSample)) counts.added += 1
        else if (isUnchanged(known, facility)) counts.unchanged += 1
        else counts.changed += 1
      }
      await nextTurn()
    }
  }
  // What the list does not name and spares is not gone.
  const spared = [...unnamed]
  for (let start = 0; start < spared.length; start += slice) heldOf(spared.slice(start, start + slice)).forEach(remember)
  const isSampleInUse = core.facilityList.state()?.isSample ?? false
  return { ...counts, closed: isSampleInUse && !isSample ? 0 : countClosing(core, report, named) }
}
