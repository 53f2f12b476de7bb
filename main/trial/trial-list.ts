/** Puts the generated sample list into a trial's central, over the same operations as any other list. */
import type { Backend } from '#backend/index.ts'
import type { Facility } from '#shared/domain/facility.ts'

const partSize = 2000

/** `token` of a signed-in administrator. */
export const uploadSampleList = async (backend: Backend, token: string, facilities: readonly Omit<Facility, 'listVersion'>[]): Promise<void> => {
  const listId = backend.core.deps.ids.next()
  const coverage = new Map(facilities.map(({ prefectureNumber, listKind }) => [`${prefectureNumber}${listKind}`, { prefectureNumber, listKind, asOf: null, form: 'bureauReport' as const }]))
  await backend.link.call('startFacilityList', { token, body: { listId, isSample: true, coverage: [...coverage.values()], sparedCodes: [] } })
  for (let start = 0; start < facilities.length; start += partSize) {
    const part = facilities.slice(start, start + partSize).map(({ isSample: _isSample, ...facility }) => facility)
    await backend.link.call('addFacilities', { token, parameters: { listId, part: start / partSize }, body: { facilities: part } })
  }
  await backend.link.call('activateFacilityList', { token, parameters: { listId }, body: { expectedCount: facilities.length, confirmed: [] } })
}
