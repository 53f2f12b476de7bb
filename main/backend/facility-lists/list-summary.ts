/** facilityLists.summary: what is in use, what it covers, and what waits for a person. */
import { z } from 'zod'
import type { Job } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { coverageCell } from '#shared/contract/records.ts'
import type { Caller, Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { countByScope, countOfferedSuccessions, countReadings, itemsToCorrect } from '../facilities/facility-repository.ts'
import { facilityListStatus } from '../system/status.ts'

type Summary = Awaited<ReturnType<Handlers<Caller>['facilityLists']['summary']>>

const scopeOf = ({ prefectureNumber, listKind }: { prefectureNumber: string; listKind: string }) => `${prefectureNumber} ${listKind}`

/** Facilities in use, with the day of their list; a scope that was covered and is empty by now is named too. */
const coverageOf = async (core: Core): Promise<Summary['coverage']> => {
  const text = await readSetting(core.database.reader.manager, 'facilityListCoverage')
  const cells = new Map((text === null ? [] : z.array(coverageCell).parse(JSON.parse(text))).map((cell) => [scopeOf(cell), cell]))
  const counted = countByScope(core.facilityList.handle()).map(({ prefectureNumber, listKind, count }) => {
    const cell = cells.get(scopeOf({ prefectureNumber, listKind }))
    cells.delete(scopeOf({ prefectureNumber, listKind }))
    return { prefectureNumber, listKind, count, asOf: cell?.asOf ?? null, importedAt: cell?.importedAt ?? null }
  })
  return [...counted, ...[...cells.values()].map((cell) => ({ ...cell, count: 0 }))].sort((one, other) => (scopeOf(one) < scopeOf(other) ? -1 : 1))
}

export const listSummary = async (core: Core, job: Job | null): Promise<Summary> => {
  const handle = core.facilityList.handle()
  const { without, guessed } = countReadings(handle)
  return {
    status: facilityListStatus(core), coverage: await coverageOf(core), job,
    toCorrect: itemsToCorrect(handle, 1).total, offeredSuccessions: countOfferedSuccessions(handle), withoutReading: without, guessedReading: guessed,
  }
}
